import { Environment, ScanMode, ScanPolicy } from '../../lib';
import { SITE } from './example-site';

test('is a name and a site, and by default as strict as production', () => {
  const environment = Environment.of('prod', SITE);
  expect(environment).toMatchObject({ name: 'prod', site: SITE, replicas: 3, debug: false });
  expect(environment.scan).toEqual(ScanPolicy.fail());
});

test('says how it differs from production', () => {
  const environment = Environment.of('dev', SITE, { replicas: 1, debug: true, scan: ScanPolicy.warn() });
  expect(environment).toMatchObject({ replicas: 1, debug: true, scan: { mode: ScanMode.WARN } });
});

test('tells the judge where debug modes are allowed, and is its site in everything else', () => {
  expect(Environment.of('prod', SITE).toObjects()).toEqual(SITE.toObjects());
  const objects = Environment.of('dev', SITE, { debug: true }).toObjects();
  const document = SITE.toObjects().find(({ kind }) => kind === 'Site');
  expect(objects.find(({ kind }) => kind === 'Site').spec).toEqual({ ...document.spec, debug: true });
  expect(objects.filter(({ kind }) => kind !== 'Site')).toEqual(SITE.toObjects().filter(({ kind }) => kind !== 'Site'));
});

test('is no milder than the environment before it', () => {
  const test = Environment.of('test', SITE);
  const scan = ScanPolicy.warn();
  expect(Environment.of('prod', SITE, { promotedFrom: test }).promotedFrom).toBe(test);
  expect(() => Environment.of('prod', SITE, { promotedFrom: test, scan })).toThrow(
    new Error('the scan of prod is milder than that of test; make it as strict'),
  );
  expect(() => Environment.of('prod', SITE, { promotedFrom: test, debug: true })).toThrow(
    new Error('prod allows debug modes, and test before it does not; take debug: true away'),
  );
  const dev = Environment.of('dev', SITE, { debug: true, scan });
  expect(() => Environment.of('test', SITE, { promotedFrom: dev, debug: true, scan })).not.toThrow();
});

test.each(['Prod', '', '../prod', 'a/b'])('%j is no name of a folder and of a part of the tree', name => {
  expect(() => Environment.of(name, SITE)).toThrow(
    new Error(
      `environment must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "${name}"`,
    ),
  );
});

test.each([0, -1, 1.5])('refuses %d replicas', replicas => {
  expect(() => Environment.of('dev', SITE, { replicas })).toThrow(
    new Error(`replicas of an environment must be a whole number above zero, got ${replicas}`),
  );
});
