import { duplicateIdentity } from '../../../lib/checks/references/duplicate-identity';
import { Manifest, type Origin } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';

/** What the check says of the second of two objects of one identity. */
function messageFor(first: Origin, second: Origin): string | undefined {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'a' } };
  const [one, other] = [first, second].map(origin => new Manifest(object, origin));
  const all = new ManifestSet([one, other]);
  expect(duplicateIdentity.examine(one, all)).toEqual([]);
  return duplicateIdentity.examine(other, all)[0]?.message;
}

test('both constructs are named', () => {
  expect(messageFor({ constructPath: 'tenants/a/config' }, { constructPath: 'platform/config', file: 'x.yaml' })).toBe(
    'is rendered twice: by tenants/a/config, and by platform/config',
  );
});

test('both files are named, with document and line where they are known', () => {
  expect(messageFor({ file: 'a.yaml', document: 2, line: 17 }, { file: 'b.yaml' })).toBe(
    'is rendered twice: by a.yaml, document 2, line 17, and by b.yaml',
  );
});

test('an Application, or nothing, has to do where no more is known', () => {
  expect(messageFor({ application: 'platform' }, {})).toBe(
    'is rendered twice: by Application platform, and by an unnamed source',
  );
});
