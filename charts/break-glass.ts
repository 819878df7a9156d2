import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Waivers } from '../lib';

/** One person's way into running pods, for a few days. */
export interface OpenedAccess {
  /** Such as `prod`. */
  readonly environment: string;
  readonly namespace: string;
  /** As the cluster's identity provider names the person. */
  readonly user: string;
  /** Why, and where one can read more. */
  readonly reason: string;
  /** Who has allowed it. */
  readonly owner: string;
  /** The last day: `YYYY-MM-DD`. */
  readonly expires: string;
}

/**
 * Who is let in at the moment: nobody. One entry opens an access, and taking it away closes it; both by a commit, and
 * Argo CD does the rest. After its last day nothing can be rendered until it is gone.
 */
const OPENED: OpenedAccess[] = [];

const RBAC = 'rbac.authorization.k8s.io';
const VERSION = `${RBAC}/v1`;

/** What somebody needs who has to look into a pod that misbehaves. Nothing of it changes what is in Git. */
const RULES = [
  { apiGroups: [''], resources: ['pods', 'pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
];

/**
 * Accesses for emergencies: a Role and its binding for each.
 *
 * A right to run commands in pods is a finding, and the access is its waiver: with a reason, somebody who answers for it, and
 * a last day. Kubernetes itself knows no such day; a run of the pipeline after it fails and names the access.
 */
export class BreakGlass extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const access of OPENED.filter(({ environment }) => environment === scope.node.path)) this.open(access);
  }

  private open({ namespace, user, reason, owner, expires }: OpenedAccess): void {
    const name = `break-glass-${user.replace(/[^a-z0-9]+/g, '-')}`;
    const metadata = {
      name,
      namespace,
      annotations: {
        'fortress.cdk8s.io/reason': reason,
        'fortress.cdk8s.io/owner': owner,
        'fortress.cdk8s.io/expires': expires,
      },
    };
    const role = { apiVersion: VERSION, kind: 'Role', metadata, rules: RULES };
    const binding = {
      apiVersion: VERSION,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
    };
    const construct = new ApiObject(this, `${namespace}-${name}-role`, role);
    Waivers.of(construct).add({ check: 'rbac-escalation', reason, owner, expires });
    new ApiObject(this, `${namespace}-${name}`, binding);
  }
}
