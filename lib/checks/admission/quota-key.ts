import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import { QuotaKey } from '../../notation/quota-key';
import { ResourceNames } from '../../notation/resource-names';
import { ResourcePlurals } from '../../notation/resource-plurals';
import type { Check } from '../check';

/** What is counted by group, among what people take for one of the core group. */
const GROUPS: Readonly<Record<string, string>> = {
  cronjobs: 'batch',
  daemonsets: 'apps',
  deployments: 'apps',
  horizontalpodautoscalers: 'autoscaling',
  ingresses: 'networking.k8s.io',
  jobs: 'batch',
  networkpolicies: 'networking.k8s.io',
  poddisruptionbudgets: 'policy',
  replicasets: 'apps',
  statefulsets: 'apps',
};

/**
 * Each key of a ResourceQuota limits something.
 *
 * Fields:  spec.hard[*]
 * Allowed: cpu, memory, ephemeral-storage, alone or with requests. or limits.; hugepages-<size>; requests.<domain>/<name>
 *          for extended resources, and no other prefix; pods, services, services.loadbalancers, services.nodeports,
 *          configmaps, secrets, persistentvolumeclaims, replicationcontrollers, resourcequotas; requests.storage;
 *          <class>.storageclass.storage.k8s.io/{requests.storage,persistentvolumeclaims};
 *          <class>.deviceclass.resource.k8s.io/devices; count/<resource>.<group>, without group for the core group alone
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/
 *          seed rows C12, C13: extended resources count under requests. only
 */
export const quotaKey: Check = {
  id: 'quota-key',
  family: 'admission',
  title: 'each key of a ResourceQuota limits something',
  fix: 'use a key that Kubernetes counts',
  kinds: ['ResourceQuota'],
  examine: quota => {
    if (quota.group !== '') return [];
    return Object.keys(Json.object(quota.spec.hard))
      .filter(key => QuotaKey.subject(key) === undefined)
      .map(key => {
        const instead = insteadOf(key);
        const what = QuotaKey.isAccepted(key) ? 'limits nothing' : 'is refused by the API server';
        return {
          path: keyPath('spec.hard', key),
          message: `quota key ${JSON.stringify(key)} ${what}`,
          ...(instead === undefined ? {} : { fix: `use ${JSON.stringify(instead)}` }),
        };
      });
  },
};

function insteadOf(key: string): string | undefined {
  const name = key.replace(/^(limits|requests)\./, '');
  if (ResourceNames.isExtended(name) && !name.startsWith('count/')) return `requests.${name}`;
  const resource = key.replace(/^count\//, '');
  if (Object.hasOwn(GROUPS, resource)) return `count/${resource}.${GROUPS[resource]}`;
  return ResourcePlurals.CORE.includes(resource) ? `count/${resource}` : undefined;
}
