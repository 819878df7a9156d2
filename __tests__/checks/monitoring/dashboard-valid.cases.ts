import type { CheckCases } from '../check-cases';
import { board, dashboard } from './monitoring-yaml';

export default {
  check: 'dashboard-valid',
  passing: [
    { name: 'a dashboard', yaml: dashboard(board('sum(rate(x[5m]))')) },
    {
      name: "Grafana's variables",
      yaml: dashboard(
        board(
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's
          'rate(x{a="$tenant", b=~"${pod:regex}"}[$__rate_interval])',
          'increase(x[$__range]) / $__range_s',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's
          'max_over_time(x[${window}:$__interval])',
        ),
      ),
    },
    { name: 'two of them', yaml: dashboard(board()) + dashboard({ ...board(), uid: 'e' }, 'e') },
    {
      name: 'a row with panels',
      yaml: dashboard({ uid: 'd', title: 'D', panels: [{ type: 'row', panels: [{ targets: [{ expr: 'x' }] }] }] }),
    },
    {
      name: 'JSON that is no dashboard, without the label',
      yaml: dashboard({ type: 'object' }).replace('grafana_dashboard', 'other'),
    },
  ],
  failing: [
    {
      name: 'J12: wrapped as the API takes it',
      yaml: dashboard({
        dashboard: { title: 'ML Model Performance', panels: [{ targets: [{ expr: 'ml_model_accuracy' }] }] },
      }),
      finds: [
        'ConfigMap a/d data[d.json].dashboard: the dashboard is wrapped as the API of Grafana takes it, not its files',
      ],
    },
    {
      name: 'no JSON; a list; without the label, too',
      yaml:
        dashboard('{') + dashboard('[]', 'e') + dashboard('{ "panels": [', 'f').replace('grafana_dashboard', 'other'),
      finds: ['d', 'e', 'f'].map(name => `ConfigMap a/${name} data[d.json]: the file is no JSON object`),
    },
    {
      name: 'no uid, no title, no panel',
      yaml: dashboard({ uid: 'a b' }),
      finds: [
        'ConfigMap a/d data[d.json].uid: the dashboard has no uid of at most 40 letters, digits, "-" and "_"',
        'ConfigMap a/d data[d.json].title: the dashboard has no title',
        'ConfigMap a/d data[d.json].panels: the dashboard has no panel',
      ],
    },
    {
      name: 'a uid that is taken, and an expression that cannot be read',
      yaml: dashboard(board()) + dashboard(board('sum('), 'e'),
      finds: [
        'ConfigMap a/e data[d.json].uid: ConfigMap a/d has a dashboard with the uid "d", too',
        'ConfigMap a/e data[d.json].panels[0].targets[0].expr: the expression cannot be read: ends too early',
      ],
    },
  ],
} satisfies CheckCases;
