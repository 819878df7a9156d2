import type { CheckCases } from '../check-cases';

const namespace = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
`;

const POD = `
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: main, image: web }] }
`;

const cases: CheckCases = {
  check: 'pod-security-enforced',
  passing: [
    { name: 'restricted', yaml: namespace('pod-security.kubernetes.io/enforce: restricted') + POD },
    {
      name: 'privileged, which somebody has said',
      yaml: namespace('pod-security.kubernetes.io/enforce: privileged') + POD,
    },
    { name: 'a namespace without pods', yaml: namespace('purpose: routes') },
    {
      name: 'a Namespace of another group',
      yaml: namespace('tenant: shop').replace('apiVersion: v1', 'apiVersion: example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'a namespace with pods and no label',
      yaml: namespace('') + POD,
      finds: [
        'Namespace shop metadata.labels[pod-security.kubernetes.io/enforce]: no Pod Security Standard is enforced in namespace "shop"',
      ],
    },
    {
      name: "a tenant's namespace that only warns",
      yaml: namespace('tenant: shop, pod-security.kubernetes.io/warn: restricted'),
      finds: [
        'Namespace shop metadata.labels[pod-security.kubernetes.io/enforce]: no Pod Security Standard is enforced in namespace "shop"',
      ],
    },
  ],
};

export default cases;
