import type { CheckCases } from '../check-cases';
import { all, application, project } from './argo-yaml';

const wave = (number: number | string) => `annotations: { argocd.argoproj.io/sync-wave: "${number}" }`;

function deployment(annotations = '', spec = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: a, ${annotations} }
spec: { template: { spec: { containers: [{ name: main, envFrom: [{ configMapRef: { name: settings } }] }], ${spec} } } }
`;
}

const policy = (annotations = '') => `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: deny, namespace: a, ${annotations} }
`;
const settings = (annotations = '') => `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: a, ${annotations} }
`;
const claim = (annotations = '') => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: a, ${annotations} }
`;
const autoscaler = (annotations = '') => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: a, ${annotations} }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api } }
`;
const verticalAutoscaler = `
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: api, namespace: a }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: api } }
`;
const argo = (kind: string, spec: string, annotations = '') => `
apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: deploy, namespace: a, ${annotations} }
spec: ${spec}
`;
const STEPS = '{ templates: [{ name: step, container: { envFrom: [{ configMapRef: { name: settings } }] } }] }';
const EVENTS: string[] = [
  argo('EventBus', '{ jetstream: {} }', wave(1)),
  argo('EventSource', '{ service: { ports: [{ port: 12000 }] }, template: {} }', wave(1)),
  argo('Sensor', '{ template: {} }', wave(1)),
  argo('Workflow', STEPS, wave(1)),
  argo('WorkflowTemplate', STEPS, wave(1)),
  argo('CronWorkflow', `{ workflowSpec: ${STEPS} }`, wave(1)),
];
/** The Application of a chart, and the kinds that its project lets it bring. */
const monitors = (name: string, wave_ = '') => [
  project(
    `{ clusterResourceWhitelist: [{ group: apiextensions.k8s.io, kind: CustomResourceDefinition, name: "${name}" }] }`,
    'crds',
  ),
  `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: crds, namespace: argocd, ${wave_} }
spec: { project: crds, source: { chart: crds, repoURL: https://charts.example.com, targetRevision: 1.0.0 } }
`,
];
/** A Secret that comes from a store, in the namespace that an Application delivers into. */
const secret = (annotations = '') => `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: keys, namespace: a, ${annotations} }
spec: { target: { name: keys } }
`;
const tenant = (annotations = '') =>
  application('tenant').replace('namespace: argocd', `namespace: argocd, ${annotations}`);
const ROOT = application('root', '', { path: 'dist/prod/root' });
const ROOT_FILE = 'dist/prod/root/all.yaml';
/** Settings of Argo CD with one entry. */
const argoSettings = (data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, namespace: argocd }
data: { ${data} }
`;
const monitor = (annotations = '') => `
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: api, namespace: a, ${annotations} }
`;
const MOUNTS = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]';
const APP = application('app');
const FILE = 'dist/prod/app/all.yaml';
const PATH = 'metadata.annotations[argocd.argoproj.io/sync-wave]';

