import type { IArtifact } from '../../values/artifact';
import { markdownTable } from './_markdown-table';
import { RenderedObjects } from './_rendered-objects';

/** What is measured, what is shown, and what calls for somebody (seed row J26). */
export class MonitoringGuide implements IArtifact {
  public readonly fileName = 'guides/monitoring.md';

  public render(objects: any[]): string {
    const all = new RenderedObjects(objects);
    return [
      '# Monitoring',
      'What is measured, what is shown, and what calls for somebody.',
      '## Alerts',
      markdownTable(
        ['alert', 'where', 'severity', 'after', 'what to do'],
        all.ofKind('PrometheusRule').flatMap(rule => MonitoringGuide.alerts(rule)),
      ),
      '## What is scraped',
      markdownTable(
        ['monitor', 'port', 'path', 'every'],
        all
          .ofKind('ServiceMonitor', 'PodMonitor')
          .flatMap(monitor =>
            (monitor.spec.endpoints ?? monitor.spec.podMetricsEndpoints ?? []).map((endpoint: any) => [
              RenderedObjects.nameOf(monitor),
              String(endpoint.port ?? endpoint.targetPort ?? ''),
              endpoint.path ?? '/metrics',
              endpoint.interval ?? 'as Prometheus does',
            ]),
          ),
      ),
      '## Dashboards',
      markdownTable(
        ['dashboard', 'where'],
        all
          .ofKind('ConfigMap')
          .filter(({ metadata }) => metadata.labels?.grafana_dashboard !== undefined)
          .flatMap(map => Object.values<string>(map.data ?? {}).map(text => [MonitoringGuide.title(text), map]))
          .map(([title, map]) => [title, RenderedObjects.nameOf(map)]),
      ),
      '',
    ].join('\n\n');
  }

  private static alerts(rule: any): string[][] {
    const rules = (rule.spec.groups ?? []).flatMap((group: any) => group.rules ?? []);
    return rules
      .filter(({ alert }: any) => alert !== undefined)
      .map(({ alert, labels, annotations, for: after }: any) => [
        alert,
        RenderedObjects.nameOf(rule),
        labels?.severity ?? '',
        after ?? 'at once',
        annotations?.runbook_url === undefined ? '' : `[runbook](${annotations.runbook_url})`,
      ]);
  }

  private static title(text: string): string {
    return JSON.parse(text).title ?? '';
  }
}
