import type { CheckCases } from '../check-cases';

function service(spec: string, metadata = 'name: s, namespace: a'): string {
  return `
apiVersion: v1
kind: Service
metadata: { ${metadata} }
spec: ${spec}
`;
}

export default {
  check: 'service-exposure',
  passing: [
    { name: 'ClusterIP', yaml: service('{ type: ClusterIP, ports: [{ port: 80 }] }') },
    { name: 'no type', yaml: service('{ ports: [{ port: 80 }], externalIPs: [] }') },
    {
      name: 'the Service of a Gateway, as a cluster shows it',
      yaml: service(
        '{ type: LoadBalancer }',
        'name: s, namespace: a, ownerReferences: [{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, name: g, uid: x }]',
      ),
    },
    {
      name: 'a Service of another API',
      yaml: service('{ type: NodePort }').replace('apiVersion: v1', 'apiVersion: serving.knative.dev/v1'),
    },
  ],
  failing: [
    {
      name: 'seed row D11: ml-api-service',
      yaml: service(
        '{ selector: { app: ml-api }, ports: [{ protocol: TCP, port: 80, targetPort: 8000 }], type: LoadBalancer }',
        'name: ml-api-service',
      ),
      finds: [
        'Service ml-api-service spec.type: type "LoadBalancer" gives the Service an address outside the cluster, and a port on every node',
      ],
    },
    {
      name: 'seed row D26: MinIO on a port of every node',
      yaml: service('{ type: NodePort, ports: [{ port: 9000 }] }', 'name: minio, namespace: minio'),
      finds: ['Service minio/minio spec.type: type "NodePort" gives the Service a port on every node'],
    },
    {
      name: 'seed row K06: Grafana on a port of every node',
      yaml: service(
        '{ type: NodePort, ports: [{ port: 3000, nodePort: 30080 }] }',
        'name: grafana, namespace: monitoring',
      ),
      finds: ['Service monitoring/grafana spec.type: type "NodePort" gives the Service a port on every node'],
    },
    {
      name: 'externalIPs',
      yaml: service('{ externalIPs: [192.168.32.126] }'),
      finds: ['Service a/s spec.externalIPs: takes packets for ["192.168.32.126"] on every node'],
    },
  ],
} satisfies CheckCases;
