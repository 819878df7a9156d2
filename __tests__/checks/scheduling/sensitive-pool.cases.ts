import type { CheckCases } from '../check-cases';
import { node } from './seed-site';

const TAINT = '{ key: nvidia.com/gpu, value: present, effect: NoSchedule }';
const SITE = node('gpu-1', 'pool: secret', TAINT) + node('gpu-2', 'pool: shared', TAINT) + node('any', '');

const namespace = (name: string, labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
const pods = (name: string, pool: string, labels = '', place = 'a', kind = 'Deployment') => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${place} }
spec:
  template:
    metadata: { labels: { app: ${name}, ${labels} } }
    spec:
      nodeSelector: { pool: ${pool} }
      tolerations: [{ key: nvidia.com/gpu, operator: Exists }]
      containers: [{ name: main }]
---
`;
const SECRET = 'fortress.cdk8s.io/data: proprietary';
const TENANTS = namespace('a', 'tenant: a') + namespace('b', 'tenant: b');

export default {
  check: 'sensitive-pool',
  passing: [
    {
      name: 'a pool of its own',
      site: SITE,
      yaml: TENANTS + pods('train', 'secret', SECRET) + pods('other', 'shared'),
    },
    {
      name: 'two of one tenant, by the label of the pod and of the namespace',
      site: SITE,
      yaml:
        namespace('a', 'tenant: a') +
        namespace('c', `tenant: a, ${SECRET}`) +
        pods('train', 'secret', SECRET) +
        pods('more', 'secret', '', 'c'),
    },
    {
      name: 'an agent of the node',
      site: SITE,
      yaml: TENANTS + pods('train', 'secret', SECRET) + pods('agent', 'secret', '', 'b', 'DaemonSet'),
    },
    { name: 'nothing is proprietary', site: SITE, yaml: TENANTS + pods('x', 'shared') + pods('y', 'shared', '', 'b') },
    { name: 'without nodes', yaml: TENANTS + pods('train', 'shared', SECRET) + pods('other', 'shared') },
  ],
  failing: [
    {
      name: 'A16, L06: proprietary data on the shared GPU pool',
      site: SITE,
      yaml: TENANTS + pods('train', 'shared', SECRET) + pods('other', 'shared'),
      finds: [
        'Deployment a/train spec.template.spec.nodeSelector: the pod reads proprietary data, and may share a node with Deployment a/other',
      ],
    },
    {
      name: 'L06: the proprietary data of two tenants',
      site: SITE,
      yaml: TENANTS + pods('x', 'secret', SECRET) + pods('y', 'secret', SECRET, 'b'),
      finds: [
        'Deployment a/x spec.template.spec.nodeSelector: the pod reads proprietary data, and may share a node with Deployment b/y',
        'Deployment b/y spec.template.spec.nodeSelector: the pod reads proprietary data, and may share a node with Deployment a/x',
      ],
    },
    {
      name: 'A16: pods that ask for no pool may come, too',
      site: SITE,
      yaml:
        TENANTS +
        pods('train', 'secret', SECRET) +
        ['1', '2', '3', '4']
          .map(name => pods(`w${name}`, 'x').replace('nodeSelector: { pool: x }', 'nodeSelector: {}'))
          .join(''),
      finds: [
        'Deployment a/train spec.template.spec.nodeSelector: the pod reads proprietary data, and may share a node with Deployment a/w1, Deployment a/w2, Deployment a/w3 and 1 more',
      ],
    },
  ],
} satisfies CheckCases;
