import { Json, type JsonObject } from '../manifests/json/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { POD_NAMESPACE } from '../manifests/network/cilium-selector';
import { SelectorTerms } from '../manifests/network/selector-terms';
import { CidrBlock } from '../notation/cidr';
import { LabelSelector, type LabelSelectorTerms } from '../notation/label-selector';
import type { BlockPeer } from './peer-match';

/** Whom a reference stands for. */
interface ReferencedPeers {
  readonly selectors?: readonly LabelSelectorTerms[];
  readonly blocks?: readonly BlockPeer[];
  readonly unknown?: readonly string[];
}

/**
 * Peers that a rule of Cilium names by other objects: Services, groups of blocks, groups of a cloud.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/policy/k8s/service.go
 */
export class PeerReferences {
  public static resolve(field: string, value: JsonObject, all: ManifestSet): ReferencedPeers {
    if (field === 'toServices') return PeerReferences.services(value, all);
    if (field.endsWith('CIDRSet')) return PeerReferences.blockGroups(value, all);
    return { unknown: [`${field} is known to its provider only`] };
  }

  /** A Service with a selector stands for its pods on every port, another one for the addresses of its endpoints. */
  private static services(value: JsonObject, all: ManifestSet): ReferencedPeers {
    const services = PeerReferences.servicesOf(value, all);
    const selected = services.filter(({ spec }) => Object.keys(Json.object(spec.selector)).length > 0);
    return {
      selectors: selected.map(({ spec, effectiveNamespace }) => ({
        matchLabels: { ...Json.texts(spec.selector), [POD_NAMESPACE]: effectiveNamespace },
      })),
      blocks: services
        .filter(service => !selected.includes(service))
        .flatMap(service => PeerReferences.addressesOf(service, all))
        .map(block => ({ block, except: [] })),
    };
  }

  private static servicesOf({ k8sService, k8sServiceSelector }: JsonObject, all: ManifestSet): readonly Manifest[] {
    const services = all.ofKind('', 'Service');
    if (Json.isObject(k8sServiceSelector)) {
      const terms = SelectorTerms.read(k8sServiceSelector.selector);
      const namespace = Json.text(k8sServiceSelector.namespace) ?? '';
      return services.filter(
        service => isIn(service, namespace) && LabelSelector.matches(PeerReferences.plain(terms), service.labels),
      );
    }
    const { serviceName = '', namespace = '' } = Json.texts(k8sService);
    return services.filter(service => isIn(service, namespace) && service.name === serviceName);
  }

  /** Keys without a source: those of Services have none. */
  private static plain(terms: LabelSelectorTerms): LabelSelectorTerms {
    return {
      matchExpressions: SelectorTerms.expressions(terms).map(each => ({
        ...each,
        key: each.key.replace(/^(?:k8s|any):/, ''),
      })),
    };
  }

  private static addressesOf({ name, effectiveNamespace }: Manifest, all: ManifestSet): readonly CidrBlock[] {
    const slices = all
      .ofKind('discovery.k8s.io', 'EndpointSlice')
      .filter(slice => slice.effectiveNamespace === effectiveNamespace)
      .filter(slice => slice.labels['kubernetes.io/service-name'] === name)
      .flatMap(({ object }) => Json.objects(object.endpoints).flatMap(({ addresses }) => Json.list(addresses)));
    const endpoints = Json.objects(all.find('', 'Endpoints', effectiveNamespace, name)?.object.subsets);
    const listed = endpoints.flatMap(({ addresses }) => Json.objects(addresses).map(({ ip }) => ip));
    return [...slices, ...listed].flatMap(text => CidrBlock.tryParse(Json.text(text) ?? '') ?? []);
  }

  private static blockGroups(value: JsonObject, all: ManifestSet): ReferencedPeers {
    const { cidrGroupRef, cidrGroupSelector, except } = value;
    const groups = all.ofKind('cilium.io', 'CiliumCIDRGroup');
    const found = Json.isObject(cidrGroupSelector)
      ? groups.filter(({ labels }) => {
          return LabelSelector.matches(PeerReferences.plain(SelectorTerms.read(cidrGroupSelector)), labels);
        })
      : groups.filter(({ name }) => name === cidrGroupRef);
    if (found.length === 0) return { unknown: [`CiliumCIDRGroup ${JSON.stringify(value)} is not known`] };
    const blocks = (texts: unknown) =>
      Json.list(texts).flatMap(text => CidrBlock.tryParse(Json.text(text) ?? '') ?? []);
    return {
      blocks: found.flatMap(({ spec }) => blocks(spec.externalCIDRs)).map(block => ({ block, except: blocks(except) })),
    };
  }
}

function isIn({ effectiveNamespace }: Manifest, namespace: string): boolean {
  return namespace === '' || namespace === effectiveNamespace;
}
