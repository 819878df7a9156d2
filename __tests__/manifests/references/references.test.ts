import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { References } from '../../../lib/manifests/references/references';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

function manifest(apiVersion: string, kind: string, rest: string): Manifest {
  const yaml = `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: o, namespace: a }, ${rest} }`;
  return new Manifest(YamlDocuments.read(yaml)[0]);
}

/** What an object names, the namespace that it is in left out. */
function referencesOf(apiVersion: string, kind: string, rest: string): string[] {
  return References.of(manifest(apiVersion, kind, rest))
    .filter(({ path }) => path !== 'metadata.namespace')
    .map(({ path, group, kind: target, namespace, name, key, optional }) => {
      const identity = `${group}/${target} ${namespace === '' ? '' : `${namespace}/`}${name}`;
      return `${path} ${identity}${key === undefined ? '' : `[${key}]`}${optional ? ' optional' : ''}`;
    });
}

const GATEWAY = 'gateway.networking.k8s.io';
const METRICS = 'apiregistration.k8s.io/APIService v1beta1.metrics.k8s.io';

test('an object is in a namespace, and a cluster-scoped one in none', () => {
  expect(References.of(manifest('v1', 'ConfigMap', 'data: {}'))).toEqual([
    { path: 'metadata.namespace', group: '', kind: 'Namespace', namespace: '', name: 'a' },
  ]);
  expect(References.of(manifest('v1', 'Namespace', 'spec: {}'))).toEqual([]);
});

test('the same object is read once', () => {
  const object = manifest('v1', 'Pod', 'spec: { serviceAccountName: x }');
  expect(References.of(object)).toBe(References.of(object));
});

test('the volumes of a pod', () => {
  const volumes = `[
    { persistentVolumeClaim: { claimName: pvc } },
    { secret: { secretName: s, items: [{ key: k }] } },
    { configMap: { name: c, optional: true, items: [{ key: k }] } },
    { projected: { sources: [{ configMap: { name: c, items: [{ key: k }] } }, { secret: { name: s } }, { clusterTrustBundle: { name: b, optional: true } }] } },
    { csi: { driver: secrets-store.csi.k8s.io, volumeAttributes: { secretProviderClass: spc }, nodePublishSecretRef: { name: s } } },
    { csi: { driver: example.com, volumeAttributes: { secretProviderClass: spc } } },
    { azureFile: { secretName: s } },
    { cephfs: { secretRef: { name: s } } },
    { emptyDir: {} },
    null ]`;
  expect(referencesOf('v1', 'Pod', `spec: { volumes: ${volumes} }`)).toEqual([
    'spec.volumes[0].persistentVolumeClaim.claimName /PersistentVolumeClaim a/pvc',
    'spec.volumes[1].secret.secretName /Secret a/s',
    'spec.volumes[1].secret.items[0].key /Secret a/s[k]',
    'spec.volumes[2].configMap.name /ConfigMap a/c optional',
    'spec.volumes[2].configMap.items[0].key /ConfigMap a/c[k] optional',
    'spec.volumes[3].projected.sources[0].configMap.name /ConfigMap a/c',
    'spec.volumes[3].projected.sources[0].configMap.items[0].key /ConfigMap a/c[k]',
    'spec.volumes[3].projected.sources[1].secret.name /Secret a/s',
    'spec.volumes[3].projected.sources[2].clusterTrustBundle.name certificates.k8s.io/ClusterTrustBundle b optional',
    'spec.volumes[4].csi.nodePublishSecretRef.name /Secret a/s',
    'spec.volumes[4].csi.volumeAttributes.secretProviderClass secrets-store.csi.x-k8s.io/SecretProviderClass a/spc',
    'spec.volumes[6].azureFile.secretName /Secret a/s',
    'spec.volumes[7].cephfs.secretRef.name /Secret a/s',
  ]);
});

