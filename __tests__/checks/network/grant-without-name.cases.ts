import type { CheckCases } from '../check-cases';
import { ARGO_CD, HUBBLE } from './gateway-yaml';

function grant(to: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: grant, namespace: kube-system }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: gw }], to: ${to} }
`;
}

export default {
  check: 'grant-without-name',
  passing: [
    { name: 'a name', yaml: grant('[{ group: "", kind: Service, name: hubble-ui }]') },
    {
      name: 'another API',
      yaml: grant('[{ kind: Service }]').replace('gateway.networking.k8s.io/v1', 'example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'seed row F05: allow-ingress-to-hubble',
      yaml: HUBBLE,
      finds: [
        'ReferenceGrant kube-system/allow-ingress-to-hubble spec.to[0].name: without a name it opens every Service of namespace "kube-system"',
      ],
    },
    {
      name: 'seed row F07: allow-ingress-to-argocd',
      yaml: ARGO_CD,
      finds: [
        'ReferenceGrant argocd/allow-ingress-to-argocd spec.to[0].name: without a name it opens every Service of namespace "argocd"',
      ],
    },
    {
      name: 'one of two',
      yaml: grant('[{ group: "", kind: Service, name: hubble-ui }, { group: "", kind: Secret, name: "" }]'),
      finds: [
        'ReferenceGrant kube-system/grant spec.to[1].name: without a name it opens every Secret of namespace "kube-system"',
      ],
    },
    {
      name: 'no object',
      yaml: grant('[null]'),
      finds: [
        'ReferenceGrant kube-system/grant spec.to[0].name: without a name it opens every object of namespace "kube-system"',
      ],
    },
  ],
} satisfies CheckCases;
