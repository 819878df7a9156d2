import type { CheckCases } from '../check-cases';

function quota(keys: string, scopes: string, expressions = ''): string {
  return `
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec:
  hard: { ${keys} }
  scopes: ${scopes}
  scopeSelector: { matchExpressions: [${expressions}] }
---
`;
}

const AT = 'ResourceQuota a/q spec.scopes';
const EXPRESSION = 'ResourceQuota a/q spec.scopeSelector.matchExpressions';

export default {
  check: 'quota-scope',
  passing: [
    { name: 'no scope', yaml: quota('pods: 1, services: 1', '[]') },
    {
      name: 'C19: a priority class',
      yaml: quota(
        'pods: 1, requests.cpu: 1, requests.nvidia.com/gpu: 1',
        '[NotTerminating]',
        '{ scopeName: PriorityClass, operator: In, values: [inference-critical] }',
      ),
    },
    {
      name: 'the lowest class of service, counted',
      yaml: quota('pods: 1, count/pods: 1, requests.nvidia.com/gpu: 1', '[BestEffort]'),
    },
    {
      name: 'claims',
      yaml: quota(
        'requests.storage: 1Gi, gold.storageclass.storage.k8s.io/requests.storage: 1',
        '[VolumeAttributesClass]',
      ),
    },
    { name: 'a key that is none is for another check', yaml: quota('nope: 1', '[Terminating]') },
    { name: 'another group', yaml: quota('pods: 1', '[Nope]').replace('v1', 'example.com/v1') },
  ],
  failing: [
    { name: 'no such scope', yaml: quota('pods: 1', '[Termin]'), finds: [`${AT}[0]: there is no scope "Termin"`] },
    {
      name: 'keys that have no scope',
      yaml: quota('services: 1, requests.storage: 1, requests.ephemeral-storage: 1, hugepages-2Mi: 1', '[Terminating]'),
      finds: ['services', 'requests.storage', 'requests.ephemeral-storage', 'hugepages-2Mi'].map(
        key => `${AT}[0]: scope Terminating does not go with ${key}`,
      ),
    },
    {
      name: 'an object count that a scope leaves nothing of',
      yaml: quota('count/services: 1', '[NotBestEffort]'),
      finds: [`${AT}[0]: scope NotBestEffort does not go with count/services`],
    },
    {
      name: 'compute of pods that ask for none',
      yaml: quota('requests.cpu: 1, pods: 1', '[BestEffort]'),
      finds: [`${AT}[0]: scope BestEffort does not go with requests.cpu`],
    },
    {
      name: 'pods by a class of volumes',
      yaml: quota('pods: 1', '[VolumeAttributesClass]'),
      finds: [`${AT}[0]: scope VolumeAttributesClass does not go with pods`],
    },
    {
      name: 'opposites, wherever they stand',
      yaml: quota('pods: 1', '[BestEffort]', '{ scopeName: NotBestEffort, operator: Exists }'),
      finds: [`${EXPRESSION}[0]: no pod is in both scopes BestEffort and NotBestEffort`],
    },
    {
      name: 'operators and values',
      yaml: quota(
        'pods: 1',
        '[]',
        '{ scopeName: PriorityClass, operator: In }, { scopeName: PriorityClass, operator: Exists, values: [a] }, { scopeName: PriorityClass, operator: Is }, { scopeName: Terminating, operator: In, values: [a] }, 7',
      ),
      finds: [
        `${EXPRESSION}[0]: operator In has to have values`,
        `${EXPRESSION}[1]: operator Exists has to have no values`,
        `${EXPRESSION}[2]: scope PriorityClass has no operator "Is"`,
        `${EXPRESSION}[3]: scope Terminating has no operator "In"`,
        `${EXPRESSION}[4]: there is no scope ""`,
      ],
    },
  ],
} satisfies CheckCases;
