import { Capability } from 'cdk8s-plus-30';
import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES } from '../../lib/checks/pod-security/_volume-sources';
import { PodSecurityStandard } from '../../lib/checks/pod-security/pod-security-standard';
import {
  BASELINE_CAPABILITIES,
  handlersOf,
  isAllowedVolume,
  SAFE_SYSCTLS,
} from '../../lib/hardening/restricted-standard';
import { Manifest } from '../../lib/manifests/manifest';
import { PodTemplate } from '../../lib/manifests/pod-template';

/** The checks of the baseline level that refuse a pod, at the version that the library pins by default. */
function refusals(spec: object): string[] {
  const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: {}, spec });
  return PodSecurityStandard.evaluate(PodTemplate.in(pod) as PodTemplate, 'baseline', 36).map(({ check }) => check);
}

test.each(Object.values(Capability))('builders and judges agree on whether baseline admits the capability %s', name => {
  const spec = { containers: [{ name: 'main', securityContext: { capabilities: { add: [name] } } }] };
  const admitted = name === 'NET_BIND_SERVICE' || BASELINE_CAPABILITIES.has(name);
  expect(refusals(spec)).toEqual(admitted ? [] : ['capabilities-baseline']);
});

test('builders and judges agree on the safe sysctls', () => {
  const asSpec = (names: Iterable<string>) => ({
    containers: [],
    securityContext: { sysctls: [...names].map(name => ({ name, value: '1' })) },
  });
  expect(refusals(asSpec(SAFE_SYSCTLS))).toEqual([]);
  expect(refusals(asSpec(['net.ipv4.tcp_slow_start_after_idle']))).toEqual(['sysctls']);
  expect(SAFE_SYSCTLS.size).toBe(12);
});

test.each([...ALLOWED_VOLUMES, ...RESTRICTED_VOLUMES])('builders and judges agree on %s volumes', kind => {
  const isAllowed = (ALLOWED_VOLUMES as readonly string[]).includes(kind);
  expect(isAllowedVolume({ name: 'data', [kind]: {} })).toBe(isAllowed);
});

test('the probes and hooks of a container are found, and nothing for a container without', () => {
  const [livenessProbe, readinessProbe, startupProbe, postStart, preStop] = ['a', 'b', 'c', 'd', 'e'].map(path => ({
    path,
  }));
  const container = { livenessProbe, readinessProbe, startupProbe, lifecycle: { postStart, preStop } };
  expect(handlersOf(container).map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(handlersOf({})).toEqual([]);
});
