import type { IArtifact } from '../../values/artifact';
import { markdownTable } from './_markdown-table';
import { RenderedObjects } from './_rendered-objects';

const NODE_SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const LEVEL = 'pod-security.kubernetes.io/enforce';
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

const POOLS = `| | pool of one namespace | shared pool |
| --- | --- | --- |
| efficiency | what is free there is lost to others | pods fill each other's gaps |
| risk | whoever breaks out of a pod finds nobody else's | a noisy or broken pod is felt by all of them |
| troubleshooting | load and cause are in one place | first find out whose pod it is |`;

/** What runs where, of which size, on which nodes (seed rows A15, J26). */
export class KubernetesGuide implements IArtifact {
  public readonly fileName = 'guides/kubernetes.md';

  public render(objects: any[]): string {
    const all = new RenderedObjects(objects);
    return [
      '# Kubernetes',
      'What runs where, of which size, and on which nodes. Nobody changes it here: it follows from the code.',
      '## Namespaces',
      markdownTable(
        ['namespace', 'tenant', 'level', 'nodes', 'CPU', 'memory', 'pods'],
        all.ofKind('Namespace').map(namespace => KubernetesGuide.namespace(namespace, all)),
      ),
      'CPU and memory are the requests that the quota allows.',
      '## Pools',
      markdownTable(['nodes', 'namespaces'], KubernetesGuide.pools(all)),
      POOLS,
      '## Workloads',
      markdownTable(
        ['kind', 'object', 'pods', 'image'],
        all.ofKind(...WORKLOADS).map(workload => KubernetesGuide.workload(workload, all)),
      ),
      '## What has to be shown',
      'Each of these passes on a cluster that runs what is rendered; the quota of each namespace holds the worst moment of all.',
      KubernetesGuide.demonstrations(all),
      '',
    ].join('\n\n');
  }

  private static namespace({ metadata }: any, all: RenderedObjects): string[] {
    const hard = all.inNamespace(metadata.name, 'ResourceQuota').map(({ spec }) => spec.hard ?? {});
    const limit = (key: string) => String(hard.find(each => each[key] !== undefined)?.[key] ?? '');
    return [
      metadata.name,
      metadata.labels?.tenant ?? '',
      metadata.labels?.[LEVEL] ?? '',
      metadata.annotations?.[NODE_SELECTOR] ?? '',
      limit('requests.cpu'),
      limit('requests.memory'),
      limit('pods'),
    ];
  }

  private static pools(all: RenderedObjects): string[][] {
    const pools = new Map<string, string[]>();
    for (const { metadata } of all.ofKind('Namespace')) {
      const selector = metadata.annotations?.[NODE_SELECTOR] ?? 'any';
      pools.set(selector, [...(pools.get(selector) ?? []), metadata.name]);
    }
    return [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([selector, names]) => [selector, names.join(', ')]);
  }

  private static workload(workload: any, all: RenderedObjects): string[] {
    const { kind, spec } = workload;
    const pod = (spec.jobTemplate?.spec ?? spec).template.spec;
    const images = pod.containers.map(({ image }: any) => image.replace(/^.*\//, '').slice(0, 40));
    return [kind, RenderedObjects.nameOf(workload), KubernetesGuide.pods(workload, all), images.join(', ')];
  }

  private static pods(workload: any, all: RenderedObjects): string {
    const { kind, metadata, spec } = workload;
    if (kind === 'DaemonSet') return 'one a node';
    if (kind === 'CronJob') return spec.schedule;
    const scaler = KubernetesGuide.scalerOf(metadata, all);
    if (scaler) return `${scaler.spec.minReplicas} to ${scaler.spec.maxReplicas}`;
    return String(spec.replicas ?? spec.parallelism ?? 1);
  }

  private static scalerOf({ namespace, name }: any, all: RenderedObjects): any {
    return all.inNamespace(namespace, 'HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.name === name);
  }

  /** Seed row J23. */
  private static demonstrations(all: RenderedObjects): string {
    const scaled = all.ofKind('HorizontalPodAutoscaler').map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      target: spec.scaleTargetRef.name,
      scaler: metadata.name,
      most: spec.maxReplicas,
    }));
    const rows = scaled.flatMap(({ namespace, target, scaler, most }) => [
      [
        `${namespace}/${target} grows to ${most} pods under load, and shrinks after it`,
        `\`kubectl get hpa ${scaler} --namespace ${namespace} --watch\``,
      ],
      [
        `${namespace}/${target} answers all requests while a new image rolls out`,
        `\`kubectl rollout status deployment/${target} --namespace ${namespace}\``,
      ],
    ]);
    return markdownTable(['what', 'how it is watched'], rows);
  }
}
