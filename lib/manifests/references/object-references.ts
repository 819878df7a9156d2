import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { Flat } from '../../notation/flat';
import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import { Manifest } from '../manifest';
import type { Reference } from './references';

type Reader = (spec: JsonField, own: string, manifest: Manifest) => readonly (Reference | undefined)[];

const NONE: readonly Reference[] = [];
const RBAC = 'rbac.authorization.k8s.io';
const EXTERNAL_SECRETS = 'external-secrets.io';

/** How an Application or a project names the cluster that Argo CD itself runs on. */
const OWN_SERVER = 'https://kubernetes.default.svc';
const OWN_CLUSTER = 'in-cluster';

/**
 * The API that an autoscaler reads a metric from.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-metrics-apis
 */
const METRICS_API: Readonly<Record<string, string>> = {
  Resource: 'v1beta1.metrics.k8s.io',
  ContainerResource: 'v1beta1.metrics.k8s.io',
  Pods: 'v1beta1.custom.metrics.k8s.io',
  Object: 'v1beta1.custom.metrics.k8s.io',
  External: 'v1beta1.external.metrics.k8s.io',
};

/** What objects name that are neither pods nor Gateway API: by group and kind. */
const READERS: Readonly<Record<string, Reader>> = {
  '/ServiceAccount': (_, own, manifest) => {
    const object = new JsonField(manifest.object);
    const secrets = Flat.join(object.items('secrets'), object.items('imagePullSecrets'));
    return secrets.map(secret => named(secret.at('name'), '', 'Secret', own));
  },
  'apps/StatefulSet': (spec, own) => [named(spec.at('serviceName'), '', 'Service', own)],
  'autoscaling/HorizontalPodAutoscaler': (spec, own) => [
    typed(spec.at('scaleTargetRef'), own),
    ...metricReferences(spec),
  ],
  'autoscaling.k8s.io/VerticalPodAutoscaler': (spec, own) => [typed(spec.at('targetRef'), own)],
  'keda.sh/ScaledObject': (spec, own) => [typed(spec.at('scaleTargetRef'), own, 'apps/v1', 'Deployment')],
  [`${RBAC}/RoleBinding`]: bindingReferences,
  [`${RBAC}/ClusterRoleBinding`]: bindingReferences,
  'networking.k8s.io/Ingress': (spec, own) => [
    ingressBackend(spec.at('defaultBackend'), own),
    ...spec.items('rules').flatMap(rule => {
      return rule
        .at('http')
        .items('paths')
        .map(path => ingressBackend(path.at('backend'), own));
    }),
    ...spec.items('tls').map(tls => named(tls.at('secretName'), '', 'Secret', own)),
    named(spec.at('ingressClassName'), 'networking.k8s.io', 'IngressClass', ''),
  ],
  'argoproj.io/Application': applicationReferences,
  'argoproj.io/AppProject': spec => spec.items('destinations').map(destinationReference),
  [`${EXTERNAL_SECRETS}/ExternalSecret`]: externalSecretReferences,
  'cert-manager.io/Certificate': (spec, own) => [issuerReference(spec.at('issuerRef'), own)],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhookReferences,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhookReferences,
  'apiregistration.k8s.io/APIService': spec => [serviceReference(spec.at('service'))],
  'kueue.x-k8s.io/LocalQueue': spec => [named(spec.at('clusterQueue'), 'kueue.x-k8s.io', 'ClusterQueue', '')],
  'kueue.x-k8s.io/ClusterQueue': spec =>
    spec.items('resourceGroups').flatMap(group => {
      return group.items('flavors').map(flavor => named(flavor.at('name'), 'kueue.x-k8s.io', 'ResourceFlavor', ''));
    }),
  'cilium.io/CiliumNetworkPolicy': ciliumReferences,
  'cilium.io/CiliumClusterwideNetworkPolicy': ciliumReferences,
};

/** What an object names that is neither a pod nor of Gateway API. */
export function objectReferences(manifest: Manifest): readonly Reference[] {
  const reader = READERS[manifest.groupKind];
  if (!reader) return NONE;
  const found = reader(new JsonField(manifest.spec, 'spec'), manifest.effectiveNamespace, manifest);
  return found.filter(reference => reference !== undefined);
}

function at(field: JsonField, group: string, kind: string, namespace: string, name: string): Reference {
  return { path: field.path, group, kind, namespace, name };
}

function named(field: JsonField, group: string, kind: string, namespace: string): Reference | undefined {
  const { text } = field;
  return text === undefined ? undefined : at(field, group, kind, namespace, text);
}

/** A reference that says API version, kind and name. */
function typed(field: JsonField, own: string, apiVersion = '', kind = ''): Reference | undefined {
  const group = Manifest.groupOf(field.at('apiVersion').text ?? apiVersion);
  const target = field.at('kind').text ?? kind;
  if (target === '') return undefined;
  return named(field.at('name'), group, target, ClusterScopedKinds.includes(group, target) ? '' : own);
}

