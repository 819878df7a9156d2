import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

const RESOURCE = /^[a-z]+(\/[a-z]+)?$/;
/** What one can do to an object that has a name; `create` and `deletecollection` come without one. */
const VERBS = ['get', 'list', 'watch', 'update', 'patch', 'delete'];

/** Objects by their names, and what may be done to them. */
export interface NamedAccess {
  /**
   * API group of the resource, such as `apps`.
   * @default - the core group
   */
  readonly group?: string;
  /** Plural of the kind, such as `configmaps`. */
  readonly resource: string;
  /** The objects. */
  readonly names: string[];
  /**
   * What may be done: of get, list, watch, update, patch, delete.
   * @default ['get']
   */
  readonly verbs?: string[];
}

/** Objects that do not exist yet. */
export interface CreatedAccess {
  /**
   * API group of the resource, such as `argoproj.io`.
   * @default - the core group
   */
  readonly group?: string;
  /** Plural of the kind, such as `workflows`. */
  readonly resource: string;
  /**
   * Whether the objects that were created may be patched, whatever their names: for names that are generated.
   * @default false
   */
  readonly patch?: boolean;
}

/**
 * One right of a workload in its own namespace, as narrow as RBAC can say it: objects by their names, or the creation of new
 * ones. Wildcards and the reading of everything cannot be said.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export class AccessRule {
  /**
   * Rights on objects by their names.
   *
   * @throws if there is no name, or a verb that a name cannot narrow
   */
  public static named(access: NamedAccess): AccessRule {
    const { names, verbs = ['get'] } = access;
    if (names.length === 0) throw new InvalidValue('names', 'at least one object of the namespace', names);
    for (const name of names) Names.dnsSubdomain('name of an object', name);
    if (verbs.length === 0 || verbs.some(verb => !VERBS.includes(verb))) {
      throw new InvalidValue('verbs', `of ${VERBS.join(', ')}, which names can narrow`, verbs);
    }
    return new AccessRule(AccessRule.group(access.group), AccessRule.resource(access.resource), [...verbs], [...names]);
  }

  /** The right to create objects of a kind; RBAC cannot narrow it by name. */
  public static creating(access: CreatedAccess): AccessRule {
    const verbs = access.patch ? ['create', 'patch'] : ['create'];
    return new AccessRule(AccessRule.group(access.group), AccessRule.resource(access.resource), verbs, []);
  }

  private static group(group = ''): string {
    return group === '' ? group : Names.dnsSubdomain('API group', group);
  }

  private static resource(resource: string): string {
    if (RESOURCE.test(resource)) return resource;
    throw new InvalidValue('resource', 'the plural of one kind such as "configmaps", without wildcards', resource);
  }

  private constructor(
    /** API group; empty for the core group. */
    public readonly group: string,
    /** Plural of the kind. */
    public readonly resource: string,
    /** What may be done. */
    public readonly verbs: string[],
    /** The objects; empty for those that are created. */
    public readonly names: string[],
  ) {}
}
