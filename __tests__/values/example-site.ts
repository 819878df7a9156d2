import { Environment, Site, type SiteProps } from '../../lib';

/** A cluster of one node. */
export const SITE_PROPS: SiteProps = {
  nodes: [{ name: 'master', allocatable: { cpu: '3500m', memory: '3Gi' } }],
  versions: { kubernetes: '1.36.3', cilium: '1.20.2' },
  addresses: { '192.168.32.126': 'GitLab' },
  podCidrs: ['10.42.0.0/16'],
  serviceCidrs: ['10.43.0.0/16'],
  registries: ['registry.example.com:5050'],
  repoUrl: 'https://git.example.com/platform/deploy.git',
};

export const SITE = Site.of(SITE_PROPS);

export const SITE_ENVIRONMENT = Environment.of('prod', SITE);
