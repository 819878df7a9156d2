import type { CheckCases } from '../check-cases';
import { all, clusterPolicy, namespace, pod, policy } from './policy-yaml';

const STORE = all(
  namespace('a'),
  namespace('minio'),
  pod('{ app: minio }', 'minio', 'minio', '{ containers: [{ name: c, ports: [{ containerPort: 9000 }] }] }'),
  `
apiVersion: v1
kind: Service
metadata: { name: minio, namespace: minio }
spec: { selector: { app: minio }, ports: [{ port: 80, targetPort: 9000 }] }
`,
);
const READER = pod(
  '{ app: api }',
  'api',
  'a',
  '{ containers: [{ name: c, env: [{ name: STORE, value: "http://minio.minio.svc" }] }] }',
);
const CLOSED = policy('{ endpointSelector: {}, egress: [{}] }', 'closed');
const OPEN = policy(
  '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": minio } }], toPorts: [{ ports: [{ port: "9000", protocol: TCP }] }] }] }',
  'open',
);
const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: minio }
spec: { gatewayClassName: cilium, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: minio }
spec: { parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: minio, port: 80 }] }] }
`;
const LOCKED = policy('{ endpointSelector: {}, ingress: [{}] }', 'locked').replace('namespace: a', 'namespace: minio');

const PROBED = pod(
  '{ app: api }',
  'api',
  'a',
  `{ containers: [{ name: c, ports: [{ name: http, containerPort: 8000 }],
      readinessProbe: { httpGet: { port: http } }, livenessProbe: { grpc: { port: 9000 } },
      startupProbe: { tcpSocket: { port: 7000, host: 10.0.0.1 } }, lifecycle: { preStop: { exec: { command: [stop] } } } }] }`,
);
const NO_INGRESS = policy('{ endpointSelector: {}, ingress: [{}] }', 'closed');
const denied = (entity: string, port: string) =>
  clusterPolicy(
    `{ endpointSelector: {}, ingressDeny: [{ fromEntities: [${entity}], toPorts: [{ ports: [{ port: "${port}", protocol: TCP }] }] }] }`,
  );

const SCRAPER = pod('{ app.kubernetes.io/name: prometheus }', 'prometheus', 'watch', '{ containers: [{ name: c }] }');
const LET_IN = policy(
  '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": watch } }] }] }',
  'open',
);
const PROMETHEUS = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: watch }
spec: { podMonitorSelector: { matchLabels: { team: x } }, podMonitorNamespaceSelector: {} }
`;
const POD_MONITOR = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: api, namespace: a, labels: { team: x } }
spec: { selector: { matchLabels: { app: api } }, podMetricsEndpoints: [{ port: http }, { portNumber: 9100 }] }
`;
const SERVICE_MONITOR = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: a, labels: { app: api } }
spec: { selector: { app: api }, ports: [{ name: web, port: 80, targetPort: http }, { name: other, port: 81 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: api, namespace: a }
spec: { selector: { matchLabels: { app: api } }, endpoints: [{ port: web }] }
`;
/** A Prometheus without the operator: its pod, and what it mounts. */
const configured = (job: string) =>
  all(
    pod(
      '{ app: metrics }',
      'metrics',
      'watch',
      '{ containers: [{ name: c }], volumes: [{ name: v, configMap: { name: jobs } }] }',
    ),
    `
apiVersion: v1
kind: ConfigMap
metadata: { name: jobs, namespace: watch }
data: { prometheus.yml: '{ scrape_configs: [${job}] }' }
`,
  );
const SCRAPE_CONFIG = `
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: { name: stores, namespace: watch }
spec: { staticConfigs: [{ targets: ["minio.minio.svc:80"] }] }
`;
const PROBER = all(
  pod('{ app: blackbox }', 'blackbox', 'watch', '{ containers: [{ name: c, ports: [{ containerPort: 9115 }] }] }'),
  `
apiVersion: v1
kind: Service
metadata: { name: blackbox, namespace: watch }
spec: { selector: { app: blackbox }, ports: [{ port: 9115 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata: { name: store, namespace: watch }
spec: { prober: { url: "blackbox:9115" }, targets: { staticConfig: { static: ["http://minio.minio.svc/health"] } } }
`,
);
const HEADLESS = STORE.replace('spec: { selector', 'spec: { clusterIP: None, selector');
const OF_ANNOTATIONS =
  '{ kubernetes_sd_configs: [{ role: pod }], relabel_configs: [{ action: keep, regex: true, source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape] }] }';
