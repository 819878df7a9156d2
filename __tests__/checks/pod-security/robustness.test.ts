import fc from 'fast-check';
import { POD_SECURITY_CHECKS } from '../../../lib/checks/pod-security/pod-security-checks';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { PATHS } from './judged-paths';

const RUNS = { seed: 1, numRuns: 2000 };
const anything = fc.anything({
  withDate: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
});
/** The keys that something is read from, so that what is found there is not always nothing. */
const key = fc.constantFrom(...new Set(PATHS.flatMap(([path]) => path.split(' '))));
const tree = fc.letrec(tie => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    anything,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(key, tie('node'), { maxKeys: 6 }),
  ),
})).node;

function examineAll(objects: object[]): string[] {
  const manifests = objects.map(object => new Manifest({ ...object }));
  const all = new ManifestSet(manifests);
  return manifests.flatMap(manifest =>
    POD_SECURITY_CHECKS.flatMap(check => check.examine(manifest, all).map(v => v.path)),
  );
}

const strict = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels: strict } };

test('any JSON for a pod throws nothing', () => {
  fc.assert(
    fc.property(tree, tree, tree, (metadata, spec, containers) => {
      examineAll([namespace, { apiVersion: 'v1', kind: 'Pod', metadata, spec }]);
      examineAll([namespace, { apiVersion: 'v1', kind: 'Pod', spec: { containers } }]);
      examineAll([namespace, { apiVersion: 'batch/v1', kind: 'CronJob', spec }]);
      examineAll([namespace, { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: spec } }]);
    }),
    RUNS,
  );
});

test('any JSON for the labels of a namespace throws nothing', () => {
  fc.assert(
    fc.property(anything, anything, (labels, level) => {
      examineAll([
        { ...namespace, metadata: { name: 'default', labels } },
        { apiVersion: 'v1', kind: 'Pod' },
      ]);
      const named = { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn-version': level };
      examineAll([{ ...namespace, metadata: { name: 'default', labels: named } }]);
    }),
    RUNS,
  );
});

test('a value that holds itself, as YAML aliases can make it, throws nothing', () => {
  const loop: Record<string, unknown> = { name: 'app' };
  loop.securityContext = loop;
  loop.privileged = loop;
  expect(examineAll([namespace, { apiVersion: 'v1', kind: 'Pod', spec: { containers: [loop] } }])).toContain(
    'spec.containers[0].securityContext.privileged',
  );
});

test('a pod is judged in place: nothing of it changes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), containers => {
      const object = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [containers, null], hostNetwork: 'x' } };
      const before = JSON.stringify(object);
      examineAll([namespace, object]);
      expect(JSON.stringify(object)).toBe(before);
    }),
    { seed: 1, numRuns: 200 },
  );
});
