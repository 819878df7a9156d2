import { DEV, ENVIRONMENTS, PROD, placeOf, TEST } from '../../charts/environments';
import { Environment, ScanMode } from '../../lib';
import { judgementOf, manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = new Map(ENVIRONMENTS.map(environment => [environment, manifestsOf(FILES, environment)]));
const objects = (environment: Environment) => ALL.get(environment)?.manifests ?? [];

test('are what seed rows I01, I02, I03 and G17 say, each of one value', () => {
  const table = ENVIRONMENTS.map(({ name, replicas, debug, scan }) => {
    return { name, replicas, debug, mode: scan.mode, minCvss: scan.minCvss, severities: scan.severities };
  });
  const found = { minCvss: 7, severities: ['CRITICAL', 'HIGH'] };
  expect(table).toEqual([
    { name: 'dev', replicas: 1, debug: true, mode: ScanMode.WARN, ...found },
    { name: 'test', replicas: 2, debug: false, mode: ScanMode.WARN, ...found },
    { name: 'prod', replicas: 3, debug: false, mode: ScanMode.FAIL, ...found },
  ]);
});

test.each(ENVIRONMENTS)('$name passes every check', environment => {
  const { failures, warnings } = judgementOf(FILES, environment);
  expect([...failures, ...warnings]).toEqual([]);
});

/** What is called differently in each environment, said as production says it. */
function asInProduction(environment: Environment, text: string): string {
  const { lan, domain, models } = placeOf(environment);
  const prod = placeOf(PROD);
  return text
    .replaceAll(`ml-platform-${environment.name}`, 'ml-platform-prod')
    .replaceAll(models, prod.models)
    .replaceAll(lan.gateway, prod.lan.gateway)
    .replaceAll(`${environment.name}-gateway`, 'prod-gateway')
    .replaceAll(`.${domain}`, `.${prod.domain}`)
    .replaceAll(`-${domain.replace('.', '-')}-`, `-${prod.domain}-`);
}

test.each([DEV, TEST])('$name has the objects of production', environment => {
  const names = objects(environment).map(manifest => asInProduction(environment, String(manifest)));
  const ofProduction = objects(PROD).map(String);
  // A budget that one replica cannot keep is not rendered (seed row D32).
  const budgets = ofProduction.filter(name => name.startsWith('PodDisruptionBudget ') && !names.includes(name));
  if (environment.replicas > 1) expect(budgets).toEqual([]);
  expect([...names, ...budgets].sort()).toEqual(ofProduction.sort());
});

test('the namespace of the models is named as seed row B05 says', () => {
  const namespaces = ENVIRONMENTS.map(environment =>
    objects(environment)
      .filter(({ kind, labels }) => kind === 'Namespace' && labels.tenant === 'ml-models')
      .map(({ name }) => name),
  );
  expect(namespaces).toEqual([['ml-development'], ['ml-staging'], ['ml-production']]);
});

test('no two environments have one host name or one address', () => {
  const taken = ENVIRONMENTS.flatMap(environment => {
    const gateway = objects(environment).find(({ kind }) => kind === 'Gateway')?.spec as any;
    const hostnames = gateway.listeners.flatMap(({ hostname }: any) => hostname ?? []);
    return [gateway.addresses[0].value, ...new Set<string>(hostnames)];
  });
  expect(taken.length).toBeGreaterThan(12);
  expect(new Set(taken).size).toBe(taken.length);
});

test('an environment without a place is refused', () => {
  expect(() => placeOf(Environment.of('qa', PROD.site))).toThrow(
    new Error('environment qa is nowhere; give it a place in charts/environments.ts'),
  );
});
