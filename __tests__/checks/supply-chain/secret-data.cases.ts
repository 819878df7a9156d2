import type { CheckCases } from '../check-cases';

function secret(rest: string, metadata = 'name: s, namespace: a'): string {
  return `
apiVersion: v1
kind: Secret
metadata: { ${metadata} }
${rest}
`;
}

export default {
  check: 'secret-data',
  passing: [
    { name: 'no data', yaml: secret('type: Opaque') },
    { name: 'keys without a value', yaml: secret('data: { a: "", b: null }\nstringData: {}') },
    {
      name: 'the token of a ServiceAccount, as a cluster shows it',
      yaml: secret('type: kubernetes.io/service-account-token\ndata: { token: eHh4 }'),
    },
    {
      name: 'made by a controller, as a cluster shows it',
      yaml: secret(
        'data: { a: eHh4 }',
        'name: s, namespace: a, ownerReferences: [{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, name: s, uid: x }]',
      ),
    },
    {
      name: 'an ExternalSecret',
      yaml: 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: s, namespace: a }\nspec: { data: [{ secretKey: a }] }\n',
    },
    {
      name: 'a SealedSecret',
      yaml: 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: s, namespace: a }\nspec: { encryptedData: { a: AgB } }\n',
    },
  ],
  failing: [
    {
      name: 'seed row D17: ml-secrets',
      yaml: secret(
        'type: Opaque\nstringData: { database_url: "postgresql://user:password@host:5432/db", api_key: your-api-key }',
        'name: ml-secrets',
      ),
      finds: ['Secret ml-secrets stringData: holds the data of "database_url", "api_key"'],
    },
    {
      name: 'data',
      yaml: secret('data: { tls.key: eHh4, ca.crt: "" }'),
      finds: ['Secret a/s data: holds the data of "tls.key"'],
    },
    {
      name: 'a value that is no text',
      yaml: secret('stringData: { a: 1 }'),
      finds: ['Secret a/s stringData: holds the data of "a"'],
    },
  ],
} satisfies CheckCases;
