import type { CheckCases } from '../check-cases';

/** An object of a kind, in flow style. */
function object(apiVersion: string, kind: string, rest: string, metadata = '{ name: a, namespace: a }'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: ${metadata}
${rest}
---
`;
}

const pod = (spec: string) => object('v1', 'Pod', `spec: ${spec}`);
const deployment = (spec: string) => object('apps/v1', 'Deployment', `spec: ${spec}`);

const RESTRICTED = `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
`;

function misfit(name: string, yaml: string, ...finds: string[]) {
  return { name, yaml, finds };
}

export default {
  check: 'field-type',
  passing: [
    {
      name: 'a pod with a field of each type',
      yaml: pod(
        '{ hostNetwork: true, terminationGracePeriodSeconds: 5, overhead: { cpu: 1, memory: 1Gi }, containers: [{ name: c, args: [a], ports: [{ containerPort: 80 }], livenessProbe: { httpGet: { port: http } }, readinessProbe: { httpGet: { port: 80 } } }] }',
      ),
    },
    {
      name: 'null is absent, and in lists and maps of built-in kinds empty',
      yaml: object(
        'v1',
        'Pod',
        'spec: { hostNetwork: null, containers: [null, { name: null, args: [null] }], volumes: null }',
        '{ name: a, labels: { a: null }, annotations: null }',
      ),
    },
    { name: 'data in base64', yaml: object('v1', 'Secret', 'data: { a: "YQ==", b: "", c: null }') },
    { name: 'of an unknown kind only metadata is known', yaml: object('example.com/v1', 'Widget', 'spec: [1]') },
    { name: 'an unknown field', yaml: pod('{ colour: 1 }') },
    {
      name: 'what pod-security-fields says already',
      yaml: RESTRICTED + pod('{ hostNetwork: "true", containers: { c: {} } }'),
    },
    {
      name: 'what pod-security-labels says already',
      yaml: RESTRICTED.replace('enforce: restricted', 'enforce: 1'),
    },
    {
      name: 'what resource-values says already',
      yaml: pod('{ containers: [{ name: c, resources: { limits: { cpu: [] } } }] }'),
    },
    { name: 'status, which no check reads', yaml: object('v1', 'Pod', 'spec: {}\nstatus: []') },
  ],
  failing: [
    misfit(
      'metadata as a list',
      object('v1', 'ConfigMap', '', '[]'),
      'ConfigMap  metadata: must be an object, got a list',
    ),
    misfit(
      'name and labels, of any kind',
      object('example.com/v1', 'Widget', '', '{ name: 5, namespace: true, labels: { a: 1 }, annotations: [a] }'),
      'Widget  metadata.name: must be a text, got a number',
      'Widget  metadata.namespace: must be a text, got true',
      'Widget  metadata.labels.a: must be a text, got a number',
      'Widget  metadata.annotations: must be an object, got a list',
    ),
    misfit(
      'booleans and numbers in quotes',
      pod('{ hostNetwork: "true", securityContext: { runAsUser: "0" } }'),
      'Pod a/a spec.hostNetwork: must be true or false, got "true"',
      'Pod a/a spec.securityContext.runAsUser: must be a whole number of 64 bits, got "0"',
    ),
    misfit('spec as a list', deployment('[]'), 'Deployment a/a spec: must be an object, got a list'),
    misfit(
      'lists and objects in place of each other',
      pod('{ containers: {}, volumes: [[]] }'),
      'Pod a/a spec.containers: must be a list, got an object',
      'Pod a/a spec.volumes[0]: must be an object, got a list',
    ),
    misfit(
      'a number of replicas in quotes, and one that is too large',
      deployment('{ replicas: "3" }') + deployment('{ replicas: 4294967296 }'),
      'Deployment a/a spec.replicas: must be a whole number of 32 bits, got "3"',
      'Deployment a/a spec.replicas: must be a whole number of 32 bits, got 4294967296',
    ),
    misfit(
      'a part of a replica',
      deployment('{ replicas: 1.5 }'),
      'Deployment a/a spec.replicas: must be a whole number of 32 bits, got 1.5',
    ),
    misfit(
      'ports as a number',
      object('v1', 'Service', 'spec: { ports: 80 }'),
      'Service a/a spec.ports: must be a list, got a number',
    ),
    misfit(
      'a port that is neither number nor text',
      object('v1', 'Service', 'spec: { ports: [{ port: 80, targetPort: true }] }'),
      'Service a/a spec.ports[0].targetPort: must be a whole number of 32 bits, or a text, got true',
    ),
    misfit(
      'rules as an object',
      object('rbac.authorization.k8s.io/v1', 'Role', 'rules: {}'),
      'Role a/a rules: must be a list, got an object',
    ),
    misfit(
      'a value that might be a credential is not shown',
      pod('{ containers: [{ name: c, env: [{ name: PIN, value: 1234 }] }] }') +
        object('v1', 'Secret', 'data: { pin: "12 34" }\nstringData: { pin: 1234 }'),
      'Pod a/a spec.containers[0].env[0].value: must be a text, got a number',
      'Secret a/a data.pin: must be a text in base64, got another text',
      'Secret a/a stringData.pin: must be a text, got a number',
    ),
    misfit(
      'custom kinds, which refuse null in lists',
      object('argoproj.io/v1alpha1', 'AppProject', 'spec: { sourceRepos: [null, a, 1], destinations: {} }'),
      'AppProject a/a spec.sourceRepos[0]: must be no null, got null',
      'AppProject a/a spec.sourceRepos[2]: must be a text, got a number',
      'AppProject a/a spec.destinations: must be a list, got an object',
    ),
    misfit(
      'kinds of which a controller makes pods, beside what is said of those pods',
      RESTRICTED +
        object(
          'serving.kserve.io/v1beta1',
          'InferenceService',
          'spec: { predictor: { hostNetwork: "true", minReplicas: "2", containers: [{ name: c, resources: { requests: { cpu: yes } } }] } }',
        ) +
        object('monitoring.coreos.com/v1', 'Prometheus', 'spec: { replicas: "1", containers: {} }'),
      'InferenceService a/a spec.predictor.minReplicas: must be a whole number of 32 bits, got "2"',
      'Prometheus a/a spec.replicas: must be a whole number of 32 bits, got "1"',
    ),
    misfit(
      'beside what pod-security-fields says',
      RESTRICTED + pod('{ hostNetwork: "true", nodeSelector: { a: 1 } }'),
      'Pod a/a spec.nodeSelector.a: must be a text, got a number',
    ),
  ],
} satisfies CheckCases;
