import { Flat } from '../../notation/flat';
import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import type { Reference } from './references';

/** The API group of Gateway API. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The kinds that attach to a Gateway and lead to a backend. */
export const ROUTE_KINDS: readonly string[] = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

/** What a field stands for where it names no group or kind. */
interface Target {
  readonly group: string;
  readonly kind: string;
}

const GATEWAY: Target = { group: GATEWAY_GROUP, kind: 'Gateway' };
const SERVICE: Target = { group: '', kind: 'Service' };
const SECRET: Target = { group: '', kind: 'Secret' };
const CONFIG_MAP: Target = { group: '', kind: 'ConfigMap' };
const NOTHING: Target = { group: '', kind: '' };

/** What objects of Gateway API name: certificates, parents, backends, what a grant opens. */
export function routeReferences(manifest: Manifest): readonly Reference[] {
  if (manifest.group !== GATEWAY_GROUP) return [];
  const spec = new JsonField(manifest.spec, 'spec');
  const own = manifest.effectiveNamespace;
  const all = (fields: readonly JsonField[], target: Target) =>
    Flat.map(fields, field => referenceAt(field, target, own));
  if (ROUTE_KINDS.includes(manifest.kind)) {
    return [
      ...all(spec.items('parentRefs'), GATEWAY),
      ...all(RouteFields.backends(spec), SERVICE),
      ...all(RouteFields.extensions(spec), NOTHING),
    ];
  }
  switch (manifest.kind) {
    case 'Gateway':
      return gatewayReferences(spec, own);
    case 'ListenerSet':
      return [...all([spec.at('parentRef')], GATEWAY), ...all(certificatesOf(spec), SECRET)];
    case 'ReferenceGrant':
      return all(spec.items('to'), NOTHING);
    case 'BackendTLSPolicy':
      return [
        ...all(spec.items('targetRefs'), SERVICE),
        ...all(spec.at('validation').items('caCertificateRefs'), CONFIG_MAP),
      ];
    default:
      return [];
  }
}

/** Where a route names what it leads to. */
export class RouteFields {
  /** Every backend, those that requests are only copied to among them. */
  public static backends(spec: JsonField): readonly JsonField[] {
    return Flat.map(spec.items('rules'), rule => [
      ...rule.items('backendRefs'),
      ...RouteFields.filters(rule)
        .map(filter => filter.at('requestMirror', 'backendRef'))
        .filter(({ isObject }) => isObject),
    ]);
  }

  /** Filters that other kinds define. */
  public static extensions(spec: JsonField): readonly JsonField[] {
    return Flat.map(spec.items('rules'), RouteFields.filters).map(filter => filter.at('extensionRef'));
  }

  private static filters(rule: JsonField): readonly JsonField[] {
    return [...rule.items('filters'), ...Flat.map(rule.items('backendRefs'), backend => backend.items('filters'))];
  }
}

function certificatesOf(spec: JsonField): readonly JsonField[] {
  return spec.items('listeners').flatMap(listener => listener.at('tls').items('certificateRefs'));
}

function gatewayReferences(spec: JsonField, own: string): readonly Reference[] {
  const frontend = spec.at('tls', 'frontend');
  const validations = [frontend.at('default'), ...frontend.items('perPort').map(port => port.at('tls'))];
  const authorities = validations.flatMap(tls => tls.at('validation').items('caCertificateRefs'));
  const gatewayClass = spec.at('gatewayClassName');
  return [
    ...(gatewayClass.text === undefined
      ? []
      : [
          {
            path: gatewayClass.path,
            group: GATEWAY_GROUP,
            kind: 'GatewayClass',
            namespace: '',
            name: gatewayClass.text,
          },
        ]),
    ...certificatesOf(spec).flatMap(field => referenceAt(field, SECRET, own)),
    ...authorities.flatMap(field => referenceAt(field, CONFIG_MAP, own)),
    ...referenceAt(spec.at('tls', 'backend', 'clientCertificateRef'), SECRET, own),
    ...referenceAt(spec.at('infrastructure', 'parametersRef'), NOTHING, own),
  ];
}

/** Group and kind may be left out, and so may the namespace: it is then that of the object itself. */
function referenceAt(field: JsonField, { group, kind }: Target, own: string): readonly Reference[] {
  const name = field.at('name');
  const named = typeof field.object.group === 'string' ? field.object.group : group;
  const target = { group: named, kind: field.at('kind').text ?? kind };
  if (name.text === undefined || target.kind === '') return [];
  return [{ path: name.path, ...target, namespace: field.at('namespace').text ?? own, name: name.text }];
}
