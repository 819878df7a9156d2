import type { CheckCases } from '../check-cases';

function secret(type: string, annotations = ''): string {
  return `
apiVersion: v1
kind: Secret
metadata: { name: s, namespace: a, annotations: { ${annotations} } }
type: ${type}
---
`;
}

const TOKEN = 'kubernetes.io/service-account-token';

export default {
  check: 'long-lived-token',
  passing: [
    { name: 'another type', yaml: secret('Opaque') + secret('7') },
    { name: 'another group', yaml: secret(TOKEN).replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'a token',
      yaml: secret(TOKEN, 'kubernetes.io/service-account.name: sa') + secret(TOKEN).replace('name: s,', 'name: t,'),
      finds: [
        'Secret a/s type: the Secret holds a token of ServiceAccount "sa" that does not end',
        'Secret a/t type: the Secret holds a token of ServiceAccount "" that does not end',
      ],
    },
  ],
} satisfies CheckCases;
