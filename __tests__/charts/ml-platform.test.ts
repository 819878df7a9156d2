import { ENVIRONMENTS } from '../../charts/environments';
import { published } from './published';

const REPLICAS: Record<string, number> = { dev: 1, test: 2, prod: 3 };

describe.each(ENVIRONMENTS.map(({ name }) => name))('in %s', name => {
  const namespace = `ml-platform-${name}`;
  const { spec } = published(name, 'Deployment', namespace, 'ml-platform');
  const [container] = spec.template.spec.containers;
  const textOf = (variable: string) => container.env.find((each: any) => each.name === variable)?.value;

  test('replicas and debug are those of the environment (seed rows D32, I01)', () => {
    expect([spec.replicas, textOf('DEBUG')]).toEqual([REPLICAS[name], String(name === 'dev')]);
  });

  test('the health page is asked for by a name that Django knows (seed rows D30, D31)', () => {
    const { path, httpHeaders } = container.readinessProbe.httpGet;
    const host = `ml-platform.${namespace}.svc.cluster.local`;
    expect([path, httpHeaders]).toEqual(['/health/', [{ name: 'Host', value: host }]]);
    expect(container.livenessProbe.httpGet).toBeUndefined();
    const hosts = textOf('ALLOWED_HOSTS').split(',');
    if (name === 'dev') expect(hosts).toEqual(['*']);
    else expect(hosts).toEqual([expect.stringMatching(/^idp\.[a-z.]+$/), host]);
  });

  test('it says which variables its image needs (seed row I14)', () => {
    const needed = spec.template.metadata.annotations['required-variables.fortress.cdk8s.io/main'].split(',');
    expect(needed).toContain('ALLOWED_HOSTS');
    for (const variable of needed) expect(textOf(variable)).toMatch(/./);
  });

  test('its Service is called and numbered as the seed says (seed row D30)', () => {
    expect(published(name, 'Service', namespace, 'ml-platform').spec.ports).toMatchObject([{ port: 8000 }]);
  });
});
