import fc from 'fast-check';
import type { PodJson } from '../../../lib/hardening/hardening';

/** Every reason for which the restricted level refuses a container, and much that it admits. */
const securityContext = fc.record(
  {
    privileged: fc.boolean(),
    allowPrivilegeEscalation: fc.boolean(),
    readOnlyRootFilesystem: fc.boolean(),
    runAsNonRoot: fc.boolean(),
    runAsUser: fc.constantFrom(0, 1, 1000),
    runAsGroup: fc.constantFrom(0, 1000),
    seccompProfile: fc.constantFrom(
      { type: 'RuntimeDefault' },
      { type: 'Unconfined' },
      { type: 'Localhost', localhostProfile: 'a.json' },
    ),
    capabilities: fc.record(
      {
        add: fc.subarray(['ALL', 'CHOWN', 'NET_BIND_SERVICE', 'NET_RAW', 'SYS_ADMIN']),
        drop: fc.subarray(['KILL', 'NET_RAW']),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const host = fc.constantFrom(undefined, '', '127.0.0.1', '10.0.0.1');
const handler = fc.oneof(
  host.map(name => ({ httpGet: { path: '/', port: 8000, ...(name === undefined ? {} : { host: name }) } })),
  host.map(name => ({ tcpSocket: { port: 8000, ...(name === undefined ? {} : { host: name }) }, failureThreshold: 3 })),
  fc.constant({ exec: { command: ['true'] } }),
);

const port = fc.record(
  { containerPort: fc.constantFrom(80, 8000), hostPort: fc.constantFrom(0, 80, 8000), hostIP: fc.constant('10.0.0.1') },
  { requiredKeys: ['containerPort'] },
);

/** A container that asks for anything that cdk8s-plus could have rendered. */
const container = (name: string): fc.Arbitrary<PodJson> =>
  fc.record(
    {
      name: fc.constant(name),
      securityContext,
      livenessProbe: handler,
      readinessProbe: handler,
      startupProbe: handler,
      lifecycle: fc.record({ postStart: handler, preStop: handler }, { requiredKeys: [] }),
      ports: fc.array(port, { maxLength: 2 }),
      volumeMounts: fc.subarray([
        { name: 'own', mountPath: '/tmp' },
        { name: 'data', mountPath: '/data/' },
      ]),
      newer: fc.string(),
    },
    { requiredKeys: ['name'] },
  );

const podContext = fc.record(
  {
    runAsNonRoot: fc.boolean(),
    runAsUser: fc.constantFrom(0, 1, 1000),
    fsGroup: fc.constantFrom(0, 2000),
    fsGroupChangePolicy: fc.constantFrom('Always', 'OnRootMismatch'),
    seccompProfile: fc.constantFrom({ type: 'RuntimeDefault' }, { type: 'Unconfined' }),
    sysctls: fc.subarray([
      { name: 'net.ipv4.tcp_syncookies', value: '1' },
      { name: 'kernel.msgmax', value: '65536' },
    ]),
  },
  { requiredKeys: [] },
);

/** A pod that asks for anything that cdk8s-plus could have rendered, except for volumes. */
export const podWishes: fc.Arbitrary<PodJson> = fc.record(
  {
    containers: fc.tuple(container('main'), container('helper')),
    initContainers: fc.tuple(container('init')),
    securityContext: podContext,
    hostNetwork: fc.boolean(),
    hostPID: fc.boolean(),
    hostIPC: fc.boolean(),
    dnsPolicy: fc.constantFrom('ClusterFirst', 'Default'),
    restartPolicy: fc.constantFrom('Always', 'Never'),
    tolerations: fc.constant([{ key: 'other', operator: 'Exists' }]),
    nodeSelector: fc.constantFrom({}, { disk: 'ssd' }, { dedicated: 'other' }),
    imagePullSecrets: fc.constantFrom([{ name: 'pull' }], [{ name: 'other' }]),
    volumes: fc.constantFrom([], [{ name: 'data', emptyDir: {} }], [{ name: 'tmp-volume', emptyDir: {} }]),
    newer: fc.string(),
  },
  { requiredKeys: ['containers'] },
);
