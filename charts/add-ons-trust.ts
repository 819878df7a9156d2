import type { Environment } from '../lib';
import { type AddOn, OPERATOR, RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from './add-on';
import { placeOf } from './environments';
import { STORE } from './site';

const TLS = '/vault/tls';
const SEAL = '/vault/seal';

/**
 * Vault's own settings, as JSON, which it reads as well as HCL: the chart takes a text only. Its members find each other by name,
 * and the store beside the cluster unseals them: nobody has to be there when a pod starts again.
 */
function vaultConfig({ name }: Environment, members: readonly string[]): string {
  const authority = `${TLS}/ca.crt`;
  const config = {
    ui: false,
    listener: {
      tcp: {
        address: '[::]:8200',
        cluster_address: '[::]:8201',
        tls_cert_file: `${TLS}/tls.crt`,
        tls_key_file: `${TLS}/tls.key`,
      },
    },
    storage: {
      raft: {
        path: '/vault/data',
        retry_join: members.map(member => ({
          leader_api_addr: `https://${member}.vault-internal:8200`,
          leader_ca_cert_file: authority,
        })),
      },
    },
    seal: {
      transit: {
        address: `https://${STORE.hostname.name}:${STORE.port}`,
        token: `file://${SEAL}/token`,
        mount_path: 'transit/',
        key_name: `vault-${name}`,
        tls_ca_cert: authority,
      },
    },
    service_registration: { kubernetes: { namespace: 'vault' } },
  };
  return JSON.stringify(config, null, 2);
}

/** Where secrets and images of teams are kept (seed row H21). */
export const TRUST_ADD_ONS: readonly AddOn[] = [
  {
    chart: 'vault',
    namespace: 'vault',
    purpose: 'Keeps the secrets of teams (seed row H21)',
    kinds: {
      ...OPERATOR,
      apps: ['StatefulSet'],
      policy: ['PodDisruptionBudget'],
      'rbac.authorization.k8s.io': ['ClusterRoleBinding', 'Role', 'RoleBinding'],
    },
    values: environment => {
      // One alone, or as many as still agree when one is missing.
      const replicas = environment.replicas < 3 ? 1 : 3;
      const members = Array.from({ length: replicas }, (_, index) => `vault-${index}`);
      const secret = (name: string) => ({ name, secret: { secretName: name, defaultMode: 0o440 } });
      return {
        global: { tlsDisable: false },
        // It would put a container that is nobody's into pods of others.
        injector: { enabled: false },
        server: {
          // The pool of the platform may be one node.
          affinity: '',
          dataStorage: { size: '10Gi', storageClass: environment.site.storageClasses[0] },
          extraEnvironmentVars: { VAULT_CACERT: `${TLS}/ca.crt` },
          ha: {
            enabled: true,
            replicas,
            disruptionBudget: { enabled: replicas > 1 },
            raft: { enabled: true, setNodeId: true, config: vaultConfig(environment, members) },
          },
          // A restart helps none that is sealed; and one that nobody has initialised yet keeps no sync waiting.
          livenessProbe: { enabled: true, path: '/v1/sys/health?standbyok=true&uninitcode=204&sealedcode=204' },
          readinessProbe: { enabled: true, path: '/v1/sys/health?standbyok=true&uninitcode=204' },
          resources: resources('250m', '512Mi', { cpu: '1', memory: '1Gi' }),
          statefulSet: {
            securityContext: {
              pod: { ...RESTRICTED_POD, runAsUser: 100, runAsGroup: 1000, fsGroup: 1000 },
              container: RESTRICTED_CONTAINER,
            },
          },
          // Each unseals itself, so none has to be restarted by hand.
          updateStrategyType: 'RollingUpdate',
          volumes: [
            secret('vault-tls'),
            secret('vault-seal'),
            { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
          ],
          volumeMounts: [
            { name: 'vault-tls', mountPath: TLS, readOnly: true },
            { name: 'vault-seal', mountPath: SEAL, readOnly: true },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      };
    },
  },
  {
    chart: 'harbor',
    namespace: 'harbor',
    purpose: 'Keeps copies of images that teams share (seed row H21)',
    kinds: {
      '': ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'Service'],
      apps: ['Deployment', 'StatefulSet'],
    },
    values: environment => {
      const storageClass = environment.site.storageClasses[0];
      return {
        // The route is ours, and TLS ends at the gateway.
        expose: { type: 'clusterIP', tls: { enabled: false } },
        externalURL: `https://harbor.${placeOf(environment).domain}`,
        // Every key is in the store; one that is missing the chart would make anew with each rendering.
        existingSecretAdminPassword: 'harbor-admin',
        existingSecretSecretKey: 'harbor-keys',
        core: {
          existingSecret: 'harbor-keys',
          existingXsrfSecret: 'harbor-keys',
          secretName: 'harbor-token',
          resources: resources('100m', '512Mi'),
        },
        jobservice: {
          existingSecret: 'harbor-keys',
          jobLoggers: ['stdout'],
          resources: resources('100m', '512Mi'),
        },
        registry: {
          existingSecret: 'harbor-keys',
          credentials: { existingSecret: 'harbor-registry-user' },
          registry: { resources: resources('100m', '512Mi') },
          controller: { resources: resources('50m', '128Mi') },
        },
        nginx: { resources: resources('50m', '128Mi') },
        portal: { resources: resources('50m', '128Mi') },
        redis: { internal: { resources: resources('100m', '128Mi') } },
        database: {
          type: 'external',
          external: {
            host: 'postgresql.database.svc.cluster.local',
            username: 'harbor',
            coreDatabase: 'harbor',
            existingSecret: 'harbor-database',
            sslmode: 'require',
          },
        },
        // Trivy Operator scans what runs, and the pipeline what is built.
        trivy: { enabled: false },
        persistence: {
          persistentVolumeClaim: {
            registry: { size: '100Gi', storageClass },
            redis: { size: '1Gi', storageClass },
          },
        },
        // A claim that one pod mounts would keep the next one waiting.
        updateStrategy: { type: 'Recreate' },
      };
    },
  },
];
