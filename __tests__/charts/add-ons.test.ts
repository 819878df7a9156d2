import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ADD_ON_NAMESPACES } from '../../charts/add-on-namespaces';
import { ADD_ONS } from '../../charts/add-ons';
import { PROD } from '../../charts/environments';
import charts from '../../charts/helm-charts.json';
import { CHART_MIRROR, STORE, VAULT, VERSIONS } from '../../charts/site';
import { HelmChart } from '../../lib';
import { UnjudgedDeliveries } from '../../lib/evidence/unjudged-deliveries';
import { ArgoApplication } from '../../lib/manifests/delivery/argo-application';
import { ROOT } from '../source-files';
import { manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const APPLICATIONS = ALL.ofKind('argoproj.io', 'Application').map(manifest => ArgoApplication.of(manifest));
const valuesOf = (name: string): any => {
  const application = APPLICATIONS.find(({ manifest }) => manifest.name === name);
  return (application?.sources[0].source.helm as any)?.valuesObject;
};

test.each(Object.entries(charts))(
  'chart %s is published somewhere, at one version',
  (name, { publishedIn, version }) => {
    expect(HelmChart.of({ repository: publishedIn, name, version })).toMatchObject({ name, version });
    expect(ADD_ONS.map(({ chart }) => chart)).toContain(name);
  },
);

test('every chart is read from the mirror: nothing here reaches the Internet', () => {
  expect(new Set(ADD_ONS.map(({ chart }) => chart)).size).toBe(ADD_ONS.length);
  for (const { chart } of ADD_ONS) {
    const [source] = APPLICATIONS.find(({ manifest }) => manifest.name === chart)?.sources ?? [];
    expect(source.repoUrl).toBe(CHART_MIRROR);
  }
});

test('the evidence names every chart, and what the API server holds it to', () => {
  const delivered = UnjudgedDeliveries.in(ALL).filter(({ chart }) => chart !== '');
  expect(delivered.map(({ chart, revision }) => [chart, revision]).sort()).toEqual(
    Object.entries(charts)
      .map(([chart, { version }]) => [chart, version])
      .sort(),
  );
  for (const { name, level } of delivered) {
    expect([name, level]).toEqual([name, name === 'gpu-operator' ? 'privileged' : 'restricted']);
  }
  const report = JSON.parse(FILES.get('evidence/prod/report.json') ?? '');
  expect(report.notJudged).toEqual(UnjudgedDeliveries.in(ALL));
});

test.each(ADD_ON_NAMESPACES)('namespace $name bounds what it is given', ({ name }) => {
  const kinds = ALL.inNamespace(name).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['ResourceQuota', 'LimitRange', 'NetworkPolicy', 'CiliumNetworkPolicy']),
  );
});

test.each(ADD_ONS)('the project of $chart lists what it may bring', ({ chart, namespace, defines = [] }) => {
  const project = ALL.ofKind('argoproj.io', 'AppProject').find(({ name }) => name === chart);
  const { destinations, namespaceResourceWhitelist, clusterResourceWhitelist }: any = project?.spec ?? {};
  expect(destinations).toEqual([{ namespace, server: 'https://kubernetes.default.svc' }]);
  const kinds = [...namespaceResourceWhitelist, ...clusterResourceWhitelist];
  expect(kinds.filter(({ group, kind }) => `${group}${kind}`.includes('*'))).toEqual([]);
  const definitions = kinds.filter(({ kind }) => kind === 'CustomResourceDefinition');
  expect(definitions.map(({ name }) => name)).toEqual([...defines].sort());
  expect(defines).not.toContain('*.argoproj.io');
});

test.each(ADD_ONS)('$chart brings no policies: they would allow more than ours', ({ kinds }) => {
  expect(Object.keys(kinds)).not.toContain('networking.k8s.io');
  expect(Object.keys(kinds)).not.toContain('cilium.io');
});

