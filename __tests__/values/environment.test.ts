import { Environment } from '../../lib';
import { SITE } from './example-site';

test('is a name and a site', () => {
  expect(Environment.of('prod', SITE)).toMatchObject({ name: 'prod', site: SITE });
});

test.each(['Prod', '', '../prod', 'a/b'])('%j is no name of a folder and of a part of the tree', name => {
  expect(() => Environment.of(name, SITE)).toThrow(
    new Error(
      `environment must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "${name}"`,
    ),
  );
});
