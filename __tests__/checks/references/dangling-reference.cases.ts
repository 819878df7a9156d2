import type { CheckCases } from '../check-cases';

/** A namespace, and the objects in it. */
function inNamespace(...objects: string[]): string {
  return ['apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n', ...objects].join('---\n');
}

function pod(spec: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: ${spec}
`;
}

function object(apiVersion: string, kind: string, rest: string, metadata = 'name: o, namespace: a'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
${rest}
`;
}

/** A site about which something is known. */
const SITE = 'apiVersion: v1\nkind: Node\nmetadata: { name: n }\n';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** Seed row J01, its binding where the pods are: the account is in `default`, and the role in no namespace at all. */
const J01 = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ml-api-sa, namespace: default }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ml-api-rolebinding, namespace: ml-production }
subjects: [{ kind: ServiceAccount, name: ml-api-sa, namespace: default }]
roleRef: { kind: Role, name: ml-api-role, apiGroup: rbac.authorization.k8s.io }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ml-api-role }
rules: []
`;

export default {
  check: 'dangling-reference',
  passing: [
    {
      name: 'a volume that the claim template of a StatefulSet replaces',
      yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: default }
spec:
  template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }] } }
  volumeClaimTemplates: [{ metadata: { name: data } }]
`,
    },
    { name: 'a namespace that is rendered', yaml: inNamespace(object('v1', 'ConfigMap', '')) },
    {
      name: 'what every cluster has by itself',
      yaml: [
        object('v1', 'ConfigMap', '', 'name: c, namespace: kube-system'),
        pod(
          '{ serviceAccountName: default, priorityClassName: system-node-critical, volumes: [{ name: v, configMap: { name: kube-root-ca.crt } }] }',
        ).replace('namespace: a', 'namespace: kube-public'),
        object(
          'rbac.authorization.k8s.io/v1',
          'ClusterRoleBinding',
          'roleRef: { kind: ClusterRole, name: "system:discovery" }',
          'name: b',
        ),
        object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { kind: ClusterRole, name: view }\nsubjects: [{ kind: Group, name: devs }]',
          'name: b, namespace: default',
        ),
        object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { kind: Role, name: extension-apiserver-authentication-reader }',
          'name: b, namespace: kube-system',
        ),
      ].join('---\n'),
    },
    {
      name: 'an external stub closes it',
      yaml: pod('{ volumes: [{ name: v, persistentVolumeClaim: { claimName: c } }] }'),
      site: inNamespace(object('v1', 'PersistentVolumeClaim', '', 'name: c, namespace: a')),
    },
    {
      name: 'an optional ConfigMap and Secret',
      yaml: inNamespace(
        pod(
          '{ containers: [{ env: [{ name: E, valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }], envFrom: [{ configMapRef: { name: c, optional: true } }] }], volumes: [{ name: v, projected: { sources: [{ clusterTrustBundle: { name: t, optional: true } }] } }] }',
        ),
      ),
    },
    {
      name: 'a Secret that an ExternalSecret makes',
      yaml: inNamespace(
        pod('{ imagePullSecrets: [{ name: s }] }'),
        object(
          'external-secrets.io/v1',
          'ExternalSecret',
          'spec: { secretStoreRef: { kind: ClusterSecretStore, name: vault }, target: { name: s } }',
        ),
      ),
      site: object('external-secrets.io/v1', 'ClusterSecretStore', '', 'name: vault'),
    },
    {
      name: 'a claim that a StatefulSet makes',
      yaml: inNamespace(
        pod('{ volumes: [{ name: v, persistentVolumeClaim: { claimName: data-o-0 } }] }'),
        object('apps/v1', 'StatefulSet', 'spec: { volumeClaimTemplates: [{ metadata: { name: data } }] }'),
      ),
    },
    {
      name: 'a project in the namespace of Argo CD',
      yaml: inNamespace(
        object(
          'argoproj.io/v1alpha1',
          'Application',
          'spec: { project: p, destination: { server: "https://kubernetes.default.svc", namespace: a } }',
        ),
        object(
          'argoproj.io/v1alpha1',
          'AppProject',
          'spec: { destinations: [{ namespace: a, server: "https://kubernetes.default.svc" }, { namespace: "team-*", server: "https://kubernetes.default.svc" }, { namespace: x, server: "https://elsewhere" }] }',
          'name: p, namespace: argocd',
        ),
      ),
      site: object('v1', 'Namespace', '', 'name: argocd'),
    },
    {
      name: 'an Application to another cluster, and one that creates its namespace',
      yaml: inNamespace(
        object(
          'argoproj.io/v1alpha1',
          'Application',
          'spec: { project: default, destination: { name: other, namespace: x } }',
        ),
        object(
          'argoproj.io/v1alpha1',
          'Application',
          'spec: { project: default, destination: { name: in-cluster, namespace: x }, syncPolicy: { syncOptions: ["CreateNamespace=true"] } }',
          'name: o2, namespace: a',
        ),
      ),
    },
    {
      name: 'metrics that the site has, in either version of the custom ones',
      yaml: inNamespace(
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: d }, metrics: [{ type: Resource }, { type: Pods }] }',
        ),
      ),
      site: [
        object('apps/v1', 'Deployment', '', 'name: d, namespace: a'),
        object('apiregistration.k8s.io/v1', 'APIService', '', 'name: v1beta1.metrics.k8s.io'),
        object('apiregistration.k8s.io/v1', 'APIService', '', 'name: v1beta2.custom.metrics.k8s.io'),
      ].join('---\n'),
    },
    {
      name: 'what clusters offer to everybody, where nothing is known of the site',
      yaml: inNamespace(
        pod('{ runtimeClassName: gvisor, priorityClassName: high }'),
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'spec: { metrics: [{ type: Resource }] }'),
        object(GATEWAY_API, 'Gateway', 'spec: { gatewayClassName: cilium }'),
      ),
    },
    {
      name: 'what names nothing',
      yaml: inNamespace(
        pod(
          '{ serviceAccountName: 7, imagePullSecrets: [{ name: "" }, null], volumes: [{ name: v, configMap: null }, 3], containers: [{ env: [{ name: E, value: x }] }] }',
        ),
        object('apps/v1', 'StatefulSet', 'spec: { serviceName: "" }'),
        object('example.com/v1', 'Deployment', 'spec: { scaleTargetRef: { name: x } }'),
      ),
    },
  ],
  failing: [
    {
      name: 'a namespace that is not there, once for all that would go there',
      yaml: [
        object('v1', 'ConfigMap', '', 'name: c, namespace: x'),
        object('v1', 'Pod', 'spec: { containers: [{ name: c }] }', 'name: p, namespace: x'),
        object('v1', 'Service', '', 'name: s, namespace: x'),
        object('v1', 'Service', '', 'name: s, namespace: y'),
      ].join('---\n'),
      finds: [
        'Pod x/p metadata.namespace: Namespace "x" does not exist, and 2 more objects would go there',
        'Service y/s metadata.namespace: Namespace "y" does not exist',
      ],
    },
    {
      name: 'B06: a namespace that nobody declares',
      yaml: object(GATEWAY_API, 'Gateway', 'spec: {}', 'name: prod-gateway, namespace: ml-ingress-gateway'),
      finds: [
        'Gateway ml-ingress-gateway/prod-gateway metadata.namespace: Namespace "ml-ingress-gateway" does not exist',
      ],
    },
    {
      name: 'B10, F04: a route to Hubble, which is not where it is looked for',
      yaml: inNamespace(
        object(
          GATEWAY_API,
          'HTTPRoute',
          'spec: { parentRefs: [{ name: prod-gateway, sectionName: http }], rules: [{ backendRefs: [{ name: hubble-ui, namespace: ml-security, port: 80 }] }] }',
          'name: hubble-ui-route, namespace: a',
        ),
      ),
      finds: [
        'HTTPRoute a/hubble-ui-route spec.parentRefs[0].name: Gateway "a/prod-gateway" does not exist',
        'HTTPRoute a/hubble-ui-route spec.rules[0].backendRefs[0].name: Service "ml-security/hubble-ui" does not exist',
      ],
    },
    {
      name: 'F05: a grant for a Service that is not there',
      yaml: inNamespace(
        object(
          'gateway.networking.k8s.io/v1beta1',
          'ReferenceGrant',
          'spec: { to: [{ group: "", kind: Service, name: hubble-ui }, { group: "", kind: Service }] }',
        ),
      ),
      finds: ['ReferenceGrant a/o spec.to[0].name: Service "a/hubble-ui" does not exist'],
    },
    {
      name: 'J01: the role is in another namespace than its binding',
      yaml: J01,
      site: object('v1', 'Namespace', '', 'name: ml-production'),
      finds: [
        'RoleBinding ml-production/ml-api-rolebinding roleRef.name: Role "ml-production/ml-api-role" does not exist',
      ],
    },
    {
      name: 'J11: Grafana without its Secret and its dashboards',
      yaml: inNamespace(
        pod(
          '{ containers: [{ name: grafana, env: [{ name: GF_SECURITY_ADMIN_PASSWORD, valueFrom: { secretKeyRef: { name: grafana-secrets, key: admin-password } } }] }], volumes: [{ name: dashboards, configMap: { name: grafana-dashboards } }] }',
        ),
      ),
      finds: [
        'Pod a/p spec.volumes[0].configMap.name: ConfigMap "a/grafana-dashboards" does not exist',
        'Pod a/p spec.containers[0].env[0].valueFrom.secretKeyRef.name: Secret "a/grafana-secrets" does not exist',
      ],
    },
    {
      name: 'D28: an autoscaler without metrics-server',
      yaml: inNamespace(
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ml-api }, metrics: [{ type: Resource }, { type: External }] }',
        ),
      ),
      site: SITE,
      finds: [
        'HorizontalPodAutoscaler a/o spec.scaleTargetRef.name: Deployment "a/ml-api" does not exist',
        'HorizontalPodAutoscaler a/o spec.metrics[0].type: APIService "v1beta1.metrics.k8s.io" does not exist',
        'HorizontalPodAutoscaler a/o spec.metrics[1].type: APIService "v1beta1.external.metrics.k8s.io" does not exist',
      ],
    },
    {
      name: 'K13: an autoscaler on the use of GPUs, without the adapter that tells it',
      yaml: inNamespace(
        object('apps/v1', 'Deployment', '', 'name: d, namespace: a'),
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: d }, metrics: [{ type: Pods, pods: { metric: { name: DCGM_FI_DEV_GPU_UTIL } } }] }',
        ),
      ),
      site: SITE,
      finds: [
        'HorizontalPodAutoscaler a/o spec.metrics[0].type: APIService "v1beta1.custom.metrics.k8s.io" does not exist',
      ],
    },
    {
      name: 'C14: a queue that leads nowhere, and one for nodes that nobody has described',
      yaml: inNamespace(
        object('kueue.x-k8s.io/v1beta2', 'LocalQueue', 'spec: { clusterQueue: c }'),
        object(
          'kueue.x-k8s.io/v1beta2',
          'ClusterQueue',
          'spec: { resourceGroups: [{ coveredResources: [cpu], flavors: [{ name: gpu, resources: [] }] }] }',
          'name: q',
        ),
      ),
      site: SITE,
      finds: [
        'LocalQueue a/o spec.clusterQueue: ClusterQueue "c" does not exist',
        'ClusterQueue q spec.resourceGroups[0].flavors[0].name: ResourceFlavor "gpu" does not exist',
      ],
    },
    {
      name: 'autoscalers with no metric, and with a target of no group',
      yaml: inNamespace(
        object('apps/v1', 'Deployment', '', 'name: d, namespace: a'),
        object('autoscaling/v1', 'HorizontalPodAutoscaler', 'spec: { scaleTargetRef: { kind: Deployment, name: d } }'),
      ),
      site: SITE,
      finds: [
        'HorizontalPodAutoscaler a/o spec.scaleTargetRef.name: Deployment "a/d" does not exist',
        'HorizontalPodAutoscaler a/o spec.metrics: APIService "v1beta1.metrics.k8s.io" does not exist',
      ],
    },
    {
      name: 'bindings',
      yaml: inNamespace(
        object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { kind: ClusterRole, name: r }\nsubjects: [{ kind: ServiceAccount, name: sa, namespace: b }, { kind: ServiceAccount, name: sa }]',
        ),
      ),
      site: SITE,
      finds: [
        'RoleBinding a/o roleRef.name: ClusterRole "r" does not exist',
        'RoleBinding a/o subjects[0].name: ServiceAccount "b/sa" does not exist',
        'RoleBinding a/o subjects[1].name: ServiceAccount "a/sa" does not exist',
      ],
    },
    {
      name: 'an Application and an AppProject',
      yaml: inNamespace(
        object(
          'argoproj.io/v1alpha1',
          'Application',
          'spec: { project: p, destination: { server: "https://kubernetes.default.svc", namespace: x } }',
        ),
        object('argoproj.io/v1alpha1', 'AppProject', 'spec: { destinations: [{ name: in-cluster, namespace: y }] }'),
      ),
      finds: [
        'Application a/o spec.destination.namespace: Namespace "x" does not exist',
        'AppProject a/o spec.destinations[0].namespace: Namespace "y" does not exist',
      ],
    },
    {
      name: 'an ExternalSecret, and one that only adds to a Secret',
      yaml: inNamespace(
        object(
          'external-secrets.io/v1',
          'ExternalSecret',
          'spec: { secretStoreRef: { name: s }, data: [{ secretKey: k, sourceRef: { storeRef: { kind: ClusterSecretStore, name: c } } }], dataFrom: [{ sourceRef: { generatorRef: { apiVersion: generators.external-secrets.io/v1alpha1, kind: Password, name: g } } }], target: { creationPolicy: Merge } }',
        ),
        pod('{ imagePullSecrets: [{ name: o }] }'),
      ),
      site: SITE,
      finds: [
        'ExternalSecret a/o spec.secretStoreRef.name: SecretStore "a/s" does not exist',
        'ExternalSecret a/o spec.data[0].sourceRef.storeRef.name: ClusterSecretStore "c" does not exist',
        'ExternalSecret a/o spec.dataFrom[0].sourceRef.generatorRef.name: Password "a/g" does not exist',
        'Pod a/p spec.imagePullSecrets[0].name: Secret "a/o" does not exist',
      ],
    },
  ],
} satisfies CheckCases;
