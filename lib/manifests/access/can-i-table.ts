import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { type AccessSubject, AccessSubjects, type BoundSubject } from './access-subject';
import { ClusterRoles } from './cluster-roles';
import { type PolicyRule, PolicyRules, type ResourceRequest } from './policy-rules';

const GROUP = 'rbac.authorization.k8s.io';

/** What one RoleBinding or ClusterRoleBinding gives. */
export interface Grant {
  readonly binding: Manifest;
  /** The one namespace it holds in; empty for everywhere. */
  readonly namespace: string;
  readonly subjects: readonly BoundSubject[];
  readonly role: { readonly kind: string; readonly name: string };
  /** The rules of the role; undefined where the role is not known, and gives nothing. */
  readonly rules: readonly PolicyRule[] | undefined;
}

/** A question about a resource, in a namespace or, without one, in the cluster as a whole. */
export interface AccessQuestion extends ResourceRequest {
  readonly namespace?: string;
}

/**
 * Who may do what, by the Roles, ClusterRoles and bindings of the set: as `kubectl auth can-i` answers for the subject.
 *
 * Answers like Kubernetes' RBAC authorizer, with the ClusterRoles of lib/manifests/built-in-cluster-roles.ts as if they
 * were rendered. What is not here: other authorizers (nodes, webhooks; the group system:masters may do anything),
 * bindings that are rendered elsewhere, and the groups of a person, which only the identity provider knows.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/auth/authorizer/rbac/rbac.go
 */
export class CanITable {
  private static readonly known = new PerSet(all => new CanITable(all));

  public static of(all: ManifestSet): CanITable {
    return CanITable.known.of(all);
  }

  private readonly byBinding = new Map<Manifest, Grant>();
  private readonly bySubject = new Map<string, Grant[]>();

  private constructor(all: ManifestSet) {
    for (const binding of [...all.ofKind(GROUP, 'ClusterRoleBinding'), ...all.ofKind(GROUP, 'RoleBinding')]) {
      const grant = CanITable.read(binding, all);
      this.byBinding.set(binding, grant);
      for (const key of new Set(Flat.map(grant.subjects, CanITable.keyOf))) {
        Grouped.add(this.bySubject, key, grant);
      }
    }
  }

  /** Whether the subject may do it. */
  public canI(subject: AccessSubject, question: AccessQuestion): boolean {
    return this.grantsOf(subject).some(
      ({ namespace, rules = [] }) =>
        (namespace === '' || namespace === question.namespace) &&
        rules.some(rule => PolicyRules.allows(rule, question)),
    );
  }

  /** Whether the subject may ask the API server for a path that is no resource, such as `/metrics`. */
  public canIAskUrl(subject: AccessSubject, verb: string, url: string): boolean {
    return this.grantsOf(subject).some(
      ({ namespace, rules = [] }) => namespace === '' && rules.some(rule => PolicyRules.allowsUrl(rule, verb, url)),
    );
  }

  /** All that the subject gets, by its name and by the groups that it is known to be in. */
  public grantsOf(subject: AccessSubject): readonly Grant[] {
    const user = AccessSubjects.userOf(subject);
    const keys = AccessSubjects.groupsOf(subject).map(group => `Group ${group}`);
    return [...(user === undefined ? [] : [`User ${user}`]), ...keys].flatMap(key => this.bySubject.get(key) ?? []);
  }

  /** What the subject gets by its own name alone. */
  public grantsByName(subject: AccessSubject): readonly Grant[] {
    return Flat.map(CanITable.keyOf(subject), key => this.bySubject.get(key) ?? []);
  }

  /** What a binding gives; undefined for an object that is none. */
  public grantBy(binding: Manifest): Grant | undefined {
    return this.byBinding.get(binding);
  }

  private static keyOf(subject: AccessSubject): string[] {
    if (subject.kind === 'ServiceAccount' && subject.namespace === '') return [];
    const user = AccessSubjects.userOf(subject);
    return [user === undefined ? `Group ${subject.name}` : `User ${user}`];
  }

  private static read(binding: Manifest, all: ManifestSet): Grant {
    const { kind = '', name = '' } = Json.texts(binding.object.roleRef);
    const namespace = binding.kind === 'ClusterRoleBinding' ? '' : binding.effectiveNamespace;
    const subjects = AccessSubjects.of(binding);
    return { binding, namespace, subjects, role: { kind, name }, rules: CanITable.rulesOf(kind, name, namespace, all) };
  }

  private static rulesOf(kind: string, name: string, namespace: string, all: ManifestSet): Grant['rules'] {
    if (kind === 'ClusterRole') return ClusterRoles.of(all).rulesOf(name);
    const role = kind === 'Role' && namespace !== '' ? all.find(GROUP, 'Role', namespace, name) : undefined;
    return role && PolicyRules.of(role.object);
  }
}