export default {
  check: 'apply-order',
  passing: [
    {
      name: 'an object comes after the chart that brings its kind',
      yaml: APP,
      files: { [FILE]: all(...monitors('*.monitoring.coreos.com', wave(1)), monitor(wave(2))) },
    },
    {
      name: 'a chart that brings other kinds says nothing of it',
      yaml: APP,
      files: { [FILE]: all(...monitors('podmonitors.monitoring.coreos.com', wave(1)), monitor()) },
    },
    {
      name: 'G01: the kinds of Argo CD are there where an Application is read, whoever keeps them up to date',
      yaml: APP,
      files: {
        [FILE]: all(...monitors('*.argoproj.io', wave(1))),
      },
    },
    {
      name: 'a project that allows any definition says nothing of kinds',
      yaml: APP,
      files: { [FILE]: all(...monitors('*', wave(1)), monitor()) },
    },
    {
      name: 'built-in kinds in one wave: Argo CD has an order of its own',
      yaml: APP,
      files: { [FILE]: all(deployment('', MOUNTS), settings(), claim(), autoscaler()) },
    },
    {
      name: 'pods a wave after the custom policy of their namespace',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1)), policy()) },
    },
    {
      name: 'G16: custom objects that pods are made of, a wave after the policy of their namespace',
      yaml: APP,
      files: { [FILE]: all(policy(), settings(), ...EVENTS) },
    },
    {
      name: 'a policy in a wave before the first',
      yaml: APP,
      files: { [FILE]: all(deployment(), policy(wave(-1))) },
    },
    {
      name: 'a policy of another namespace',
      yaml: APP,
      files: { [FILE]: all(deployment(), policy().replace('namespace: a', 'namespace: b')) },
    },
    {
      name: 'two Applications: their waves have nothing to do with each other',
      yaml: all(APP, application('other')),
      files: { [FILE]: deployment(), 'dist/prod/other/all.yaml': policy(wave(3)) },
    },
    { name: 'delivered by nobody', yaml: all(deployment(), policy()) },
    {
      name: 'a claim and an autoscaler in the wave of their workload',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1), MOUNTS), policy(), claim(wave(1)), autoscaler(wave(1))) },
    },
    {
      name: 'a claim that no pod mounts',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1)), claim()) },
    },
    {
      name: 'an Application a wave after its project',
      yaml: ROOT,
      files: { [ROOT_FILE]: all(tenant(wave(1)), project('{}')) },
    },
    {
      name: 'an Application in the wave of the Secrets of its namespace, or after them',
      yaml: ROOT,
      files: { [ROOT_FILE]: all(tenant(wave(1)), secret(wave(1))) },
    },
    {
      name: 'a Secret of a kind that the Application itself brings',
      yaml: APP,
      files: {
        [FILE]: all(
          ...monitors('*.external-secrets.io', wave(1)),
          secret(wave(2)).replace('namespace: a', 'namespace: argocd'),
        ).replace('targetRevision: 1.0.0 }', 'targetRevision: 1.0.0 }, destination: { namespace: argocd }'),
      },
    },
    {
      name: 'a health of Applications, in either form, where a chart brings kinds',
      yaml: APP,
      files: {
        [FILE]: all(
          ...monitors('*.example.com', wave(1)),
          argoSettings('resource.customizations.health.argoproj.io_Application: "return obj.status.health"'),
          argoSettings('resource.customizations: "argoproj.io/Application: { health.lua: return obj.status.health }"'),
        ),
      },
    },
    {
      name: 'settings of an Argo CD whose charts bring no kinds',
      yaml: argoSettings('url: https://argocd.example.com'),
    },
  ],
  failing: [
    {
      name: 'an object before the chart that brings its kind',
      yaml: APP,
      files: { [FILE]: all(...monitors('servicemonitors.monitoring.coreos.com', wave(1)), monitor(wave(1))) },
      finds: [
        `ServiceMonitor a/api ${PATH}: is in wave 1, and is not applied after Application argocd/crds (wave 1), which brings its kind`,
      ],
    },
    {
      name: 'G16: a Sensor in the wave of the policy that bounds its pods, and a workflow before what its step reads',
      yaml: APP,
      files: {
        [FILE]: all(policy(), settings(wave(2)), argo('Sensor', '{ template: {} }'), argo('Workflow', STEPS, wave(1))),
      },
      finds: [
        `Sensor a/deploy ${PATH}: is in wave 0, and is not applied after CiliumNetworkPolicy a/deny (wave 0), which bounds its pods`,
        `Workflow a/deploy ${PATH}: is in wave 1, and is not applied after ConfigMap a/settings (wave 2), which it needs`,
      ],
    },
    {
      name: 'seed row G14: a Cilium policy in the wave of the pods that it bounds',
      yaml: APP,
      files: { [FILE]: all(deployment(), policy()) },
      finds: [
        `Deployment a/api ${PATH}: is in wave 0, and is not applied after CiliumNetworkPolicy a/deny (wave 0), which bounds its pods`,
      ],
    },
    {
      name: 'configuration after its pods',
      yaml: APP,
      files: { [FILE]: all(deployment(), settings(wave(1))) },
      finds: [
        `Deployment a/api ${PATH}: is in wave 0, and is not applied after ConfigMap a/settings (wave 1), which it needs`,
      ],
    },
    {
      name: 'a quota after its pods, and a wave that is a number',
      yaml: APP,
      files: {
        [FILE]: all(
          deployment(),
          'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q, namespace: a, annotations: { argocd.argoproj.io/sync-wave: 2 } }\n',
        ),
      },
      finds: [
        `Deployment a/api ${PATH}: is in wave 0, and is not applied after ResourceQuota a/q (wave 2), which bounds its pods`,
      ],
    },
    {
      name: 'a hook before everything else',
      yaml: APP,
      files: {
        [FILE]: all(
          policy(),
          deployment('annotations: { argocd.argoproj.io/hook: PreSync, argocd.argoproj.io/sync-wave: "5" }'),
        ),
      },
      finds: [
        `Deployment a/api ${PATH}: is in wave 5 of the PreSync phase, and is not applied after CiliumNetworkPolicy a/deny (wave 0), which bounds its pods`,
      ],
    },
    {
      name: 'a claim that Argo CD waits for, before the pod that binds it',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1), MOUNTS), claim()) },
      finds: [
        `PersistentVolumeClaim a/data ${PATH}: is in wave 0, and never healthy before Deployment a/api (wave 1), for which Argo CD waits with it`,
      ],
    },
    {
      name: 'a vertical autoscaler before its workload',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1)), verticalAutoscaler) },
      finds: [
        `VerticalPodAutoscaler a/api ${PATH}: is in wave 0, and never healthy before Deployment a/api (wave 1), for which Argo CD waits with it`,
      ],
    },
    {
      name: 'an autoscaler before its workload',
      yaml: APP,
      files: { [FILE]: all(deployment(wave(1)), autoscaler()) },
      finds: [
        `HorizontalPodAutoscaler a/api ${PATH}: is in wave 0, and never healthy before Deployment a/api (wave 1), for which Argo CD waits with it`,
      ],
    },
    {
      name: 'an Application that waits for a Secret, for which Argo CD waits with it',
      yaml: ROOT,
      files: { [ROOT_FILE]: all(tenant(), secret(wave(1))) },
      finds: [
        `Application argocd/tenant ${PATH}: is in wave 0, and never healthy before ExternalSecret a/keys (wave 1), for which Argo CD waits with it`,
      ],
    },
    {
      name: 'a chart that brings kinds, for which Argo CD does not wait',
      yaml: APP,
      files: {
        [FILE]: all(...monitors('*.example.com', wave(1)), argoSettings('url: https://argocd.example.com')),
      },
      finds: [
        'ConfigMap argocd/argocd-cm data[resource.customizations.health.argoproj.io_Application]: Argo CD does not wait for Application argocd/crds, and applies what is of its kinds before they are there',
      ],
    },
    {
      name: 'an Application in the wave of its project, and of a policy of where it delivers to',
      yaml: ROOT,
      files: { [ROOT_FILE]: all(tenant(), project('{}'), policy()) },
      finds: [
        `Application argocd/tenant ${PATH}: is in wave 0, and is not applied after AppProject argocd/team (wave 0), which it needs`,
        `Application argocd/tenant ${PATH}: is in wave 0, and is not applied after CiliumNetworkPolicy a/deny (wave 0), which bounds what it delivers`,
      ],
    },
  ],
} satisfies CheckCases;
