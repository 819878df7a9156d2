import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-30';
import { Escape, PodHardening } from '../../lib';
import { PodSecurityStandard } from '../../lib/checks/pod-security/pod-security-standard';
import { hardenPodSpec } from '../../lib/hardening/harden-pod-spec';
import { Manifest } from '../../lib/manifests/manifest';
import { PodTemplate } from '../../lib/manifests/pod-template';
import { FOREIGN, findingsIn, foreignChart, includedWorkloads, podsOf, stockWorkloads } from './foreign-workloads';

/** What upstream's admission says about the pods of a chart at the restricted level. */
const violations = (chart: Chart) =>
  chart.toJson().flatMap(object => {
    const pod = PodTemplate.in(new Manifest(object));
    return pod ? PodSecurityStandard.evaluate(pod, 'restricted', 'latest') : [];
  });

describe.each(FOREIGN)('on workloads %s', (_, chart) => {
  test('the restricted standard refuses them before, and admits all of them after', () => {
    expect(violations(chart()).map(({ check }) => check)).toContain('seccomp-profile-restricted');
    expect(violations(chart().with(new PodHardening()) as Chart)).toEqual([]);
  });

  test('explicit-user and read-only-root-filesystem pass after', () => {
    expect(findingsIn(chart())).toHaveProperty('explicit-user');
    const after = findingsIn(chart().with(new PodHardening()));
    expect(after).not.toHaveProperty('explicit-user');
    expect(after).not.toHaveProperty('read-only-root-filesystem');
  });

  test('applied twice, it renders the same', () => {
    const once = chart().with(new PodHardening()) as Chart;
    const twice = chart().with(new PodHardening()).with(new PodHardening()) as Chart;
    expect(twice.toJson()).toEqual(once.toJson());
  });
});

test('read-only-root-filesystem fails without it', () => {
  expect(findingsIn(foreignChart(includedWorkloads))).toHaveProperty('read-only-root-filesystem');
});

test('it says what it was applied to; nothing, if nothing matched', () => {
  const mixin = new PodHardening();
  new Chart(new App(), 'empty').with(mixin);
  expect(mixin.appliedTo).toEqual([]);
  foreignChart(stockWorkloads).with(mixin);
  expect(mixin.appliedTo).toEqual(
    ['deployment', 'stateful-set', 'daemon-set', 'job', 'cron-job'].map(id => `shop/${id}/Resource`),
  );
});

test('containers that are added, and patches that are made, after the sweep are hardened too', () => {
  const chart = new Chart(new App(), 'shop');
  const web = new Deployment(chart, 'web', { containers: [{ image: 'web:1' }] });
  chart.with(new PodHardening());
  web.addContainer({ name: 'late', image: 'late:1' });
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext', { runAsUser: 101 }));
  const [pod] = podsOf(chart);
  expect(pod.containers.map(({ securityContext }: any) => securityContext.capabilities)).toEqual([
    { drop: ['ALL'] },
    { drop: ['ALL'] },
  ]);
  expect(pod.securityContext.runAsUser).toBe(101);
});

test('the startup probe of a container stays: here it is nobody else who would have added it', () => {
  const chart = foreignChart(stockWorkloads).with(new PodHardening()) as Chart;
  expect(podsOf(chart)[0].containers[0].startupProbe).toEqual({ failureThreshold: 3, tcpSocket: { port: 8080 } });
});

test('keys come by the alphabet, as cdk8s renders them', () => {
  const [pod] = podsOf(foreignChart(stockWorkloads).with(new PodHardening()) as Chart);
  expect(Object.keys(pod)).toEqual([...Object.keys(pod)].sort());
  expect(Object.keys(pod.securityContext)).toEqual([...Object.keys(pod.securityContext)].sort());
});

test('user and writable directories are options', () => {
  const mixin = new PodHardening({ user: 101, writable: { '/var/cache': '1Gi' } });
  const [pod] = podsOf(foreignChart(includedWorkloads).with(mixin) as Chart);
  expect(pod.securityContext.runAsUser).toBe(101);
  expect(pod.containers[0].volumeMounts).toEqual([{ name: 'var-cache-volume', mountPath: '/var/cache' }]);
});

test.each([0, -1, 1.5, Number.NaN])('user %p throws', user => {
  expect(() => new PodHardening({ user })).toThrow(`user must be a whole number, from 1, got ${user}`);
});

describe('what a pod asks for that the standard refuses', () => {
  const agent = () => {
    const chart = new Chart(new App(), 'agents');
    new ApiObject(chart, 'agent', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      spec: {
        template: {
          spec: {
            hostNetwork: true,
            containers: [{ name: 'main', image: 'agent:1', securityContext: { privileged: true } }],
          },
        },
      },
    });
    return chart;
  };
  const problems = (chart: Chart) => chart.node.findAll().flatMap(({ node }) => node.validate());
  const REASON = 'it reads the interfaces of the node';

  test('is a problem of the synthesis', () => {
    const chart = agent().with(new PodHardening()) as Chart;
    expect(problems(chart)).toEqual([
      `the pod asks for hostNetwork: true; drop it, or pass escapes: [Escape.hostNetwork('why there is no other way')]`,
      `container "main" asks for privileged: true; drop it, or pass escapes: [Escape.privileged('why there is no other way')]`,
    ]);
  });

  test('stays with an escape, which the object then names', () => {
    const escapes = [Escape.hostNetwork(REASON), Escape.privileged(REASON)];
    const chart = agent().with(new PodHardening({ escapes })) as Chart;
    expect(problems(chart)).toEqual([]);
    const [object] = chart.toJson();
    expect(object.metadata.annotations[Escape.ANNOTATION]).toBe(`host-network: ${REASON}; privileged: ${REASON}`);
    expect(object.spec.template.spec.hostNetwork).toBe(true);
  });
});

test('it is the function of our own workloads', () => {
  const nothing = { escapes: [], writable: {}, resources: new Map(), portNames: new Map(), claimMounts: new Map() };
  const chart = () => foreignChart(includedWorkloads);
  const mixin = new PodHardening({ writable: {} });
  expect(podsOf(chart().with(mixin) as Chart)).toEqual(podsOf(chart()).map(pod => hardenPodSpec(pod, nothing)));
});

test('applied by hand to what carries no pod, it throws', () => {
  const chart = foreignChart(stockWorkloads);
  expect(() => new PodHardening().applyTo(chart)).toThrow(
    'shop carries no pod; apply the mixin by with(), which passes it over',
  );
});
