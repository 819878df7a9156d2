import type { CheckCases } from '../check-cases';

function pod(spec: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: ${spec}
---
`;
}

/** A pod that reads one key of the ConfigMap or Secret `o`. */
function reading(source: string, key: string): string {
  return pod(`{ containers: [{ env: [{ name: E, valueFrom: { ${source}: { name: o, key: ${key} } } }] }] }`);
}

function object(apiVersion: string, kind: string, rest: string): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: o, namespace: a }
${rest}
`;
}

const EXTERNAL = 'external-secrets.io/v1';

export default {
  check: 'missing-key',
  passing: [
    {
      name: 'D12: a key of data, and of binaryData',
      yaml: `${reading('configMapKeyRef', 'mlflow_uri')}${reading('configMapKeyRef', 'b').replace('name: p', 'name: q')}${object('v1', 'ConfigMap', 'data: { mlflow_uri: x }\nbinaryData: { b: AA== }')}`,
    },
    {
      name: 'D13: a key of stringData',
      yaml: `${reading('secretKeyRef', 'database_url')}${object('v1', 'Secret', 'stringData: { database_url: x }')}`,
    },
    { name: 'no such object: that is another check', yaml: reading('secretKeyRef', 'k') },
    {
      name: 'an optional key',
      yaml: `${pod('{ volumes: [{ configMap: { name: o, optional: true, items: [{ key: nope, path: p }] } }] }')}${object('v1', 'ConfigMap', 'data: { k: v }')}`,
    },
    {
      name: 'a whole object',
      yaml: `${pod('{ volumes: [{ configMap: { name: o } }], containers: [{ envFrom: [{ configMapRef: { name: o } }] }] }')}${object('v1', 'ConfigMap', '')}`,
    },
    {
      name: 'a key that an ExternalSecret fetches',
      yaml: `${reading('secretKeyRef', 'k')}${object(EXTERNAL, 'ExternalSecret', 'spec: { data: [{ secretKey: k }] }')}`,
    },
    {
      name: 'a key of its template, and one merged with it',
      yaml: `${reading('secretKeyRef', 't')}${reading('secretKeyRef', 'k').replace('name: p', 'name: q')}${object(EXTERNAL, 'ExternalSecret', 'spec: { target: { template: { mergePolicy: Merge, data: { t: x } } }, data: [{ secretKey: k }] }')}`,
    },
    {
      name: 'keys that only the store knows',
      yaml: `${reading('secretKeyRef', 'k')}${object(EXTERNAL, 'ExternalSecret', 'spec: { dataFrom: [{ extract: { key: x } }] }')}`,
    },
    {
      name: 'a template from elsewhere',
      yaml: `${reading('secretKeyRef', 'k')}${object(EXTERNAL, 'ExternalSecret', 'spec: { target: { template: { templateFrom: [{ literal: x }] } } }')}`,
    },
    {
      name: 'what cert-manager writes',
      yaml: `${pod('{ volumes: [{ secret: { secretName: s, items: [{ key: tls.crt, path: a }, { key: keystore.p12, path: b }, { key: tls-combined.pem, path: c }] } }] }')}${object('cert-manager.io/v1', 'Certificate', 'spec: { secretName: s, keystores: { pkcs12: { create: true } }, additionalOutputFormats: [{ type: CombinedPEM }] }')}`,
    },
    {
      name: 'a sealed key',
      yaml: `${reading('secretKeyRef', 'k')}${object('bitnami.com/v1alpha1', 'SealedSecret', 'spec: { encryptedData: { k: x } }')}`,
    },
    {
      name: 'a token',
      yaml: `${reading('secretKeyRef', 'token')}${object('v1', 'Secret', 'type: kubernetes.io/service-account-token')}`,
    },
    {
      name: 'the root certificate of the cluster',
      yaml: pod(
        '{ volumes: [{ projected: { sources: [{ configMap: { name: kube-root-ca.crt, items: [{ key: ca.crt, path: ca.crt }] } }] } }] }',
      ),
    },
    {
      name: 'a stub that does not say its keys',
      yaml: `${reading('secretKeyRef', 'k')}${reading('configMapKeyRef', 'k').replace('name: p', 'name: q')}`,
      site: `${object('v1', 'Secret', '')}---${object('v1', 'ConfigMap', '')}`,
    },
  ],
  failing: [
    {
      name: 'D12: another key',
      yaml: `${reading('configMapKeyRef', 'mlflow_url')}${object('v1', 'ConfigMap', 'data: { mlflow_uri: x, log_level: INFO }')}`,
      finds: [
        'Pod a/p spec.containers[0].env[0].valueFrom.configMapKeyRef.key: ConfigMap "o" has no key "mlflow_url"; it has the keys log_level, mlflow_uri',
      ],
    },
    {
      name: 'D13: a Secret without keys',
      yaml: `${reading('secretKeyRef', 'database_url')}${object('v1', 'Secret', '')}`,
      finds: [
        'Pod a/p spec.containers[0].env[0].valueFrom.secretKeyRef.key: Secret "o" has no key "database_url"; it has no keys',
      ],
    },
    {
      name: 'items of volumes',
      yaml: `${pod('{ volumes: [{ configMap: { name: o, items: [{ key: a, path: a }] } }, { projected: { sources: [{ configMap: { name: o, items: [{ key: k, path: k }, { key: b, path: b }] } }] } }] }')}${object('v1', 'ConfigMap', 'data: { k: v }')}`,
      finds: [
        'Pod a/p spec.volumes[0].configMap.items[0].key: ConfigMap "o" has no key "a"; it has the keys k',
        'Pod a/p spec.volumes[1].projected.sources[0].configMap.items[1].key: ConfigMap "o" has no key "b"; it has the keys k',
      ],
    },
    {
      name: 'a template that stands in place of what was fetched',
      yaml: `${reading('secretKeyRef', 'k')}${object(EXTERNAL, 'ExternalSecret', 'spec: { target: { template: { data: { t: x } } }, data: [{ secretKey: k }] }')}`,
      finds: [
        'Pod a/p spec.containers[0].env[0].valueFrom.secretKeyRef.key: Secret "o" has no key "k"; it has the keys t',
      ],
    },
    {
      name: 'a keystore that the Certificate does not ask for',
      yaml: `${reading('secretKeyRef', 'keystore.jks')}${object('cert-manager.io/v1', 'Certificate', 'spec: { secretName: o }')}`,
      finds: [
        'Pod a/p spec.containers[0].env[0].valueFrom.secretKeyRef.key: Secret "o" has no key "keystore.jks"; it has the keys ca.crt, tls.crt, tls.key',
      ],
    },
    {
      name: 'the root certificate under another name',
      yaml: pod('{ volumes: [{ configMap: { name: kube-root-ca.crt, items: [{ key: ca.pem, path: x }] } }] }'),
      finds: [
        'Pod a/p spec.volumes[0].configMap.items[0].key: ConfigMap "kube-root-ca.crt" has no key "ca.pem"; it has the keys ca.crt',
      ],
    },
    {
      name: 'a stub that says its keys',
      yaml: reading('secretKeyRef', 'k'),
      site: object('v1', 'Secret', 'data: { other: "" }'),
      finds: [
        'Pod a/p spec.containers[0].env[0].valueFrom.secretKeyRef.key: Secret "o" has no key "k"; it has the keys other',
      ],
    },
  ],
} satisfies CheckCases;
