import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';

/** A right that leads to other rights. */
export interface Power {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  /** What it comes to. */
  readonly so: string;
  /** Where the rule names objects, the names that make it one all the same; without, none. */
  readonly named?: RegExp;
}

const RBAC = 'rbac.authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const WRITES = ['create', 'update', 'patch'];
const EVERY = /^/;
const AS_OTHER = 'lets it act as somebody else';
const IN_PODS = 'runs commands with the rights of pods';

/** Verbs beside `impersonate`: Kubernetes 1.35 and later take narrower ones. */
const IMPERSONATE = [
  'impersonate',
  'impersonate:user-info',
  'impersonate:serviceaccount',
  'impersonate:arbitrary-node',
];

/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
export const POWERS: readonly Power[] = [
  ...['roles', 'clusterroles'].flatMap(resource => [
    { verbs: ['escalate'], group: RBAC, resource, so: 'gives any right', named: EVERY },
    { verbs: ['bind'], group: RBAC, resource, so: 'gives any role', named: /^(cluster-admin|admin|edit|system:.*)$/ },
  ]),
  ...['users', 'groups', 'serviceaccounts'].map(resource => {
    return { verbs: IMPERSONATE, group: '', resource, so: AS_OTHER, named: /^system:/ };
  }),
  ...['users', 'groups', 'serviceaccounts', 'nodes', 'uids', 'userextras'].map(resource => {
    return { verbs: IMPERSONATE, group: AUTHENTICATION, resource, so: AS_OTHER, named: /^system:/ };
  }),
  {
    verbs: ['create'],
    group: '',
    resource: 'serviceaccounts',
    subresource: 'token',
    so: 'gives the token of every ServiceAccount',
  },
  {
    verbs: ['get', 'create'],
    group: '',
    resource: 'nodes',
    subresource: 'proxy',
    so: 'runs commands in every pod of a node',
    named: EVERY,
  },
  { verbs: ['get', 'create'], group: '', resource: 'pods', subresource: 'exec', so: IN_PODS },
  { verbs: ['get', 'create'], group: '', resource: 'pods', subresource: 'attach', so: IN_PODS },
  { verbs: ['update', 'patch'], group: '', resource: 'pods', subresource: 'ephemeralcontainers', so: IN_PODS },
  { verbs: WRITES, group: '', resource: 'persistentvolumes', so: 'mounts any path of a node' },
  {
    verbs: ['approve', 'sign'],
    group: CERTIFICATES,
    resource: 'signers',
    so: 'issues any certificate',
    named: /^kubernetes\.io\/(\*|kube-apiserver-client)$/,
  },
  {
    verbs: ['update', 'patch'],
    group: CERTIFICATES,
    resource: 'certificatesigningrequests',
    subresource: 'approval',
    so: 'approves any certificate',
    named: EVERY,
  },
  ...[
    'mutatingwebhookconfigurations',
    'validatingwebhookconfigurations',
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
  ].map(resource => ({
    verbs: WRITES,
    group: ADMISSION,
    resource,
    so: 'shows or changes every object that is written',
  })),
];

/** The verbs of a power that a rule gives. */
export function verbsGiven(rule: PolicyRule, power: Power): readonly string[] {
  if (!speaksOf(rule, power)) return [];
  const { resourceNames } = rule;
  if (resourceNames.length > 0 && !resourceNames.some(name => power.named?.test(name))) return [];
  return power.verbs.filter(verb => PolicyRules.allowsVerb(rule, verb));
}

/** The keys of userextras stand where a subresource does. */
function speaksOf(rule: PolicyRule, { group, resource, subresource }: Power): boolean {
  if (PolicyRules.speaksOf(rule, group, resource, subresource)) return true;
  if (resource !== 'userextras' || !rule.resources.some(pattern => pattern.startsWith('userextras/'))) return false;
  return rule.apiGroups.some(name => name === '*' || name === group);
}
