/** Kinds whose plural is not what the rule makes of it. */
const IRREGULAR: Readonly<Record<string, string>> = {
  Endpoints: 'endpoints',
  EventBus: 'eventbus',
  Gateway: 'gateways',
};

/** The namespaced resources of the core group: the only ones that are named without a group. */
const CORE: readonly string[] = [
  'bindings',
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'persistentvolumeclaims',
  'pods',
  'podtemplates',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
];

/** Kinds by the names that they have in RBAC rules, in object counts of quotas and in URLs. */
export class ResourcePlurals {
  public static readonly CORE = CORE;

  /**
   * The plural that a kind most likely has; a CustomResourceDefinition may say otherwise.
   *
   * https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/meta/restmapper.go (UnsafeGuessKindToResource)
   */
  public static of(kind: string): string {
    const singular = kind.toLowerCase();
    if (Object.hasOwn(IRREGULAR, kind)) return IRREGULAR[kind];
    if (singular.endsWith('s')) return `${singular}es`;
    if (singular.endsWith('y')) return `${singular.slice(0, -1)}ies`;
    return `${singular}s`;
  }
}
