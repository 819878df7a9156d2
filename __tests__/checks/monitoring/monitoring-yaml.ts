/** A PrometheusRule with rules in one group. */
export const rules = (...list: string[]) => `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: r, namespace: a }
spec: { groups: [{ name: g, rules: [${list.join(', ')}] }] }
---
`;

/** A rule file in a ConfigMap. */
export const ruleFile = (...lines: string[]) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: files, namespace: a }
data:
  rules.yml: |
    groups:
      - name: g
        rules:
${lines.map(line => `          ${line}`).join('\n')}
---
`;

/** A dashboard in a ConfigMap with the label of the sidecar. */
export const dashboard = (model: unknown, name = 'd') => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: a, labels: { grafana_dashboard: "1" } }
data:
  d.json: ${JSON.stringify(typeof model === 'string' ? model : JSON.stringify(model))}
---
`;

/** A dashboard of one panel. */
export const board = (...expressions: string[]) => ({
  uid: 'd',
  title: 'D',
  panels: [{ title: 'P', targets: expressions.map(expr => ({ expr })) }],
});

/** A monitor, and the Service that it selects. */
export const MONITORED = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: a, labels: { app: api } }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: api, namespace: a }
spec: { selector: { matchLabels: { app: api } }, endpoints: [{ port: http }] }
---
`;

/** The metrics of a site. */
export const SITE = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec:
  metrics:
    - { name: requests_total, type: counter, exporter: api }
    - { name: accuracy, type: gauge, exporter: api }
    - { name: latency_seconds, type: histogram, exporter: api }
    - { name: size_bytes, type: summary, exporter: api }
    - { name: cost_daily, type: gauge, exporter: costs }
`;
