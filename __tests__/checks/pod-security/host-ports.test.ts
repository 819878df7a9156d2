import { hostPorts } from '../../../lib/checks/pod-security/host-ports';
import { app, examine, type Row } from './judging';

const ports = (...lists: unknown[]) => ({ containers: lists.map((list, i) => ({ name: `c${i}`, ports: list })) });

test.each<Row>([
  ['no ports', 0, app({}), []],
  ['container ports', 'latest', ports([{ containerPort: 80 }, { hostPort: 0 }, { hostPort: null }, null]), []],
  [
    'one',
    0,
    ports([{ hostPort: 80 }]),
    ['spec.containers[0].ports[0].hostPort: hostPort (container "c0" uses hostPort 80)'],
  ],
  [
    'several, each once, in the order of their digits',
    'latest',
    ports([{ containerPort: 1 }, { hostPort: 9 }], [{ hostPort: 80 }, { hostPort: 9 }], []),
    ['spec.containers[0].ports[1].hostPort: hostPort (containers "c0", "c1" use hostPorts 80, 9)'],
  ],
  [
    'init containers',
    'latest',
    { initContainers: [{ name: 'init', ports: [{ hostPort: 1 }] }] },
    ['spec.initContainers[0].ports[0].hostPort: hostPort (container "init" uses hostPort 1)'],
  ],
])('host-ports: %s (%s)', (_, version, spec, expected) => {
  expect(examine(hostPorts, version, spec)).toEqual(expected);
});