test('what else a pod names, wherever the pod stands', () => {
  const pod = `{
    serviceAccount: old, imagePullSecrets: [{ name: pull }], priorityClassName: pc, runtimeClassName: rc,
    resourceClaims: [{ resourceClaimName: claim }, { resourceClaimTemplateName: template }],
    initContainers: [{ envFrom: [{ secretRef: { name: s } }, { configMapRef: { name: c, optional: true } }] }],
    containers: [{ env: [{ valueFrom: { secretKeyRef: { name: s, key: k } } }, { value: x }] }],
    ephemeralContainers: [{ env: [{ valueFrom: { configMapKeyRef: { name: c, key: k } } }] }] }`;
  const at = 'spec.jobTemplate.spec.template.spec';
  const template = `spec: { jobTemplate: { spec: { template: { spec: ${pod} } } } }`;
  expect(referencesOf('batch/v1', 'CronJob', template)).toEqual([
    `${at}.serviceAccount /ServiceAccount a/old`,
    `${at}.imagePullSecrets[0].name /Secret a/pull`,
    `${at}.priorityClassName scheduling.k8s.io/PriorityClass pc`,
    `${at}.runtimeClassName node.k8s.io/RuntimeClass rc`,
    `${at}.resourceClaims[0].resourceClaimName resource.k8s.io/ResourceClaim a/claim`,
    `${at}.resourceClaims[1].resourceClaimTemplateName resource.k8s.io/ResourceClaimTemplate a/template`,
    `${at}.initContainers[0].envFrom[0].secretRef.name /Secret a/s`,
    `${at}.initContainers[0].envFrom[1].configMapRef.name /ConfigMap a/c optional`,
    `${at}.containers[0].env[0].valueFrom.secretKeyRef.name /Secret a/s`,
    `${at}.containers[0].env[0].valueFrom.secretKeyRef.key /Secret a/s[k]`,
    `${at}.ephemeralContainers[0].env[0].valueFrom.configMapKeyRef.name /ConfigMap a/c`,
    `${at}.ephemeralContainers[0].env[0].valueFrom.configMapKeyRef.key /ConfigMap a/c[k]`,
  ]);
});

