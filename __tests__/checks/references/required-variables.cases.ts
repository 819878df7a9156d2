import type { CheckCases } from '../check-cases';

const pod = (container: string, annotations = 'required-variables.fortress.cdk8s.io/main: "A,B"', more = '') => `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: a, annotations: { ${annotations} } }
spec: { containers: [{ name: main, ${container} }] }
${more}`;
const CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
data: { B: x }`;

export default {
  check: 'required-variables',
  passing: [
    { name: 'texts and sources', yaml: pod('env: [{ name: A, value: x }, { name: B, valueFrom: { fieldRef: {} } }]') },
    {
      name: 'keys of a ConfigMap, with a prefix',
      yaml: pod(
        'env: [{ name: A, value: x }], envFrom: [{ prefix: P_, configMapRef: { name: c } }]',
        'required-variables.fortress.cdk8s.io/main: "A,P_B"',
        CONFIG,
      ),
    },
    { name: 'a Secret whose keys are not known', yaml: pod('envFrom: [{ secretRef: { name: s } }]') },
    { name: 'another container', yaml: pod('env: []', 'required-variables.fortress.cdk8s.io/other: A') },
    { name: 'nothing is said', yaml: pod('env: []', '') },
  ],
  failing: [
    {
      name: 'I14: a variable that is missing, one that is empty, and a key that is not there',
      yaml: `${pod('env: [{ name: A, value: "" }]')}---${pod('envFrom: [{ configMapRef: { name: c } }]', undefined, CONFIG)}`,
      finds: [
        'Pod a/web spec.containers[0].env: container "main" needs A, B, and is not given it',
        'Pod a/web spec.containers[0].env: container "main" needs A, and is not given it',
      ],
    },
  ],
} satisfies CheckCases;
