import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { L2Announcement } from '../../../lib';
import { renderOne } from '../example-tenant';

const build = (interfaces: string[], props: { nodeLabels?: Record<string, string>; name?: string } = {}) =>
  renderOne(chart => new L2Announcement(chart, 'l2-policy', { interfaces, ...props }));

test('every node answers for the addresses of every Service', () => {
  expect(build(['^ens33'])).toEqual({
    apiVersion: 'cilium.io/v2alpha1',
    kind: 'CiliumL2AnnouncementPolicy',
    metadata: { name: 'l2-policy' },
    spec: {
      loadBalancerIPs: true,
      interfaces: ['^ens33'],
      nodeSelector: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' }] },
    },
  });
});

test('nodes and name are props', () => {
  const rendered = build(['^ens33', '^bond[0-9]+$'], { nodeLabels: { role: 'edge' }, name: 'edge' });
  expect(rendered.metadata.name).toBe('edge');
  expect(rendered.spec.interfaces).toEqual(['^ens33', '^bond[0-9]+$']);
  expect(rendered.spec.nodeSelector).toEqual({ matchLabels: { role: 'edge' } });
});

test('patches are not lost', () => {
  const { spec } = renderOne(chart => {
    const built = new L2Announcement(chart, 'l2-policy', { interfaces: ['^ens33'] });
    ApiObject.of(built).addJsonPatch(JsonPatch.add('/spec/brandNew', 1));
  });
  expect(spec.brandNew).toBe(1);
});

test('keeps its own copy of the list', () => {
  const interfaces = ['^ens33'];
  const { spec } = renderOne(chart => {
    new L2Announcement(chart, 'l2-policy', { interfaces });
    interfaces.push('.*');
  });
  expect(spec.interfaces).toEqual(['^ens33']);
});

test('refuses interfaces that Cilium would take for all of them, or not read', () => {
  expect(() => build([])).toThrow(new Error('interfaces must be at least one interface, got []'));
  for (const expression of ['[', '', '^(?!lo)']) {
    expect(() => build(['^ens33', expression])).toThrow(
      new Error(`interface must be a regular expression such as "^ens33", got "${expression}"`),
    );
  }
});

test('refuses labels and names that Kubernetes refuses', () => {
  expect(() => build(['^ens33'], { nodeLabels: { 'a b': 'x' } })).toThrow(/^node label key must be .* got "a b"$/);
  expect(() => new L2Announcement(new Chart(new App(), 'test'), 'L2', { interfaces: ['^ens33'] })).toThrow(
    /^policy name must be a DNS subdomain .* got "L2"$/,
  );
});
