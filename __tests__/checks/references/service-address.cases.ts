import type { CheckCases } from '../check-cases';

function configMap(key: string, text: string): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
data:
  ${key}: ${text}
---
`;
}

function pod(container: string, rest = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: { ${rest} containers: [${container}] }
---
`;
}

function service(name: string, spec: string, namespace = 'a'): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
---
`;
}

const MLFLOW = service('mlflow-service', 'ports: [{ port: 5000 }]');
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: minio }\n---';
const MINIO = service('minio', 'ports: [{ port: 9000 }]', 'minio');

const NO_TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: a }\ndata: { a: 7, b: null }\n';

function prometheus(target: string): string {
  return configMap(
    'prometheus.yml',
    `|
    scrape_configs:
      - job_name: ml-api
        static_configs:
          - targets: ['${target}']
    alerting:
      alertmanagers:
        - static_configs: [{ targets: ['localhost:9093'] }]
`,
  );
}

export default {
  check: 'service-address',
  passing: [
    {
      name: 'D16: the address of a Service that is there',
      yaml: configMap('mlflow_uri', '"http://mlflow-service:5000"') + MLFLOW,
    },
    {
      name: 'in another namespace, in every form',
      yaml:
        NAMESPACE +
        pod(
          '{ args: ["--a=http://minio.minio:9000/x", "minio.minio.svc:9000", "http://minio.minio.svc.cluster.local:9000", "http://user:password@minio.minio.svc:9000"], env: [{ name: E, value: "minio.minio.svc" }] }',
        ) +
        MINIO,
    },
    { name: 'a Service that lives elsewhere', yaml: configMap('u', '"http://mlflow-service:5000"'), site: MLFLOW },
    {
      name: 'the port of the protocol',
      yaml: configMap('u', '"http://web/ https://web"') + service('web', 'ports: [{ port: 80 }, { port: 443 }]'),
    },
    {
      name: 'another protocol has another port',
      yaml: configMap('u', '"postgresql://user:password@web/db"') + service('web', 'ports: [{ port: 5432 }]'),
    },
    {
      name: 'no port of its own: of its pods, of another host',
      yaml:
        configMap('u', '"http://db:1 http://db-0.db.a.svc:1 http://ext:1"') +
        service('db', 'clusterIP: None') +
        service('ext', 'type: ExternalName, externalName: example.com'),
    },
    {
      name: 'hosts that are no Services',
      yaml: configMap(
        'u',
        '"https://example.com http://localhost:8080 http://127.0.0.1 http://0.0.0.0:80 https://gitlab.build.server http://a.b s3://bucket docker://image http://+:80 http://[::1]:80"',
      ),
    },
    {
      name: 'hosts that a variable completes',
      yaml: pod(`{ args: ["http://$(HOST):80", "http://api-\${ENV}:80", "http://{{ .host }}", "http://api-%s/"] }`),
    },
    { name: 'the API server', yaml: pod('{ env: [{ name: E, value: "https://kubernetes.default.svc" }] }') },
    {
      name: 'names that the pod gives to addresses',
      yaml: pod('{ args: ["http://gitlab:80"] }', 'hostAliases: [{ ip: 192.168.32.126, hostnames: [gitlab] }],'),
    },
    {
      name: 'pods that ask the DNS of their node',
      yaml:
        pod('{ args: ["http://x:80"] }', 'dnsPolicy: Default,') +
        pod('{ args: ["http://x:80"] }', 'hostNetwork: true,'),
    },
    {
      name: 'J03: Prometheus, and the port of the Service',
      yaml: prometheus('ml-api-service:80') + service('ml-api-service', 'ports: [{ port: 80, targetPort: 8000 }]'),
    },
    { name: 'no YAML', yaml: configMap('x', '"static_configs: [ {"') },
    {
      name: 'what is no text',
      yaml: `${NO_TEXT}---${pod('7')}`,
    },
  ],
  failing: [
    {
      name: 'D16: MLflow is in a ConfigMap only',
      yaml: configMap('mlflow_uri', '"http://mlflow-service:5000"'),
      finds: [
        'ConfigMap a/c data.mlflow_uri: "mlflow-service:5000" means Service "a/mlflow-service", which does not exist',
      ],
    },
    {
      name: 'J03: Prometheus asks at 8000, and the Service has 80',
      yaml: prometheus('ml-api-service:8000') + service('ml-api-service', 'ports: [{ port: 80, targetPort: 8000 }]'),
      finds: [
        'ConfigMap a/c data[prometheus.yml]: "ml-api-service:8000" means Service "a/ml-api-service", which has no port 8000; it has 80',
      ],
    },
    {
      name: 'J05: the Alertmanager that nobody deploys',
      yaml:
        prometheus('ml-api-service').replace('localhost:9093', 'alertmanager:9093') +
        service('ml-api-service', 'ports: [{ port: 80 }]'),
      finds: [
        'ConfigMap a/c data[prometheus.yml]: "alertmanager:9093" means Service "a/alertmanager", which does not exist',
      ],
    },
    {
      name: 'in arguments, in commands, in variables',
      yaml:
        NAMESPACE +
        pod(
          '{ command: ["curl", "http://one"], args: ["--u=redis://two:6379,x"], env: [{ name: E, value: "three.minio.svc.cluster.local:80" }, { name: F, value: "grpc://four.minio" }] }',
        ),
      finds: [
        'Pod a/p spec.containers[0].command[1]: "one:80" means Service "a/one", which does not exist',
        'Pod a/p spec.containers[0].args[0]: "two:6379" means Service "a/two", which does not exist',
        'Pod a/p spec.containers[0].env[0].value: "three.minio.svc.cluster.local:80" means Service "minio/three", which does not exist',
        'Pod a/p spec.containers[0].env[1].value: "four.minio" means Service "minio/four", which does not exist',
      ],
    },
    {
      name: 'another port',
      yaml: NAMESPACE + pod('{ args: ["http://minio.minio:9001", "https://minio.minio.svc/"] }') + MINIO,
      finds: [
        'Pod a/p spec.containers[0].args[0]: "minio.minio:9001" means Service "minio/minio", which has no port 9001; it has 9000',
        'Pod a/p spec.containers[0].args[1]: "minio.minio.svc:443" means Service "minio/minio", which has no port 443; it has 9000',
      ],
    },
    {
      name: 'an address that stands twice in a configuration',
      yaml: prometheus('x').replace("targets: ['x']", "targets: &t ['gone:1']\n          - targets: *t"),
      finds: ['ConfigMap a/c data[prometheus.yml]: "gone:1" means Service "a/gone", which does not exist'],
    },
    {
      name: 'the network of the node, with the DNS of the cluster',
      yaml: pod('{ args: ["http://x:80"] }', 'hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet,'),
      finds: ['Pod a/p spec.containers[0].args[0]: "x:80" means Service "a/x", which does not exist'],
    },
  ],
} satisfies CheckCases;
