import { Json } from '../../manifests/json/json';
import { type QuotaScope, QuotaScopes } from '../../manifests/quota/quota-scopes';
import { Flat } from '../../notation/flat';
import { QuotaKey, type QuotaSubject } from '../../notation/quota-key';
import type { Check, Violation } from '../check';

const OF_PODS: readonly string[] = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
];
const OF_CLAIMS = 'VolumeAttributesClass';
/** Scopes that take a list of names; of the others there is only being in it. */
const NAMED: readonly string[] = ['PriorityClass', OF_CLAIMS];
const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/**
 * The scopes of a ResourceQuota exist, leave something to count, and fit its keys.
 *
 * Fields:  spec.scopes[*], spec.scopeSelector.matchExpressions[*]
 * Allowed: Terminating, NotTerminating, NotBestEffort, PriorityClass, CrossNamespacePodAffinity with pods, CPU, memory and
 *          extended resources; BestEffort with pods and extended resources; VolumeAttributesClass with keys of claims.
 *          In and NotIn with values, Exists and DoesNotExist without, only Exists for scopes that have no names.
 *          Not both of two opposites
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 *          seed row C19
 */
export const quotaScope: Check = {
  id: 'quota-scope',
  family: 'admission',
  title: 'the scopes of a ResourceQuota exist and fit its keys',
  fix: 'use scopes that speak of what the keys count, or move the key to a ResourceQuota of its own',
  kinds: ['ResourceQuota'],
  examine: quota => {
    if (quota.group !== '') return [];
    const scopes = QuotaScopes.of(quota);
    const keys = Object.keys(Json.object(quota.spec.hard));
    return [...Flat.map(scopes, scope => [...malformed(scope), ...unfit(scope, keys)]), ...opposed(scopes)];
  },
};

function malformed({ name, operator, values, path }: QuotaScope): Violation[] {
  if (![...OF_PODS, OF_CLAIMS].includes(name)) return [{ path, message: `there is no scope ${JSON.stringify(name)}` }];
  const isNamed = NAMED.includes(name);
  const isKnown = isNamed ? ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator) : operator === 'Exists';
  if (!isKnown) return [{ path, message: `scope ${name} has no operator ${JSON.stringify(operator)}` }];
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues === values.length > 0) return [];
  return [{ path, message: `operator ${operator} has to have ${needsValues ? '' : 'no '}values` }];
}

/** Of Kubernetes' own keys only some go with a scope; the others go where pods, or claims, are counted. */
function unfit({ name, path }: QuotaScope, keys: readonly string[]): Violation[] {
  const subject: QuotaSubject = name === OF_CLAIMS ? 'claims' : 'pods';
  const fits = (key: string) => {
    if (QuotaKey.subject(key) !== subject) return false;
    if (subject === 'claims' || key.includes('/') || key === 'pods') return true;
    return name !== 'BestEffort' && QuotaKey.mustBeDeclared(key);
  };
  return keys
    .filter(key => QuotaKey.subject(key) !== undefined && !fits(key))
    .map(key => ({ path, message: `scope ${name} does not go with ${key}` }));
}

function opposed(scopes: readonly QuotaScope[]): readonly Violation[] {
  return Flat.map(OPPOSITES, ([one, other]) => {
    const both = [one, other].map(name => scopes.find(scope => scope.name === name));
    if (!both[0] || !both[1]) return [];
    return [{ path: both[1].path, message: `no pod is in both scopes ${one} and ${other}` }];
  });
}
