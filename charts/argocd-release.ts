import { type AddOn, OPERATOR, resources } from './add-on';

/** The release of Argo CD that runs here, and that tests of this repository ask; the chart would bring an earlier patch of it. */
const RELEASE = 'v3.5.7';

/**
 * Argo CD delivers itself: the first time by hand, with the same values, and then whenever they change (seed row G01).
 *
 * Its settings, and the password of its Redis, are objects of our own: what two write, nobody can rely on. So are its policies:
 * those of the chart would let every pod of the cluster reach the server.
 */
export const ARGO_CD: AddOn = {
  chart: 'argo-cd',
  namespace: 'argocd',
  purpose: 'Argo CD itself (seed row G01)',
  kinds: { ...OPERATOR, '': [...OPERATOR[''], 'Secret'], apps: ['Deployment', 'StatefulSet'] },
  defines: ['applications', 'applicationsets', 'appprojects'].map(kind => `${kind}.argoproj.io`),
  values: () => ({
    // Names without the name of the release: routes and policies know them.
    fullnameOverride: 'argocd',
    global: { image: { tag: RELEASE }, networkPolicy: { create: false } },
    configs: { cm: { create: false }, params: { create: false }, rbac: { create: false } },
    // People log in with GitLab itself, and nobody is notified by it.
    dex: { enabled: false },
    notifications: { enabled: false },
    // The job would need the right to make Secrets.
    redisSecretInit: { enabled: false },
    redis: {
      automountServiceAccountToken: false,
      serviceAccount: { create: true },
      resources: resources('100m', '128Mi'),
    },
    controller: { resources: resources('500m', '1Gi', { cpu: '1', memory: '2Gi' }) },
    server: { resources: resources('100m', '256Mi') },
    repoServer: {
      // It runs Helm on the charts of others, and has nothing to ask of the API server.
      automountServiceAccountToken: false,
      copyutil: { resources: resources('50m', '64Mi') },
      resources: resources('250m', '512Mi', { cpu: '1', memory: '1Gi' }),
    },
    applicationSet: { resources: resources('100m', '256Mi') },
  }),
};
