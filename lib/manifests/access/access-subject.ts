import { Flat } from '../../notation/flat';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';

const SERVICE_ACCOUNT = 'system:serviceaccount:';
const SERVICE_ACCOUNTS = 'system:serviceaccounts';

/** Someone whom a binding names, or who asks. */
export interface AccessSubject {
  readonly kind: 'ServiceAccount' | 'User' | 'Group';
  readonly name: string;
  /** Of a ServiceAccount; empty for others. */
  readonly namespace: string;
}

/** A subject with its place in a binding, such as `subjects[0]`. */
export interface BoundSubject extends AccessSubject {
  readonly path: string;
}

/** Who people and ServiceAccounts are to the API server: a user name, and groups. */
export class AccessSubjects {
  /** Reads the subjects of a binding. A ServiceAccount without a namespace is one of the RoleBinding's; kinds that are none are left out. */
  public static of(binding: Manifest): readonly BoundSubject[] {
    return Flat.map(Json.list(binding.object.subjects), (entry, index): BoundSubject[] => {
      const { kind, name, namespace } = Json.object(entry);
      const path = `subjects[${index}]`;
      if (typeof name !== 'string') return [];
      if (kind === 'ServiceAccount') {
        return [{ kind, name, namespace: Json.text(namespace) || binding.effectiveNamespace, path }];
      }
      return kind === 'User' || kind === 'Group' ? [{ kind, name, namespace: '', path }] : [];
    });
  }

  public static serviceAccount(namespace: string, name: string): AccessSubject {
    return { kind: 'ServiceAccount', name, namespace };
  }

  /** The user name; undefined for a group. */
  public static userOf({ kind, name, namespace }: AccessSubject): string | undefined {
    if (kind === 'Group') return undefined;
    return kind === 'User' ? name : `${SERVICE_ACCOUNT}${namespace}:${name}`;
  }

  /** The groups that whoever it is belongs to, beside those that only the cluster's identity provider knows. */
  public static groupsOf(subject: AccessSubject): readonly string[] {
    const namespace = subject.kind === 'Group' ? undefined : AccessSubjects.serviceAccountsOf(subject);
    if (namespace !== undefined) return [SERVICE_ACCOUNTS, `${SERVICE_ACCOUNTS}:${namespace}`, 'system:authenticated'];
    if (subject.kind === 'Group') return [...new Set([subject.name, ...AccessSubjects.alsoIn(subject.name)])];
    return [subject.name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated'];
  }

  /** The namespace whose ServiceAccounts a subject is, or is one of: also by the user name, or the group, of them. */
  public static serviceAccountsOf({ kind, name, namespace }: AccessSubject): string | undefined {
    if (kind === 'ServiceAccount') return namespace || undefined;
    const prefix = kind === 'User' ? SERVICE_ACCOUNT : `${SERVICE_ACCOUNTS}:`;
    return name.startsWith(prefix) ? name.slice(prefix.length).split(':')[0] : undefined;
  }

  /** Whether every ServiceAccount is in it. */
  public static isEveryServiceAccount({ kind, name }: AccessSubject): boolean {
    return kind === 'Group' && (name === SERVICE_ACCOUNTS || name === 'system:authenticated');
  }

  /** As a person names it: `ServiceAccount a/sa`, `Group "team"`. */
  public static text({ kind, name, namespace }: AccessSubject): string {
    return kind === 'ServiceAccount' ? `${kind} ${namespace}/${name}` : `${kind} ${JSON.stringify(name)}`;
  }

  private static alsoIn(group: string): readonly string[] {
    if (group === 'system:unauthenticated') return [];
    return group.startsWith(`${SERVICE_ACCOUNTS}:`)
      ? [SERVICE_ACCOUNTS, 'system:authenticated']
      : ['system:authenticated'];
  }
}