const OF_SERVICES = OF_ANNOTATIONS.replace('role: pod', 'role: endpoints').replace('_pod_', '_service_');
const ANNOTATED_STORE = STORE.replace(
  'metadata: { name: minio, namespace: minio }\nspec: { selector',
  'metadata: { name: minio, namespace: minio, annotations: { prometheus.io/scrape: "true" } }\nspec: { selector',
);
const ANNOTATED = PROBED.replace(
  'labels:',
  'annotations: { prometheus.io/scrape: "true", prometheus.io/port: "8000" }, labels:',
);

export default {
  check: 'implied-flow',
  passing: [
    { name: 'no policy', yaml: all(STORE, READER) },
    { name: 'a rule for what is addressed', yaml: all(STORE, READER, CLOSED, OPEN) },
    {
      name: 'a Service that is not known here',
      yaml: all(STORE, READER, CLOSED).replace('kind: Service', 'kind: Other'),
    },
    { name: 'a route that is let through', yaml: all(STORE, ROUTE) },
    {
      name: 'a route that is let through by the entity',
      yaml: all(STORE, ROUTE, LOCKED.replace('ingress: [{}]', 'ingress: [{ fromEntities: [ingress] }]')),
    },
    { name: 'probes, of which the node’s own traffic is always let in', yaml: all(PROBED, NO_INGRESS) },
    { name: 'a deny of another port than those of probes', yaml: all(PROBED, denied('host', '8001')) },
    { name: 'a probe that goes to another host', yaml: all(PROBED, denied('host', '7000')) },
    { name: 'a deny of the other nodes, which do not probe', yaml: all(PROBED, denied('remote-node', '8000')) },
    { name: 'a monitor, and nobody known who follows it', yaml: all(PROBED, POD_MONITOR, NO_INGRESS) },
    { name: 'a monitor, and Prometheus let in', yaml: all(SCRAPER, PROBED, POD_MONITOR, LET_IN) },
    {
      name: 'a monitor that no Prometheus selects',
      yaml: all(SCRAPER, PROMETHEUS, PROBED, POD_MONITOR.replace('team: x', 'team: y'), NO_INGRESS),
    },
    {
      name: 'a monitor of another namespace than the Prometheus, which names none',
      yaml: all(SCRAPER, PROMETHEUS.replace(', podMonitorNamespaceSelector: {}', ''), PROBED, POD_MONITOR, NO_INGRESS),
    },
    {
      name: 'annotations that nobody reads',
      yaml: all(ANNOTATED, configured('{ static_configs: [] }'), NO_INGRESS),
    },
    {
      name: 'annotations that are read in other namespaces',
      yaml: all(
        ANNOTATED,
        configured(OF_ANNOTATIONS.replace('role: pod', 'role: pod, namespaces: { names: [b] }')),
        NO_INGRESS,
      ),
    },
    { name: 'annotations, and their reader let in', yaml: all(ANNOTATED, configured(OF_ANNOTATIONS), LET_IN) },
    {
      name: 'a headless Service, whose clients dial the pod: the port that is asked for is let through',
      yaml: all(HEADLESS, READER, CLOSED, OPEN.replace('"9000"', '"80"')),
    },
    {
      name: 'annotations of Services, and a job that reads those of pods',
      yaml: all(ANNOTATED_STORE, configured(OF_ANNOTATIONS), LOCKED),
    },
    {
      name: 'a ScrapeConfig that no Prometheus selects',
      yaml: all(SCRAPER, PROMETHEUS, STORE, SCRAPE_CONFIG, LOCKED),
    },
    {
      name: 'a static target that is known to nobody',
      yaml: all(configured('{ static_configs: [{ targets: [store.minio.svc:80] }] }'), STORE, LOCKED),
    },
  ],
  failing: [
    {
      name: 'an address that egress stops',
      yaml: all(STORE, READER, CLOSED),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and egress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'seed row E27: a store that lets nobody in',
      yaml: all(STORE, READER, LOCKED),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'the port of the Service allowed, and not that of the pod',
      yaml: all(STORE, READER, CLOSED, OPEN.replace('"9000"', '"80"')),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and egress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a route to a pod that is closed to the gateway',
      yaml: all(STORE, ROUTE, LOCKED),
      finds: [
        'HTTPRoute minio/r spec.rules[0].backendRefs[0]: leads to minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'probes of a port that a rule denies to the node',
      yaml: all(PROBED, denied('host', '8000')),
      finds: [
        'Pod a/api spec.containers[0].readinessProbe.httpGet: the kubelet asks 8000/TCP, and ingress is stopped by CiliumClusterwideNetworkPolicy cp spec.ingressDeny[0]',
      ],
    },
    {
      name: 'a probe by number, of a port that is not declared',
      yaml: all(PROBED, denied('all', '9000')),
      finds: [
        'Pod a/api spec.containers[0].livenessProbe.grpc: the kubelet asks 9000/TCP, and ingress is stopped by CiliumClusterwideNetworkPolicy cp spec.ingressDeny[0]',
      ],
    },
    {
      name: 'a PodMonitor whose pods let Prometheus in nowhere',
      yaml: all(SCRAPER, PROMETHEUS, PROBED, POD_MONITOR, NO_INGRESS),
      finds: [
        'PodMonitor a/api spec.podMetricsEndpoints[0]: watch/prometheus scrapes a/api 8000/TCP, and ingress is stopped by CiliumNetworkPolicy a/closed spec',
        'PodMonitor a/api spec.podMetricsEndpoints[1]: watch/prometheus scrapes a/api 9100/TCP, and ingress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a ServiceMonitor: the port of the pod, not that of the Service',
      yaml: all(SCRAPER, PROBED, SERVICE_MONITOR, NO_INGRESS),
      finds: [
        'ServiceMonitor a/api spec.endpoints[0]: watch/prometheus scrapes a/api 8000/TCP, and ingress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a ServiceMonitor that names the port as the pods do',
      yaml: all(SCRAPER, PROBED, SERVICE_MONITOR.replace('port: web }]', 'targetPort: http }]'), NO_INGRESS),
      finds: [
        'ServiceMonitor a/api spec.endpoints[0]: watch/prometheus scrapes a/api 8000/TCP, and ingress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a static target of a Prometheus configuration',
      yaml: all(STORE, configured('{ static_configs: [{ targets: [minio.minio.svc:80] }] }'), LOCKED),
      finds: [
        'ConfigMap watch/jobs data[prometheus.yml]: watch/metrics scrapes minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'an annotation that a Prometheus configuration reads',
      yaml: all(ANNOTATED, configured(OF_ANNOTATIONS), NO_INGRESS),
      finds: [
        'Pod a/api metadata.annotations[prometheus.io/scrape]: watch/metrics scrapes a/api 8000/TCP, and ingress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a headless Service: its target port is not where clients go',
      yaml: all(HEADLESS, READER, CLOSED, OPEN),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 80/TCP, and egress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'an annotation of a Service that a Prometheus configuration reads: the ports of its pods',
      yaml: all(ANNOTATED_STORE, configured(OF_SERVICES), LOCKED),
      finds: [
        'Service minio/minio metadata.annotations[prometheus.io/scrape]: watch/metrics scrapes minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'an annotation of a Service that names another port',
      yaml: all(
        ANNOTATED_STORE.replace('scrape: "true"', 'scrape: "true", prometheus.io/port: "9100"'),
        configured(OF_SERVICES),
        LOCKED,
      ),
      finds: [
        'Service minio/minio metadata.annotations[prometheus.io/scrape]: watch/metrics scrapes minio/minio 9100/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'a static target of a ScrapeConfig',
      yaml: all(SCRAPER, STORE, SCRAPE_CONFIG, LOCKED),
      finds: [
        'ScrapeConfig watch/stores spec.staticConfigs[0].targets[0]: watch/prometheus scrapes minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'a Probe: what the prober asks',
      yaml: all(SCRAPER, STORE, PROBER, LOCKED),
      finds: [
        'Probe watch/store spec.targets.staticConfig.static[0]: watch/blackbox probes minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'a Probe: the prober itself, whom Prometheus asks',
      yaml: all(SCRAPER, STORE, PROBER, NO_INGRESS.replace('namespace: a', 'namespace: watch')),
      finds: [
        'Probe watch/store spec.prober.url: watch/prometheus scrapes watch/blackbox 9115/TCP, and ingress is stopped by CiliumNetworkPolicy watch/closed spec',
      ],
    },
  ],
} satisfies CheckCases;
