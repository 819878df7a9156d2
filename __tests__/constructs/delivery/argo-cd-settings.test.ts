import { Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { ArgoCdSettings, type ArgoCdSettingsProps, ExternalNamespace, Hostname, SecretStore } from '../../../lib';

const PROPS: ArgoCdSettingsProps = {
  namespace: ExternalNamespace.named('argocd'),
  hostname: Hostname.of('argocd.example.com'),
  singleSignOn: {
    name: 'GitLab',
    issuer: 'https://gitlab.example.com',
    clientId: 'argocd',
    secretStore: SecretStore.clusterWide('vault'),
  },
  adminGroups: ['platform', 'ops'],
};
const HEALTH = 'resource.customizations.health.argoproj.io_Application';
const rendered = (more: Partial<ArgoCdSettingsProps> = {}): any[] => {
  const chart = Testing.chart();
  new ArgoCdSettings(chart, 'settings', { ...PROPS, ...more });
  return Testing.synth(chart);
};

test('people log in with their own accounts, and the administrator is off (row G12)', () => {
  const [secret, settings] = rendered();
  const { 'oidc.config': oidc, ...rest } = settings.data;
  expect(rest).toEqual({
    url: 'https://argocd.example.com',
    'admin.enabled': 'false',
    'users.anonymous.enabled': 'false',
    'exec.enabled': 'false',
    [HEALTH]: expect.any(String),
  });
  expect(load(oidc)).toEqual({
    name: 'GitLab',
    issuer: 'https://gitlab.example.com',
    clientID: 'argocd',
    clientSecret: '$argocd-oidc:clientSecret',
    requestedScopes: ['openid', 'profile', 'email', 'groups'],
  });
  // Without the label, which the Secret gets from it, Argo CD does not find what the settings refer to.
  expect(secret).toMatchObject({
    kind: 'ExternalSecret',
    metadata: { name: 'argocd-oidc', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
  });
});

test('syncs as the ServiceAccounts of projects, if that is asked for (row G13)', () => {
  const key = 'application.sync.impersonation.enabled';
  expect(rendered()[1].data).not.toHaveProperty([key]);
  expect(rendered({ impersonation: true })[1].data).toHaveProperty([key], 'true');
});

test('an Application is as healthy as it says, so that Argo CD waits for it between waves', () => {
  expect(rendered()[1].data[HEALTH]).toBe(`hs = {}
hs.status = "Progressing"
hs.message = ""
if obj.status ~= nil then
  if obj.status.health ~= nil then
    hs.status = obj.status.health.status
    if obj.status.health.message ~= nil then
      hs.message = obj.status.health.message
    end
  end
end
return hs
`);
  expect(rendered({ applicationHealth: false })[1].data).not.toHaveProperty([HEALTH]);
});

test('nobody has rights but the groups that are named (row G13)', () => {
  expect(rendered()[2]).toMatchObject({
    kind: 'ConfigMap',
    metadata: { name: 'argocd-rbac-cm', namespace: 'argocd', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    data: { 'policy.default': '', 'policy.csv': 'g, platform, role:admin\ng, ops, role:admin\n', scopes: '[groups]' },
  });
});

test.each<[Partial<ArgoCdSettingsProps>, string]>([
  [{ adminGroups: [] }, 'adminGroups must be at least one name of a group, without spaces and wildcards, got []'],
  [{ adminGroups: ['*'] }, 'adminGroups must be at least one name of a group, without spaces and wildcards, got ["*"]'],
  [
    { singleSignOn: { ...PROPS.singleSignOn, issuer: 'http://id' } },
    'issuer must be the https URL of an identity provider, got "http://id"',
  ],
])('refuses %#', (wrong, message) => {
  expect(() => rendered(wrong)).toThrow(new Error(message));
});