test.each<[string, string, string, string[]]>([
  [
    'v1',
    'ServiceAccount',
    'secrets: [{ name: t }], imagePullSecrets: [{ name: s }]',
    ['secrets[0].name /Secret a/t', 'imagePullSecrets[0].name /Secret a/s'],
  ],
  ['apps/v1', 'StatefulSet', 'spec: { serviceName: s }', ['spec.serviceName /Service a/s']],
  [
    'autoscaling/v1',
    'HorizontalPodAutoscaler',
    'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: d } }',
    ['spec.scaleTargetRef.name apps/Deployment a/d', `spec.metrics ${METRICS}`],
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'spec: { metrics: [{ type: Resource }, { type: Object }, { type: External }, { type: Other }] }',
    [
      `spec.metrics[0].type ${METRICS}`,
      'spec.metrics[1].type apiregistration.k8s.io/APIService v1beta1.custom.metrics.k8s.io',
      'spec.metrics[2].type apiregistration.k8s.io/APIService v1beta1.external.metrics.k8s.io',
    ],
  ],
  [
    'keda.sh/v1alpha1',
    'ScaledObject',
    'spec: { scaleTargetRef: { name: d } }',
    ['spec.scaleTargetRef.name apps/Deployment a/d'],
  ],
  [
    'autoscaling.k8s.io/v1',
    'VerticalPodAutoscaler',
    'spec: { targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: d } }',
    ['spec.targetRef.name apps/DaemonSet a/d'],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'roleRef: { kind: Role, name: r }, subjects: [{ kind: ServiceAccount, name: s, namespace: b }, { kind: ServiceAccount, name: s }, { kind: User, name: u }]',
    [
      'roleRef.name rbac.authorization.k8s.io/Role a/r',
      'subjects[0].name /ServiceAccount b/s',
      'subjects[1].name /ServiceAccount a/s',
    ],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    'roleRef: { kind: ClusterRole, name: r }',
    ['roleRef.name rbac.authorization.k8s.io/ClusterRole r'],
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    'spec: { ingressClassName: nginx, tls: [{ secretName: t }], defaultBackend: { resource: { apiGroup: x.io, kind: Bucket, name: b } }, rules: [{ http: { paths: [{ backend: { service: { name: s } } }] } }] }',
    [
      'spec.defaultBackend.resource.name x.io/Bucket a/b',
      'spec.rules[0].http.paths[0].backend.service.name /Service a/s',
      'spec.tls[0].secretName /Secret a/t',
      'spec.ingressClassName networking.k8s.io/IngressClass nginx',
    ],
  ],
  [
    `${GATEWAY}/v1`,
    'Gateway',
    'spec: { gatewayClassName: cilium, listeners: [{ tls: { certificateRefs: [{ name: t, namespace: certs }] } }], tls: { frontend: { default: { validation: { caCertificateRefs: [{ name: ca }] } }, perPort: [{ tls: { validation: { caCertificateRefs: [{ kind: ConfigMap, name: p }] } } }] }, backend: { clientCertificateRef: { name: c } } }, infrastructure: { parametersRef: { group: x.io, kind: Config, name: i } } }',
    [
      `spec.gatewayClassName ${GATEWAY}/GatewayClass cilium`,
      'spec.listeners[0].tls.certificateRefs[0].name /Secret certs/t',
      'spec.tls.frontend.default.validation.caCertificateRefs[0].name /ConfigMap a/ca',
      'spec.tls.frontend.perPort[0].tls.validation.caCertificateRefs[0].name /ConfigMap a/p',
      'spec.tls.backend.clientCertificateRef.name /Secret a/c',
      'spec.infrastructure.parametersRef.name x.io/Config a/i',
    ],
  ],
  [
    `${GATEWAY}/v1`,
    'ListenerSet',
    'spec: { parentRef: { name: g }, listeners: [{ tls: { certificateRefs: [{ name: t }] } }] }',
    [`spec.parentRef.name ${GATEWAY}/Gateway a/g`, 'spec.listeners[0].tls.certificateRefs[0].name /Secret a/t'],
  ],
  [
    `${GATEWAY}/v1`,
    'BackendTLSPolicy',
    'spec: { targetRefs: [{ group: "", kind: Service, name: s }], validation: { caCertificateRefs: [{ name: ca }] } }',
    ['spec.targetRefs[0].name /Service a/s', 'spec.validation.caCertificateRefs[0].name /ConfigMap a/ca'],
  ],
  [
    `${GATEWAY}/v1beta1`,
    'ReferenceGrant',
    'spec: { to: [{ group: "", kind: Service, name: s }, { group: "", kind: Service }] }',
    ['spec.to[0].name /Service a/s'],
  ],
  [
    `${GATEWAY}/v1`,
    'HTTPRoute',
    'spec: { parentRefs: [{ name: g, namespace: gw }, { group: "", kind: Service, name: mesh }], rules: [{ filters: [{ requestMirror: { backendRef: { name: m } } }, { extensionRef: { group: x.io, kind: Auth, name: e } }], backendRefs: [{ name: s, namespace: b, filters: [{ requestMirror: { backendRef: { name: n } } }] }] }] }',
    [
      `spec.parentRefs[0].name ${GATEWAY}/Gateway gw/g`,
      'spec.parentRefs[1].name /Service a/mesh',
      'spec.rules[0].backendRefs[0].name /Service b/s',
      'spec.rules[0].filters[0].requestMirror.backendRef.name /Service a/m',
      'spec.rules[0].backendRefs[0].filters[0].requestMirror.backendRef.name /Service a/n',
      'spec.rules[0].filters[1].extensionRef.name x.io/Auth a/e',
    ],
  ],
  [
    'argoproj.io/v1alpha1',
    'Application',
    'spec: { project: p, destination: { namespace: n }, syncPolicy: { syncOptions: ["CreateNamespace=true"] } }',
    ['spec.project argoproj.io/AppProject a/p', 'spec.destination.namespace /Namespace n optional'],
  ],
  [
    'argoproj.io/v1alpha1',
    'AppProject',
    'spec: { destinations: [{ namespace: n, server: "https://kubernetes.default.svc" }, { namespace: m, name: in-cluster }, { namespace: "!x", name: in-cluster }, { namespace: y, server: "https://elsewhere" }, { namespace: z, server: "*" }] }',
    ['spec.destinations[0].namespace /Namespace n', 'spec.destinations[1].namespace /Namespace m'],
  ],
  [
    'external-secrets.io/v1',
    'ExternalSecret',
    'spec: { secretStoreRef: { name: s }, data: [{ sourceRef: { storeRef: { kind: ClusterSecretStore, name: c } } }], dataFrom: [{ sourceRef: { generatorRef: { apiVersion: generators.external-secrets.io/v1alpha1, kind: ClusterGenerator, name: g } } }] }',
    [
      'spec.secretStoreRef.name external-secrets.io/SecretStore a/s',
      'spec.data[0].sourceRef.storeRef.name external-secrets.io/ClusterSecretStore c',
      'spec.dataFrom[0].sourceRef.generatorRef.name generators.external-secrets.io/ClusterGenerator g',
    ],
  ],
  [
    'cert-manager.io/v1',
    'Certificate',
    'spec: { issuerRef: { kind: ClusterIssuer, name: i } }',
    ['spec.issuerRef.name cert-manager.io/ClusterIssuer i'],
  ],
  [
    'admissionregistration.k8s.io/v1',
    'MutatingWebhookConfiguration',
    'webhooks: [{ clientConfig: { service: { namespace: b, name: w } } }, { clientConfig: { url: x } }]',
    ['webhooks[0].clientConfig.service.name /Service b/w'],
  ],
  [
    'apiregistration.k8s.io/v1',
    'APIService',
    'spec: { service: { namespace: b, name: w } }',
    ['spec.service.name /Service b/w'],
  ],
  [
    'cilium.io/v2',
    'CiliumNetworkPolicy',
    'spec: { egress: [{ toServices: [{ k8sService: { serviceName: s } }], toCIDRSet: [{ cidrGroupRef: g }] }] }, specs: [{ ingressDeny: [{ fromCIDRSet: [{ cidrGroupRef: h }, { cidr: 10.0.0.0/8 }] }] }]',
    [
      'spec.egress[0].toServices[0].k8sService.serviceName /Service a/s',
      'spec.egress[0].toCIDRSet[0].cidrGroupRef cilium.io/CiliumCIDRGroup g',
      'specs[0].ingressDeny[0].fromCIDRSet[0].cidrGroupRef cilium.io/CiliumCIDRGroup h',
    ],
  ],
  ['example.com/v1', 'Deployment', 'spec: { template: { spec: { serviceAccountName: x } } }', []],
])('%s %s', (apiVersion, kind, rest, expected) => {
  expect(referencesOf(apiVersion, kind, rest)).toEqual(expected);
});

