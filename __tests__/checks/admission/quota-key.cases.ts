import type { CheckCases } from '../check-cases';

function quota(...keys: string[]): string {
  return `
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec: { hard: { ${keys.map(key => `${key}: 1`).join(', ')} } }
`;
}

export default {
  check: 'quota-key',
  passing: [
    {
      name: 'C01: the keys of ml-production',
      yaml: quota('requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory', 'pods'),
    },
    {
      name: 'C12, C13: extended resources',
      yaml: quota(
        'requests.nvidia.com/gpu',
        'requests.nvidia.com/mig-1g.5gb',
        'requests.deviceclass.resource.kubernetes.io/big',
        'gpus.deviceclass.resource.k8s.io/devices',
      ),
    },
    {
      name: 'objects',
      yaml: quota(
        'count/deployments.apps',
        'count/pods',
        'count/widgets.example.com',
        'services.nodeports',
        'configmaps',
      ),
    },
    {
      name: 'storage',
      yaml: quota(
        'requests.storage',
        'gold.storageclass.storage.k8s.io/requests.storage',
        'ephemeral-storage',
        'hugepages-2Mi',
        'requests.hugepages-2Mi',
      ),
    },
    {
      name: 'another group, and nothing',
      yaml: quota('x')
        .replace('v1', 'example.com/v1')
        .concat('---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: n }\n'),
    },
  ],
  failing: [
    {
      name: 'C12, C13: extended resources without requests., which count nothing',
      yaml: quota('nvidia.com/gpu', 'limits.nvidia.com/gpu', 'nvidia.com/mig-1g.10gb'),
      finds: [
        'ResourceQuota a/q spec.hard[nvidia.com/gpu]: quota key "nvidia.com/gpu" limits nothing',
        'ResourceQuota a/q spec.hard[limits.nvidia.com/gpu]: quota key "limits.nvidia.com/gpu" limits nothing',
        'ResourceQuota a/q spec.hard[nvidia.com/mig-1g.10gb]: quota key "nvidia.com/mig-1g.10gb" limits nothing',
      ],
    },
    {
      name: 'object counts without the group, or of no resource',
      yaml: quota(
        'count/deployments',
        'count/Pods',
        'count/pods/x',
        'requests.kubernetes.io/x',
        'gold.storageclass.storage.k8s.io/x',
      ),
      finds: [
        'count/deployments',
        'count/Pods',
        'count/pods/x',
        'requests.kubernetes.io/x',
        'gold.storageclass.storage.k8s.io/x',
      ].map(key => `ResourceQuota a/q spec.hard[${key}]: quota key "${key}" limits nothing`),
    },
    {
      name: 'names that the API server does not know',
      yaml: quota('gpu', 'requests.gpu', 'limits.pods', 'storage', 'serviceaccounts'),
      finds: [
        'ResourceQuota a/q spec.hard.gpu: quota key "gpu" is refused by the API server',
        'ResourceQuota a/q spec.hard[requests.gpu]: quota key "requests.gpu" is refused by the API server',
        'ResourceQuota a/q spec.hard[limits.pods]: quota key "limits.pods" is refused by the API server',
        'ResourceQuota a/q spec.hard.storage: quota key "storage" is refused by the API server',
        'ResourceQuota a/q spec.hard.serviceaccounts: quota key "serviceaccounts" is refused by the API server',
      ],
    },
  ],
} satisfies CheckCases;
