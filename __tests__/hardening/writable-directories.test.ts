import fc from 'fast-check';
import { checkDirectories, DEFAULT_DIRECTORIES, volumeName } from '../../lib/hardening/writable-directories';
import { Names } from '../../lib/notation/names';

test('by default containers can write to /tmp, 64Mi of it', () => {
  expect(DEFAULT_DIRECTORIES).toEqual({ '/tmp': '64Mi' });
});

test.each([
  ['/tmp', 'tmp-volume'],
  ['/var/cache/nginx', 'var-cache-nginx-volume'],
  ['/home/app/.cache', 'home-app-cache-volume'],
  ['/Data_1', 'data-1-volume'],
])('the volume of %s is called %s', (path, name) => {
  expect(volumeName(path)).toBe(name);
});

test('directories are checked and copied', () => {
  const given = { '/tmp': '64Mi', '/var/run': '1M' };
  const checked = checkDirectories(given);
  expect(checked).toEqual(given);
  expect(checked).not.toBe(given);
});

test.each(['tmp', '/', '', '/tmp/', '//tmp', '/a//b', '/a:b', '/_', `/${'x'.repeat(60)}`])(
  'the path %j is refused',
  path => {
    expect(() => checkDirectories({ [path]: '1Gi' })).toThrow(
      new Error(
        `writable directory must be an absolute path that can name a volume, such as "/tmp", got ${JSON.stringify(path)}`,
      ),
    );
  },
);

test('two directories whose volumes would have one name are refused', () => {
  expect(() => checkDirectories({ '/a/b': '1Gi', '/a-b': '1Gi' })).toThrow(
    new Error('writable directory must be different from "/a/b" in letters or digits, got "/a-b"'),
  );
});

test.each(['0', '-1Gi', '0Mi'])('the size %s is refused: the kubelet takes it for no limit', size => {
  expect(() => checkDirectories({ '/tmp': size })).toThrow(new Error(`size of /tmp must be above zero, got "${size}"`));
});

test('a size that is no quantity is refused', () => {
  expect(() => checkDirectories({ '/tmp': 'much' })).toThrow(
    new Error('size of /tmp must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "much"'),
  );
});

test('whatever passes has a volume of its own, with a name that Kubernetes accepts', () => {
  const path = fc.stringMatching(/^(\/[A-Za-z0-9._-]{1,8}){1,3}$/);
  fc.assert(
    fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 3 }), paths => {
      try {
        checkDirectories(Object.fromEntries(paths.map(one => [one, '1Gi'])));
      } catch {
        fc.pre(false);
      }
      const names = paths.map(volumeName);
      expect(names.every(Names.isDnsLabel)).toBe(true);
      expect(new Set(names).size).toBe(paths.length);
    }),
    { seed: 36 },
  );
});