test.each<[string, string, string]>([
  [
    'v1',
    'Pod',
    'spec: { serviceAccountName: 7, imagePullSecrets: [null, 3, { name: "" }], volumes: 1, containers: [{ env: x }] }',
  ],
  [
    `${GATEWAY}/v1`,
    'HTTPRoute',
    'spec: { parentRefs: [{ name: null }], rules: [null, { backendRefs: 7, filters: [{ requestMirror: null }] }] }',
  ],
  ['argoproj.io/v1alpha1', 'Application', 'spec: null'],
  ['external-secrets.io/v1', 'ExternalSecret', 'spec: { secretStoreRef: [], data: {}, dataFrom: [7] }'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'roleRef: { kind: null, name: r }, subjects: [1]'],
])('%s %s of the wrong shape names nothing', (apiVersion, kind, rest) => {
  expect(referencesOf(apiVersion, kind, rest)).toEqual([]);
});

test('a Secret resolves to what makes it', () => {
  const source = manifest('external-secrets.io/v1', 'ExternalSecret', 'spec: { target: { name: s } }');
  const reference = { path: '', group: '', kind: 'Secret', namespace: 'a', name: 's' };
  expect(References.resolve(reference, new ManifestSet([source]))).toBe(source);
  const secret = new Manifest({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'a' } });
  expect(References.resolve(reference, new ManifestSet([source, secret]))).toBe(secret);
  expect(References.resolve(reference, new ManifestSet([]))).toBeUndefined();
});
