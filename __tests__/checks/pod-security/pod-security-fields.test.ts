import { podSecurityFields } from '../../../lib/checks/pod-security/pod-security-fields';
import { PodSecurityStandard } from '../../../lib/checks/pod-security/pod-security-standard';
import { Manifest } from '../../../lib/manifests/manifest';
import { PodTemplate } from '../../../lib/manifests/pod-template';
import { app, examine } from './judging';

const at = (path: string, expected: string, got: string) => [`${path}: field must be ${expected}, got ${got}`];

test.each<[string, unknown, string[]]>([
  ['fields of the right type', app({ privileged: false, runAsUser: 1, capabilities: { add: [] } }), []],
  ['null everywhere', { containers: [null], volumes: [null], securityContext: null, hostUsers: null, os: null }, []],
  ['fields that are not judged', app({ brandNew: 'yes' }, { priority: 'high', containers: [{ image: 5 }] }), []],
  ['a boolean', app({ privileged: 'yes' }), at('spec.containers[0].securityContext.privileged', 'a boolean', '"yes"')],
  ['a number for a boolean', { hostNetwork: 1 }, at('spec.hostNetwork', 'a boolean', '1')],
  ['a string', { os: { name: true } }, at('spec.os.name', 'a string', 'true')],
  ['an object', app('none'), at('spec.containers[0].securityContext', 'an object', '"none"')],
  ['a list for an object', { securityContext: [] }, at('spec.securityContext', 'an object', 'a list')],
  ['an object for a list', { containers: { name: 'app' } }, at('spec.containers', 'a list', 'an object')],
  ['a container', { initContainers: ['app'] }, at('spec.initContainers[0]', 'an object', '"app"')],
  ['a name', { ephemeralContainers: [{}, { name: 5 }] }, at('spec.ephemeralContainers[1].name', 'a string', '5')],
  ['a volume source', { volumes: [{ hostPath: '/' }] }, at('spec.volumes[0].hostPath', 'an object', '"/"')],
  [
    'an element of a list',
    app({ capabilities: { drop: ['ALL', 5] } }),
    at('spec.containers[0].securityContext.capabilities.drop[1]', 'a string', '5'),
  ],
  [
    'a port',
    { containers: [{ ports: [{ hostPort: '80' }] }] },
    at('spec.containers[0].ports[0].hostPort', 'an integer of 32 bits', '"80"'),
  ],
  [
    'a port too large',
    { containers: [{ ports: [{ hostPort: 2 ** 31 }] }] },
    at('spec.containers[0].ports[0].hostPort', 'an integer of 32 bits', '2147483648'),
  ],
  [
    'a user',
    { securityContext: { runAsUser: 0.5 } },
    at('spec.securityContext.runAsUser', 'an integer of 64 bits', '0.5'),
  ],
  [
    'a user too large',
    { securityContext: { runAsUser: 1e19 } },
    at('spec.securityContext.runAsUser', 'an integer of 64 bits', '10000000000000000000'),
  ],
  ['the pod itself', 'none', at('spec', 'an object', '"none"')],
])('pod-security-fields: %s', (_, spec, expected) => {
  expect(examine(podSecurityFields, 0, spec)).toEqual(expected);
  expect(examine(podSecurityFields, 'latest', spec)).toEqual(expected);
});

test('an annotation that is no string', () => {
  const metadata = { annotations: { 'example.com/a': 1, 'example.com/b': null } };
  expect(examine(podSecurityFields, 0, {}, metadata)).toEqual(
    at('metadata.annotations[example.com/a]', 'a string', '1'),
  );
  expect(examine(podSecurityFields, 0, {}, { annotations: 5 })).toEqual(
    at('metadata.annotations', 'a map of strings', '5'),
  );
});

test('what encloses the pod', () => {
  const read = (object: object) =>
    PodSecurityStandard.evaluate(PodTemplate.in(new Manifest({ ...object })) as PodTemplate, 'baseline', 'latest');
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
  expect(read(deployment)).toEqual([]);
  expect(read({ ...deployment, spec: { template: null } })).toEqual([]);
  expect(read({ ...deployment, spec: { template: [{ spec: {} }] } })).toEqual([
    { check: 'pod-security-fields', path: 'spec.template', message: 'field must be an object, got a list' },
  ]);
  expect(read({ apiVersion: 'batch/v1', kind: 'CronJob', spec: 'x' })).toEqual([
    { check: 'pod-security-fields', path: 'spec', message: 'field must be an object, got "x"' },
  ]);
});

test('other checks see a field of the wrong type as absent', () => {
  const wrong = { privileged: 'yes', allowPrivilegeEscalation: 'false', capabilities: { drop: 'ALL' } };
  const pod = new Manifest({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: app(wrong, { securityContext: { runAsNonRoot: 1 } }),
  });
  const found = PodSecurityStandard.evaluate(PodTemplate.in(pod) as PodTemplate, 'restricted', 'latest');
  expect(found.map(({ check }) => check)).toEqual([
    ...Array(4).fill('pod-security-fields'),
    'allow-privilege-escalation',
    'capabilities-restricted',
    'run-as-non-root',
    'seccomp-profile-restricted',
  ]);
});
