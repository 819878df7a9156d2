import type { SeedRow } from '../row';

export const SECTION_N: readonly SeedRow[] = [
  { id: 'N01', asks: 'baseline and the host', checks: ['host-isolation'], missing: 'not looked at yet' },
  { id: 'N02', asks: 'wide rules and isolation', missing: 'not looked at yet' },
  { id: 'N03', asks: 'same-namespace ingress', missing: 'not looked at yet' },
  { id: 'N04', asks: 'http or https, LoadBalancer or gateway', missing: 'not looked at yet' },
  { id: 'N05', asks: 'three registries', missing: 'not looked at yet' },
  { id: 'N06', asks: 'two scan thresholds', missing: 'not looked at yet' },
  { id: 'N07', asks: 'OIDC or keys', missing: 'not looked at yet' },
  { id: 'N08', asks: 'keyless or air gap', checks: ['image-verified'], missing: 'not looked at yet' },
  { id: 'N09', asks: 'two autoscalers', missing: 'not looked at yet' },
  {
    id: 'N10',
    asks: 'projects, routes and addresses',
    checks: ['project-exists', 'route-attaches'],
    missing: 'not looked at yet',
  },
  { id: 'N11', asks: 'two ways to deploy', missing: 'not looked at yet' },
  { id: 'N12', asks: 'moving tags', checks: ['image-digest'], missing: 'not looked at yet' },
  { id: 'N13', asks: 'placeholders', checks: ['placeholder'], missing: 'not looked at yet' },
];
