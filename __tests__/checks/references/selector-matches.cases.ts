import type { CheckCases } from '../check-cases';

function object(apiVersion: string, kind: string, spec: string, metadata = 'name: o, namespace: a'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
spec: ${spec}
---
`;
}

const POD = object('v1', 'Pod', '{}', 'name: p, namespace: a, labels: { app: api, tier: web }');
const MONITORING = 'monitoring.coreos.com/v1';

function service(selector: string): string {
  return object('v1', 'Service', `{ selector: ${selector} }`);
}

function deployment(selector: string, labels = '{ app: api }'): string {
  return object('apps/v1', 'Deployment', `{ ${selector}template: { metadata: { labels: ${labels} } } }`);
}

export default {
  check: 'selector-matches',
  passing: [
    { name: 'a Service and its pod', yaml: POD + service('{ app: api }') },
    { name: 'a Service and a pod that lives elsewhere', yaml: service('{ app: api }'), site: POD },
    {
      name: 'a Service without a selector, and the name of a host',
      yaml: service('{}') + object('v1', 'Service', '{ type: ExternalName, selector: { app: x } }'),
    },
    {
      name: 'a Service for one pod of a StatefulSet',
      yaml:
        service('{ statefulset.kubernetes.io/pod-name: db-0 }') +
        object(
          'apps/v1',
          'StatefulSet',
          '{ selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } } } }',
          'name: db, namespace: a',
        ),
    },
    {
      name: 'labels that controllers add',
      yaml:
        object(
          'networking.k8s.io/v1',
          'NetworkPolicy',
          '{ podSelector: { matchLabels: { batch.kubernetes.io/job-name: j } } }',
        ) +
        object('batch/v1', 'Job', '{}', 'name: j, namespace: a') +
        object('policy/v1', 'PodDisruptionBudget', '{ selector: { matchLabels: { pod-template-hash: x } } }'),
    },
    {
      name: 'an empty selector selects everything, were there nothing',
      yaml:
        object('policy/v1', 'PodDisruptionBudget', '{ selector: {} }') +
        object('networking.k8s.io/v1', 'NetworkPolicy', '{ podSelector: {} }') +
        object('networking.k8s.io/v1', 'NetworkPolicy', '{}') +
        object('cilium.io/v2', 'CiliumNetworkPolicy', '{ endpointSelector: {} }') +
        object(MONITORING, 'ServiceMonitor', '{ selector: {} }') +
        object(MONITORING, 'PodMonitor', '{ selector: {} }'),
    },
    {
      name: 'expressions',
      yaml:
        POD +
        object(
          'policy/v1',
          'PodDisruptionBudget',
          '{ selector: { matchExpressions: [{ key: tier, operator: In, values: [web, db] }, { key: gone, operator: DoesNotExist }] } }',
        ),
    },
    {
      name: 'Cilium policies: for pods, for nodes, for the gateway',
      yaml:
        POD +
        object('cilium.io/v2', 'CiliumNetworkPolicy', '{ endpointSelector: { matchLabels: { "k8s:app": api } } }') +
        object(
          'cilium.io/v2',
          'CiliumClusterwideNetworkPolicy',
          '{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": a } } }',
          'name: c',
        ) +
        object(
          'cilium.io/v2',
          'CiliumClusterwideNetworkPolicy',
          '{ nodeSelector: { matchLabels: { x: y } } }',
          'name: n',
        ) +
        object(
          'cilium.io/v2',
          'CiliumClusterwideNetworkPolicy',
          '{ endpointSelector: { matchExpressions: [{ key: "reserved:ingress", operator: Exists }] } }',
          'name: i',
        ),
    },
    {
      name: 'K04: monitors: in their own namespace, in a named one, in any',
      yaml:
        POD +
        object('v1', 'Service', '{}', 'name: s, namespace: a, labels: { app: api }') +
        object(MONITORING, 'ServiceMonitor', '{ selector: { matchLabels: { app: api } } }') +
        object(
          MONITORING,
          'PodMonitor',
          '{ selector: { matchLabels: { app: api } }, namespaceSelector: { matchNames: [x, a] } }',
          'name: o, namespace: b',
        ) +
        object(
          MONITORING,
          'ServiceMonitor',
          '{ selector: { matchLabels: { app: api } }, namespaceSelector: { any: true } }',
          'name: o, namespace: b',
        ) +
        object(
          MONITORING,
          'PodMonitor',
          '{ selector: { matchLabels: { app: api } }, namespaceSelector: { any: true } }',
          'name: p, namespace: b',
        ),
    },
    { name: 'D11: workloads and their own pods', yaml: deployment('selector: { matchLabels: { app: api } }, ') },
    {
      name: 'other groups',
      yaml:
        object('example.com/v1', 'Service', '{ selector: { app: x } }') + object('example.com/v1', 'Deployment', '{}'),
    },
  ],
  failing: [
    {
      name: 'J03: a monitor of other namespaces',
      yaml: object(
        MONITORING,
        'ServiceMonitor',
        '{ selector: { matchLabels: { app: api } }, namespaceSelector: { matchNames: [x, y] } }',
        'name: o, namespace: b',
      ),
      finds: [
        'ServiceMonitor b/o spec.selector: {"matchLabels":{"app":"api"}} selects no known Service in namespace "x", "y"',
      ],
    },
    {
      name: 'a Service: another label, another namespace',
      yaml: POD + service('{ app: web }') + service('{ app: api }').replace('namespace: a', 'namespace: b'),
      finds: [
        'Service a/o spec.selector: {"app":"web"} selects no known pod in namespace "a"',
        'Service b/o spec.selector: {"app":"api"} selects no known pod in namespace "b"',
      ],
    },
    {
      name: 'D15: LoadBalancer of an app that is called otherwise',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: ml-api-service }
spec: { selector: { app: ml-api }, ports: [{ protocol: TCP, port: 80, targetPort: 8000 }], type: LoadBalancer }
---
apiVersion: v1
kind: Pod
metadata: { name: p, labels: { app: ml-classifier } }
`,
      finds: ['Service ml-api-service spec.selector: {"app":"ml-api"} selects no known pod in namespace "default"'],
    },
    {
      name: 'a selector that cannot be read',
      yaml: POD + service('{ app: 7 }'),
      finds: ['Service a/o spec.selector: {"app":7} selects no known pod in namespace "a"'],
    },
    {
      name: 'a budget without a selector, and one for nobody',
      yaml:
        POD +
        object('policy/v1', 'PodDisruptionBudget', '{}') +
        object('policy/v1', 'PodDisruptionBudget', '{ selector: { matchLabels: { app: x } } }'),
      finds: [
        'PodDisruptionBudget a/o spec.selector: a budget without a selector is for no pod',
        'PodDisruptionBudget a/o spec.selector: {"matchLabels":{"app":"x"}} selects no known pod in namespace "a"',
      ],
    },
    {
      name: 'E24: a policy for pods that are not there',
      yaml: object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        '{ podSelector: { matchLabels: { app: ml-api } }, policyTypes: [Ingress, Egress] }',
        'name: ml-api-network-policy, namespace: a',
      ),
      finds: [
        'NetworkPolicy a/ml-api-network-policy spec.podSelector: {"matchLabels":{"app":"ml-api"}} selects no known pod in namespace "a"',
      ],
    },
    {
      name: 'E15: a Cilium policy for an agent that is called otherwise, and one for a pod in the network of its node',
      yaml:
        object('v1', 'Pod', '{ hostNetwork: true }', 'name: h, namespace: a, labels: { app: h }') +
        object(
          'cilium.io/v2',
          'CiliumNetworkPolicy',
          '{ endpointSelector: { matchLabels: { app.kubernetes.io/name: gitlab-agent } } }',
        ) +
        object(
          'cilium.io/v2',
          'CiliumNetworkPolicy',
          '{ endpointSelector: { matchLabels: { app: h } } }',
          'name: h, namespace: a',
        ),
      finds: [
        'CiliumNetworkPolicy a/o spec.endpointSelector: {"matchLabels":{"app.kubernetes.io/name":"gitlab-agent"}} selects no known pod in namespace "a"',
        'CiliumNetworkPolicy a/h spec.endpointSelector: {"matchLabels":{"app":"h"}} selects no known pod in namespace "a"',
      ],
    },
    {
      name: 'one of several specs of a Cilium policy for the cluster',
      yaml:
        POD +
        `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: c }
specs: [{ endpointSelector: { matchLabels: { app: api } } }, { endpointSelector: { matchLabels: { app: x } } }]
`,
      finds: [
        'CiliumClusterwideNetworkPolicy c specs[1].endpointSelector: {"matchLabels":{"app":"x"}} selects no known pod',
      ],
    },
    {
      name: 'monitors',
      yaml:
        POD +
        object('v1', 'Service', '{}', 'name: s, namespace: a, labels: { app: web }') +
        object(MONITORING, 'ServiceMonitor', '{ selector: { matchLabels: { app: api } } }') +
        object(MONITORING, 'PodMonitor', '{ selector: { matchLabels: { app: api } } }', 'name: o, namespace: b'),
      finds: [
        'ServiceMonitor a/o spec.selector: {"matchLabels":{"app":"api"}} selects no known Service in namespace "a"',
        'PodMonitor b/o spec.selector: {"matchLabels":{"app":"api"}} selects no known pod in namespace "b"',
      ],
    },
    {
      name: 'workloads that do not select their own pods',
      yaml:
        deployment('selector: { matchLabels: { app: web } }, ') +
        deployment('') +
        deployment('selector: {}, ').replace('Deployment', 'DaemonSet'),
      finds: [
        'Deployment a/o spec.selector: {"matchLabels":{"app":"web"}} does not select its own pods, which have {"app":"api"}',
        'Deployment a/o spec.selector: there is no selector for its own pods, which have {"app":"api"}',
        'DaemonSet a/o spec.selector: {} does not select its own pods, which have {"app":"api"}',
      ],
    },
  ],
} satisfies CheckCases;