describe('Argo CD delivers itself (row G01)', () => {
  const { configs, global, redisSecretInit, fullnameOverride } = valuesOf('argo-cd');

  test.each([
    ['argocd-cm', 'cm'],
    ['argocd-cmd-params-cm', 'params'],
    ['argocd-rbac-cm', 'rbac'],
  ])('%s is written here, and not by its chart', (name, part) => {
    expect(ALL.find('', 'ConfigMap', 'argocd', name)).toBeDefined();
    expect(configs[part]).toEqual({ create: false });
  });

  test('the password of its Redis comes from the store, and policies are ours', () => {
    expect(ALL.find('external-secrets.io', 'ExternalSecret', 'argocd', 'argocd-redis')?.spec.data).toMatchObject([
      { secretKey: 'auth' },
    ]);
    expect(redisSecretInit).toEqual({ enabled: false });
    expect(global.networkPolicy).toEqual({ create: false });
  });

  test('its parts have the names that routes and policies know', () => {
    const parts = ALL.inNamespace('argocd').filter(({ kind }) => kind === 'Pod');
    expect(parts.map(({ name }) => name)).toEqual(parts.map(({ name }) => name.replace(/^[^-]+/, fullnameOverride)));
  });

  test('it is the release that the tests of this repository ask', () => {
    const asked = readFileSync(join(ROOT, '__tests__/cluster/argo-cd/go.mod'), 'utf8');
    expect(asked).toContain(`github.com/argoproj/argo-cd/v3 ${global.image.tag}\n`);
    expect(global.image.tag).toMatch(new RegExp(`^v${VERSIONS.argocd.replace('.', '\\.')}\\.\\d+$`));
  });
});

test.each(['external-secrets', 'kyverno', 'argo-cd'])('whoever installs %s first gives it the same values', name => {
  expect(load(FILES.get(`artifacts/prod/${name}-values.yaml`) ?? '')).toEqual(valuesOf(name));
});

/** Rows M02 and M03. */
test('Loki deletes what is older than it keeps', () => {
  const { loki } = valuesOf('loki');
  expect(loki.limits_config.retention_period).toMatch(/^\d+h$/);
  expect(loki.compactor).toEqual({ retention_enabled: true, delete_request_store: 'filesystem' });
});

test('no value of a chart is a credential', () => {
  const literal = /\\?"(?!existing)[^"]*(?:password|token|secret_?key)[^"]*": ?\\?"(?!file:\/\/)[^"]+"/i;
  for (const { chart } of ADD_ONS) expect(JSON.stringify(valuesOf(chart) ?? {})).not.toMatch(literal);
  expect(JSON.stringify({ config: JSON.stringify({ token: 's.1' }) })).toMatch(literal);
  expect(JSON.stringify({ harborAdminPassword: 'Harbor12345' })).toMatch(literal);
});

test('every Secret that a chart names comes from the store', () => {
  const namespaces = new Map(ADD_ONS.map(({ chart, namespace }) => [chart, namespace]));
  const named = [...namespaces].flatMap(([chart, namespace]) => {
    const text = JSON.stringify(valuesOf(chart) ?? {});
    return [...text.matchAll(/"(?:existing\w*|secretName)":"([^"]+)"/g)].map(([, name]) => ({ namespace, name }));
  });
  expect(named.length).toBeGreaterThan(8);
  const missing = named.filter(({ namespace, name }) => {
    return !ALL.find('external-secrets.io', 'ExternalSecret', namespace, name);
  });
  expect(missing).toEqual([]);
});

test('the scanner finds all that it reads in the site, and may reach it (rows H14, H22)', () => {
  const { dbRegistry, javaDbRegistry, existingSecret } = valuesOf('trivy-operator').trivy;
  expect(PROD.site.registries).toEqual(expect.arrayContaining([dbRegistry, javaDbRegistry]));
  expect(existingSecret).toBe(true);
  expect(ALL.find('external-secrets.io', 'ExternalSecret', 'ml-security', 'trivy-operator-trivy-config')).toBeDefined();
  const { spec } = ALL.find('cilium.io', 'CiliumNetworkPolicy', 'ml-security', 'scanners') ?? {};
  expect(spec?.egress).toContainEqual(expect.objectContaining({ toEntities: ['kube-apiserver'] }));
  expect(spec?.egress).toContainEqual({
    toFQDNs: [{ matchName: 'gitlab.build.server' }],
    toPorts: [
      {
        ports: [
          { port: '443', protocol: 'TCP' },
          { port: '5050', protocol: 'TCP' },
        ],
      },
    ],
  });
});

