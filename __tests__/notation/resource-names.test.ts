import { ResourceNames } from '../../lib/notation/resource-names';

/** What k8s.io/kubernetes/pkg/apis/core/v1/helper v1.36.3 says: native, extended, may be overcommitted. */
test.each<[string, boolean, boolean, boolean]>([
  ['cpu', true, false, true],
  ['memory', true, false, true],
  ['ephemeral-storage', true, false, true],
  ['hugepages-2Mi', true, false, false],
  ['kubernetes.io/batch-cpu', true, false, true],
  ['node.kubernetes.io/gpu', true, false, true],
  ['nvidia.com/gpu', false, true, false],
  ['nvidia.com/mig-1g.5gb', false, true, false],
  ['requests.nvidia.com/gpu', false, false, false],
  ['nvidia.com/a b', false, false, false],
  ['nvidia.com/', false, false, false],
  [`${'a'.repeat(245)}/gpu`, false, false, false],
])('judges %s as Kubernetes does', (name, isNative, isExtended, mayOvercommit) => {
  expect(ResourceNames.isNative(name)).toBe(isNative);
  expect(ResourceNames.isExtended(name)).toBe(isExtended);
  expect(ResourceNames.mayOvercommit(name)).toBe(mayOvercommit);
});

test('knows huge pages, devices, and what a pod may declare', () => {
  const names = [
    'cpu',
    'memory',
    'ephemeral-storage',
    'hugepages-1Gi',
    'nvidia.com/gpu',
    'deviceclass.resource.kubernetes.io/gpu',
  ];
  expect(names.filter(ResourceNames.isHugePages)).toEqual(['hugepages-1Gi']);
  expect(names.filter(ResourceNames.isDevice)).toEqual(['nvidia.com/gpu', 'deviceclass.resource.kubernetes.io/gpu']);
  expect(names.filter(ResourceNames.isOfPodLevel)).toEqual(['cpu', 'memory', 'hugepages-1Gi']);
});
