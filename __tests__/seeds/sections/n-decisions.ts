import type { SeedRow } from '../row';

export const SECTION_N: readonly SeedRow[] = [
  {
    id: 'N01',
    asks: 'baseline and the host',
    checks: ['host-isolation'],
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N01 |' }],
  },
  {
    id: 'N02',
    asks: 'wide rules and isolation',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N02 |' }],
  },
  {
    id: 'N03',
    asks: 'same-namespace ingress',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N03 |' }],
  },
  {
    id: 'N04',
    asks: 'http or https, LoadBalancer or gateway',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N04 |' }],
  },
  {
    id: 'N05',
    asks: 'three registries',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N05 |' }],
  },
  {
    id: 'N06',
    asks: 'two scan thresholds',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N06 |' }],
  },
  {
    id: 'N07',
    asks: 'OIDC or keys',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N07 |' }],
  },
  {
    id: 'N08',
    asks: 'keyless or air gap',
    checks: ['image-verified'],
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N08 |' }],
  },
  {
    id: 'N09',
    asks: 'two autoscalers',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N09 |' }],
  },
  {
    id: 'N10',
    asks: 'projects, routes and addresses',
    checks: ['project-exists', 'route-attaches'],
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N10 |' }],
  },
  {
    id: 'N11',
    asks: 'two ways to deploy',
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N11 |' }],
  },
  {
    id: 'N12',
    asks: 'moving tags',
    checks: ['image-digest'],
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N12 |' }],
  },
  {
    id: 'N13',
    asks: 'placeholders',
    checks: ['placeholder'],
    tests: ['__tests__/charts/decisions.test.ts'],
    documents: [{ file: 'docs/decisions.md', text: '| N13 |' }],
  },
];
