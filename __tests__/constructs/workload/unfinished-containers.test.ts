import { Size } from 'cdk8s';
import { Container, type ContainerResources, Cpu, type Workload } from 'cdk8s-plus-30';
import { unfinishedContainers } from '../../../lib/constructs/workload/unfinished-containers';
import { IMAGE } from './example-workload';

const RESOURCES: ContainerResources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(100) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
};

/** A workload as far as it is asked here. */
function holding(containers: Container[], initContainers: Container[] = []): Workload {
  return { containers, initContainers } as unknown as Workload;
}

function problemsOf(container: Container): string[] {
  return unfinishedContainers(holding([container]), new Set());
}

test('a container with resources and a digest is finished', () => {
  expect(problemsOf(new Container({ image: IMAGE.reference, resources: RESOURCES }))).toEqual([]);
});

test('a container that was declared in full is not asked', () => {
  const container = new Container({ image: 'nginx' });
  expect(unfinishedContainers(holding([container]), new Set([container]))).toEqual([]);
});

test.each<[string, ContainerResources | undefined]>([
  ['says nothing', undefined],
  ['says no amount', {}],
  [
    'repeats what cdk8s-plus takes for nothing',
    {
      cpu: { request: Cpu.millis(1000), limit: Cpu.millis(1500) },
      memory: { request: Size.mebibytes(512), limit: Size.mebibytes(2048) },
    },
  ],
])('a container that %s has no resources', (_, resources) => {
  expect(problemsOf(new Container({ name: 'proxy', image: IMAGE.reference, resources }))).toEqual([
    'container "proxy" has no resources; pass resources',
  ]);
});

test('an amount that is no whole number of mebibytes is an amount', () => {
  const memory = { request: Size.kibibytes(100) };
  expect(problemsOf(new Container({ image: IMAGE.reference, resources: { memory } }))).toEqual([]);
});

test.each(['nginx', 'nginx:1.27', 'nginx@sha256:0', 'NGINX'])('the image %s is refused', image => {
  expect(problemsOf(new Container({ name: 'proxy', image, resources: RESOURCES }))).toEqual([
    `image of container "proxy" must be pinned by a digest, got "${image}"`,
  ]);
});

test('two containers of one name are refused, also in different lists: cdk8s-plus calls each "main"', () => {
  const [first, second, init] = [1, 2, 3].map(() => new Container({ image: IMAGE.reference, resources: RESOURCES }));
  expect(unfinishedContainers(holding([first, second]), new Set([first]))).toEqual([
    'two containers are called "main"; pass another name',
  ]);
  expect(unfinishedContainers(holding([first], [init]), new Set([first]))).toEqual([
    'two containers are called "main"; pass another name',
  ]);
});

test('all problems of all containers are named at once', () => {
  const containers = [new Container({ name: 'a', image: 'a' }), new Container({ name: 'a', image: 'b' })];
  expect(unfinishedContainers(holding(containers, [new Container({ name: 'c', image: 'c' })]), new Set())).toEqual([
    'container "a" has no resources; pass resources',
    'image of container "a" must be pinned by a digest, got "a"',
    'two containers are called "a"; pass another name',
    'container "a" has no resources; pass resources',
    'image of container "a" must be pinned by a digest, got "b"',
    'container "c" has no resources; pass resources',
    'image of container "c" must be pinned by a digest, got "c"',
  ]);
});
