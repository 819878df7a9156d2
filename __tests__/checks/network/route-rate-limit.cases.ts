import type { CheckCases } from '../check-cases';

const LIMIT = 'fortress.cdk8s.io/rate-limit';
const TOKEN = 'fortress.cdk8s.io/authentication: "token issuer=https://id.example.com audience=a"';
const LOGIN = 'fortress.cdk8s.io/authentication: login';
const limited = (text: string) => `${LIMIT}: "${text}"`;
const route = (path: string, ...annotations: string[]) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: a, annotations: { ${annotations.join(', ')} } }
spec: { rules: [{ matches: [{ path: { value: ${path} } }], backendRefs: [{ name: s, port: 80 }] }] }
---
`;
const AT = `HTTPRoute a/r metadata.annotations[${LIMIT}]`;
const NOBODY = `${AT}: nobody says how many requests of one caller are answered`;

export default {
  check: 'route-rate-limit',
  passing: [
    { name: 'F13: a limit', yaml: route('/predict', TOKEN, limited('20/s')) + route('/', TOKEN, limited('600/m')) },
    { name: 'a page for people', yaml: route('/', LOGIN) },
    { name: 'nobody says who calls: that is another check', yaml: route('/') },
    { name: 'another group', yaml: route('/predict', TOKEN).replace('gateway.networking.k8s.io', 'example.com') },
    {
      name: 'a redirect is answered by the gateway',
      yaml: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: a }
spec: { rules: [{ matches: [{ path: { value: /predict } }], filters: [{ type: RequestRedirect, requestRedirect: {} }] }] }
`,
    },
  ],
  failing: [
    {
      name: 'F13: predictions without end',
      yaml: route('/predict') + route('/v1/predict/x', LOGIN),
      finds: [NOBODY, NOBODY],
    },
    { name: 'callers with tokens are programs', yaml: route('/', TOKEN), finds: [NOBODY] },
    {
      name: 'no limit',
      yaml: route('/', LOGIN, limited('many')) + route('/predict', limited('0/s')),
      finds: [
        `${AT}: a limit must be a number a second or a minute, such as "20/s", got "many"`,
        `${AT}: a limit must be a number a second or a minute, such as "20/s", got "0/s"`,
      ],
    },
  ],
} satisfies CheckCases;
