import { QuotaKey } from '../../lib/notation/quota-key';

/** What the evaluators of k8s.io/kubernetes/pkg/quota/v1 v1.36.3 count; undefined for what limits nothing. */
test.each<[string, string | undefined]>([
  ['pods', 'pods'],
  ['cpu', 'pods'],
  ['requests.memory', 'pods'],
  ['limits.ephemeral-storage', 'pods'],
  ['requests.nvidia.com/gpu', 'pods'],
  ['hugepages-2Mi', 'pods'],
  ['requests.hugepages-2Mi', 'pods'],
  ['count/pods', 'pods'],
  ['requests.storage', 'claims'],
  ['persistentvolumeclaims', 'claims'],
  ['fast.storageclass.storage.k8s.io/requests.storage', 'claims'],
  ['services.nodeports', 'objects'],
  ['secrets', 'objects'],
  ['count/deployments.apps', 'objects'],
  ['count/secrets', 'objects'],
  // Known mistakes: a GPU without `requests.`, a limit of one, a group left out, a kind in place of a resource.
  ['nvidia.com/gpu', undefined],
  ['limits.nvidia.com/gpu', undefined],
  ['count/deployments', undefined],
  ['count/Deployment.apps', undefined],
  ['deployments', undefined],
  ['storage', undefined],
])('%s counts %s', (key, subject) => {
  expect(QuotaKey.subject(key)).toBe(subject);
});

test('without a domain only keys of Kubernetes itself are taken', () => {
  const keys = [
    'pods',
    'hugepages-2Mi',
    'limits.cpu',
    'nvidia.com/gpu',
    'count/x',
    'gpu',
    'requests.gpu',
    'deployments',
  ];
  expect(keys.filter(QuotaKey.isAccepted)).toEqual([
    'pods',
    'hugepages-2Mi',
    'limits.cpu',
    'nvidia.com/gpu',
    'count/x',
  ]);
});

test('knows what is counted in bytes, and what each container has to declare', () => {
  const keys = [
    'cpu',
    'requests.cpu',
    'limits.memory',
    'requests.ephemeral-storage',
    'requests.storage',
    'hugepages-2Mi',
    'pods',
  ];
  expect(keys.filter(QuotaKey.isBytes)).toEqual(keys.slice(2, 6));
  expect(keys.filter(QuotaKey.mustBeDeclared)).toEqual(['cpu', 'requests.cpu', 'limits.memory']);
});

test('knows what nothing but pods takes of', () => {
  const keys = ['pods', 'limits.cpu', 'requests.nvidia.com/gpu', 'hugepages-2Mi'];
  const others = ['count/pods', 'requests.storage', 'services', 'count/deployments.apps', 'nvidia.com/gpu', ''];
  const classes = ['fast', 'requests.fast'].map(name => `${name}.storageclass.storage.k8s.io/requests.storage`);
  expect([...keys, ...others, ...classes].filter(QuotaKey.isOfPodsOnly)).toEqual(keys);
});
