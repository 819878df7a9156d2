import type { CheckCases } from '../check-cases';
import { deployment } from './pod-yaml';

function env(...variables: string[]): string {
  return deployment(`{ containers: [{ name: c, env: [${variables.join(', ')}] }] }`);
}

function configMap(data: string): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
data:
${data}
`;
}

/** Keys that are none: the published example of AWS, and letters. */
const AWS = 'AKIAIOSFODNN7EXAMPLE';
const GITLAB = `glpat-${'x'.repeat(20)}`;
const KEY = `-----BEGIN ${'RSA'} PRIVATE KEY-----`;

/** A variable of a shell, as it is left to be filled in. */
const VARIABLE = ['$', '{API_KEY}'].join('');

export default {
  check: 'literal-credential',
  passing: [
    {
      name: 'from a Secret',
      yaml: env(
        '{ name: GF_SECURITY_ADMIN_PASSWORD, valueFrom: { secretKeyRef: { name: grafana-secrets, key: admin-password } } }',
      ),
    },
    {
      name: 'seed row D11: what a ConfigMap of the guide holds',
      yaml: configMap('  mlflow_uri: "http://mlflow-service:5000"\n  model_registry: production\n  log_level: INFO'),
    },
    {
      name: 'about credentials',
      yaml: env(
        '{ name: PASSWORD_FILE, value: /run/secrets/db }',
        '{ name: TOKEN_TTL, value: 3600s }',
        '{ name: SECRET_NAME, value: db }',
        '{ name: MAX_TOKENS, value: "4096" }',
        '{ name: TOKENIZERS_PARALLELISM, value: "false" }',
        '{ name: ENABLE_TOKEN_AUTH, value: strict }',
        '{ name: AWS_ACCESS_KEY_ID_FILE, value: x }',
        '{ name: PASSTHROUGH, value: all }',
        '{ name: KEYCLOAK_TOKEN_URL, value: "https://sso.example.com/token" }',
      ),
    },
    {
      name: 'what stands in',
      yaml: env(
        '{ name: PASSWORD, value: "" }',
        '{ name: TOKEN, value: "$(FROM_SECRET)" }',
        `{ name: API_KEY, value: "${VARIABLE}" }`,
        '{ name: DB_PASSWORD, value: "{{ vault }}" }',
        '{ name: USE_PASSWORD, value: "true" }',
        '{ name: SECRET, value: "false" }',
      ),
    },
    {
      name: 'a key of a Secret, as Argo CD refers to it',
      yaml: configMap('  oidc.config: "clientSecret: $argocd-oidc:clientSecret"'),
    },
    {
      name: 'URLs without a password',
      yaml: env(
        '{ name: DATABASE_URL, value: "postgresql://host:5432/db" }',
        '{ name: REPO, value: "ssh://git@host:22/x" }',
        '{ name: DSN, value: "postgresql://user:$(DB_PASSWORD)@host/db" }',
        '{ name: AT, value: "http://host:80/a@b" }',
      ),
    },
    {
      name: 'arguments',
      yaml: deployment(
        '{ containers: [{ name: c, command: [server], args: [--password-file, /run/p, "--token=$(TOKEN)", --api-key, $KEY, --password, "--verbose", "--secret-name=db"] }] }',
      ),
    },
    {
      name: 'files of a ConfigMap',
      yaml: configMap(
        `  app.yaml: |\n    password: ${VARIABLE}\n    token: ""\n    passwordFile: /run/secrets/db\n    secretRef:\n      name: db\n    # password: changed\n  main.py: |\n    password = os.environ["PASSWORD"]\n    token = get_token(user)\n  tls.crt: |\n    -----BEGIN CERTIFICATE-----\n    MIIB\n  id_rsa.pub: ssh-rsa AAAA`,
      ),
    },
    {
      name: 'a kind of the same name',
      yaml: configMap('  password: hunter2').replace('apiVersion: v1', 'apiVersion: example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'seed row K06: admin/admin of Grafana',
      yaml: env('{ name: GF_SECURITY_ADMIN_USER, value: admin }', '{ name: GF_SECURITY_ADMIN_PASSWORD, value: admin }'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].env[1].value: gives "GF_SECURITY_ADMIN_PASSWORD" a literal value',
      ],
    },
    {
      name: 'seed row D17: what belongs into a Secret, in a ConfigMap',
      yaml: configMap('  database_url: "postgresql://user:password@host:5432/db"\n  api_key: your-api-key'),
      finds: [
        'ConfigMap a/c data.database_url: holds a URL with a password',
        'ConfigMap a/c data.api_key: gives "api_key" a literal value',
      ],
    },
    {
      name: 'names in many forms',
      yaml: env(
        '{ name: dbPassword, value: hunter2 }',
        '{ name: MINIO_SECRET_KEY, value: minio123 }',
        '{ name: HF_TOKEN, value: abc }',
        '{ name: x-api-key, value: abc }',
        '{ name: REDIS_PASS, value: abc }',
      ),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].env[0].value: gives "dbPassword" a literal value',
        'Deployment a/api spec.template.spec.containers[0].env[1].value: gives "MINIO_SECRET_KEY" a literal value',
        'Deployment a/api spec.template.spec.containers[0].env[2].value: gives "HF_TOKEN" a literal value',
        'Deployment a/api spec.template.spec.containers[0].env[3].value: gives "x-api-key" a literal value',
        'Deployment a/api spec.template.spec.containers[0].env[4].value: gives "REDIS_PASS" a literal value',
      ],
    },
    {
      name: 'forms, whatever the name',
      yaml: env(
        `{ name: A, value: ${AWS} }`,
        `{ name: B, value: ${GITLAB} }`,
        `{ name: C, value: "${KEY} x" }`,
        '{ name: D, value: "amqp://guest:guest@rabbit:5672/" }',
      ),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].env[0].value: holds an AWS access key',
        'Deployment a/api spec.template.spec.containers[0].env[1].value: holds a GitLab token',
        'Deployment a/api spec.template.spec.containers[0].env[2].value: holds a private key',
        'Deployment a/api spec.template.spec.containers[0].env[3].value: holds a URL with a password',
      ],
    },
    {
      name: 'arguments',
      yaml: deployment(
        '{ initContainers: [{ name: i, command: [sh, -c, "curl http://u:p4ss@host/"] }], containers: [{ name: c, args: [--password=hunter2, --api-key, abc, "DB_PASSWORD=hunter2"] }] }',
      ),
      finds: [
        'Deployment a/api spec.template.spec.initContainers[0].command[2]: holds a URL with a password',
        'Deployment a/api spec.template.spec.containers[0].args[0]: gives "password" a literal value',
        'Deployment a/api spec.template.spec.containers[0].args[2]: gives "api-key" a literal value',
        'Deployment a/api spec.template.spec.containers[0].args[3]: gives "DB_PASSWORD" a literal value',
      ],
    },
    {
      name: 'files of a ConfigMap',
      yaml: configMap(
        `  app.yaml: |\n    user: admin\n    password: "hunter2"\n  app.properties: |\n    a=b\n    db.password=hunter2\n  app.json: |\n    {\n      "apiKey": "abc",\n    }\n  id_rsa: |\n    ${KEY}\n    MIIE\n  one: ${AWS}`,
      ),
      finds: [
        'ConfigMap a/c data[app.yaml]: gives "password" a literal value in line 2',
        'ConfigMap a/c data[app.properties]: gives "db.password" a literal value in line 2',
        'ConfigMap a/c data[app.json]: gives "apiKey" a literal value in line 2',
        'ConfigMap a/c data.id_rsa: holds a private key',
        'ConfigMap a/c data.one: holds an AWS access key',
      ],
    },
    {
      name: 'an ephemeral container',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: a }\nspec: { ephemeralContainers: [{ name: e, env: [{ name: TOKEN, value: abc }] }] }\n',
      finds: ['Pod a/p spec.ephemeralContainers[0].env[0].value: gives "TOKEN" a literal value'],
    },
  ],
} satisfies CheckCases;
