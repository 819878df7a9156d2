import { ApiObject, App, Chart } from 'cdk8s';
import { LbIpPool } from '../../../lib';
import { renderOne } from '../example-tenant';

const pool = (...cidrs: string[]) => new LbIpPool(new Chart(new App(), 'test'), 'pool', { cidrs });

test('gives out its blocks', () => {
  const cidrs = ['192.168.32.200/31', 'fd00:32::/120'];
  expect(renderOne(chart => new LbIpPool(chart, 'ingress-pool', { cidrs }))).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumLoadBalancerIPPool',
    metadata: { name: 'ingress-pool' },
    spec: { blocks: [{ cidr: '192.168.32.200/31' }, { cidr: 'fd00:32::/120' }] },
  });
});

test('is its object, to whoever patches it', () => {
  const construct = pool('10.0.0.0/24');
  expect(ApiObject.of(construct)).toBe(construct.apiObject);
});

test('the name is a prop', () => {
  const rendered = renderOne(chart => new LbIpPool(chart, 'id', { cidrs: ['10.0.0.0/24'], name: 'lan' }));
  expect(rendered.metadata.name).toBe('lan');
  expect(() => new LbIpPool(new Chart(new App(), 'test'), 'Id', { cidrs: ['10.0.0.0/24'] })).toThrow(
    /^pool name must be a DNS subdomain .* got "Id"$/,
  );
});

test.each<[string, boolean]>([
  ['192.168.32.199', false],
  ['192.168.32.200', true],
  ['192.168.32.201', true],
  ['192.168.32.202', false],
  ['10.0.0.7', true],
  ['::ffff:10.0.0.7', false],
  ['not an address', false],
])('includes %s: %s', (address, included) => {
  expect(pool('192.168.32.200/31', '10.0.0.0/24').includes(address)).toBe(included);
});

test('refuses what gives out nothing', () => {
  expect(() => pool()).toThrow(new Error('cidrs must be at least one IP block, got []'));
  expect(() => pool('192.168.32.200')).toThrow(
    new Error('pool block must be an IP block with a mask such as "192.168.32.0/24", got "192.168.32.200"'),
  );
  expect(() => pool('10.0.0.0/24', '10.1.0.0/24', '10.0.0.128/25')).toThrow(
    new Error('pool block must be apart from the other blocks of its pool, got "10.0.0.128/25"'),
  );
});