/** An autoscaler without metrics looks at the use of CPU. */
function metricReferences(spec: JsonField): readonly (Reference | undefined)[] {
  const metrics = spec.items('metrics');
  const [group, kind] = ['apiregistration.k8s.io', 'APIService'];
  if (metrics.length === 0) return [at(spec.at('metrics'), group, kind, '', METRICS_API.Resource)];
  return metrics.map(metric => {
    const type = metric.at('type');
    const name = METRICS_API[type.text ?? ''];
    return name === undefined ? undefined : at(type, group, kind, '', name);
  });
}

function bindingReferences(_: JsonField, own: string, manifest: Manifest): readonly (Reference | undefined)[] {
  const object = new JsonField(manifest.object);
  const role = object.at('roleRef');
  const kind = role.at('kind').text ?? '';
  return [
    kind === '' ? undefined : named(role.at('name'), RBAC, kind, kind === 'Role' ? own : ''),
    ...object.items('subjects').map(subject => {
      if (subject.object.kind !== 'ServiceAccount') return undefined;
      return named(subject.at('name'), '', 'ServiceAccount', subject.at('namespace').text ?? own);
    }),
  ];
}

function ingressBackend(backend: JsonField, own: string): Reference | undefined {
  const resource = backend.at('resource');
  if (!resource.isObject) return named(backend.at('service', 'name'), '', 'Service', own);
  const kind = resource.at('kind').text;
  return kind === undefined ? undefined : named(resource.at('name'), resource.at('apiGroup').text ?? '', kind, own);
}

function applicationReferences(spec: JsonField, own: string): readonly (Reference | undefined)[] {
  const destination = destinationReference(spec.at('destination'));
  const options = spec.at('syncPolicy').items('syncOptions');
  const creates = options.some(({ value }) => value === 'CreateNamespace=true');
  return [
    named(spec.at('project'), 'argoproj.io', 'AppProject', own),
    destination && creates ? { ...destination, optional: true } : destination,
  ];
}

/**
 * The namespace of a destination on Argo CD's own cluster; a pattern, or another cluster's namespace, names no object
 * here.
 */
function destinationReference(destination: JsonField): Reference | undefined {
  const { server, name } = destination.object;
  const isHere = typeof server === 'string' && server !== '' ? server === OWN_SERVER : !name || name === OWN_CLUSTER;
  const namespace = destination.at('namespace');
  if (!isHere || /[!*?[\]{}]/.test(namespace.text ?? '')) return undefined;
  return named(namespace, '', 'Namespace', '');
}

function externalSecretReferences(spec: JsonField, own: string): readonly (Reference | undefined)[] {
  return [
    storeReference(spec.at('secretStoreRef'), own),
    ...ofSources(spec, 'data', own),
    ...ofSources(spec, 'dataFrom', own),
  ];
}

/** The stores and generators of single entries: hardly any names one. */
function ofSources(spec: JsonField, list: string, own: string): readonly (Reference | undefined)[] {
  if (!Json.objects(spec.object[list]).some(({ sourceRef }) => sourceRef !== undefined)) return NONE;
  return Flat.map(spec.items(list), source => {
    const sourceRef = source.at('sourceRef');
    return [storeReference(sourceRef.at('storeRef'), own), typed(sourceRef.at('generatorRef'), own)];
  });
}

function storeReference(store: JsonField, own: string): Reference | undefined {
  const kind = store.at('kind').text ?? 'SecretStore';
  return named(store.at('name'), EXTERNAL_SECRETS, kind, kind === 'SecretStore' ? own : '');
}

function issuerReference(issuer: JsonField, own: string): Reference | undefined {
  const [group, kind] = [issuer.at('group').text ?? 'cert-manager.io', issuer.at('kind').text ?? 'Issuer'];
  return named(issuer.at('name'), group, kind, ClusterScopedKinds.includes(group, kind) ? '' : own);
}

function webhookReferences(_: JsonField, __: string, manifest: Manifest): readonly (Reference | undefined)[] {
  const webhooks = new JsonField(manifest.object).items('webhooks');
  return webhooks.map(webhook => serviceReference(webhook.at('clientConfig', 'service')));
}

function serviceReference(service: JsonField): Reference | undefined {
  const namespace = service.at('namespace').text;
  return namespace === undefined ? undefined : named(service.at('name'), '', 'Service', namespace);
}

/** Services by name, and named groups of addresses. */
function ciliumReferences(_: JsonField, own: string, manifest: Manifest): readonly (Reference | undefined)[] {
  const object = new JsonField(manifest.object);
  const rules = Flat.map([object.at('spec'), ...object.items('specs')], rule => [
    ...Flat.map(['ingress', 'ingressDeny', 'egress', 'egressDeny'], direction => rule.items(direction)),
  ]);
  return Flat.map(rules, rule => [
    ...rule.items('toServices').map(service => {
      const target = service.at('k8sService');
      return named(target.at('serviceName'), '', 'Service', target.at('namespace').text ?? own);
    }),
    ...[...rule.items('fromCIDRSet'), ...rule.items('toCIDRSet')].map(block => {
      return named(block.at('cidrGroupRef'), 'cilium.io', 'CiliumCIDRGroup', '');
    }),
  ]);
}