describe('Vault in the cluster (row H21)', () => {
  const { injector, server } = valuesOf('vault');
  const { listener, seal, storage } = JSON.parse(server.ha.raft.config);

  test('speaks TLS only, and puts nothing into pods of others', () => {
    expect(valuesOf('vault').global.tlsDisable).toBe(false);
    expect(listener.tcp).toMatchObject({ tls_cert_file: '/vault/tls/tls.crt', tls_key_file: '/vault/tls/tls.key' });
    expect(injector).toEqual({ enabled: false });
  });

  test('each member knows all, and the quota holds the claim of each', () => {
    expect(storage.raft.retry_join).toHaveLength(server.ha.replicas);
    const quota = ALL.find('', 'ResourceQuota', 'vault', 'quota')?.spec.hard;
    expect(quota).toMatchObject({
      'requests.storage': `${server.ha.replicas * Number.parseInt(server.dataStorage.size, 10)}Gi`,
    });
  });

  test('is unsealed by the store beside the cluster, which its pods may reach', () => {
    expect(seal.transit).toMatchObject({
      address: `https://${STORE.hostname.name}:${STORE.port}`,
      token: 'file:///vault/seal/token',
    });
    const { spec } = ALL.find('cilium.io', 'CiliumNetworkPolicy', 'vault', 'vault-pods') ?? {};
    expect(spec?.egress).toContainEqual({
      toFQDNs: [{ matchName: STORE.hostname.name }],
      toPorts: [{ ports: [{ port: String(STORE.port), protocol: 'TCP' }] }],
    });
  });

  test('keeps nothing that the sync waits for, which delivers it', () => {
    const stores = ALL.judgedOfKind('ExternalSecret').map(({ spec }: any) => spec.secretStoreRef.name);
    expect(new Set(stores)).toEqual(new Set([VAULT.name]));
  });
});

describe('Harbor (row H21)', () => {
  const values = valuesOf('harbor');

  test('is reached through the gateway, by its own name and with TLS', () => {
    expect(values.expose).toEqual({ type: 'clusterIP', tls: { enabled: false } });
    const [route] = ALL.ofKind('gateway.networking.k8s.io', 'HTTPRoute').filter(({ name }) => name === 'harbor-route');
    expect(route.spec.hostnames).toEqual([values.externalURL.replace('https://', '')]);
  });

  test('keeps its records in the database, which lets it in', () => {
    expect(values.database.external).toMatchObject({
      host: 'postgresql.database.svc.cluster.local',
      sslmode: 'require',
    });
    const { spec } = ALL.find('networking.k8s.io', 'NetworkPolicy', 'database', 'database-clients') ?? {};
    expect(JSON.stringify(spec)).toContain('"kubernetes.io/metadata.name":"harbor"');
  });

  test('is no registry of the site: no pod may name it', () => {
    expect(PROD.site.registries).not.toContainEqual(expect.stringContaining('harbor'));
  });
});

/** Row B13. */
test.each(['vault', 'harbor', 'ml-security'])(
  'nobody but administrators of the cluster may do anything in %s',
  name => {
    expect(ALL.inNamespace(name).filter(({ kind }) => /^Role/.test(kind))).toEqual([]);
  },
);

test.each(ADD_ON_NAMESPACES.filter(({ holdsData }) => holdsData))('$name is kept, and backed up', ({ name }) => {
  expect(ALL.namespace(name)?.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
  const schedules = ALL.ofKind('velero.io', 'Schedule').map(({ spec }: any) => spec.template.includedNamespaces);
  expect(schedules).toContainEqual([name]);
});

test('KServe is there after the kinds that it uses', () => {
  const wave = (name: string) => {
    const manifest = APPLICATIONS.find(application => application.manifest.name === name)?.manifest;
    return Number(manifest?.annotations['argocd.argoproj.io/sync-wave'] ?? 0);
  };
  expect(wave('kserve-resources')).toBeGreaterThan(wave('kserve-crd'));
  expect(wave('kserve-resources')).toBeGreaterThan(wave('cert-manager'));
});
