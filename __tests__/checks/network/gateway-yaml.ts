/** YAML of the objects that the cases of checks on gateways have in common. */

/** A Gateway with these listeners. */
export function gateway(listeners: string, namespace = 'gw'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g, namespace: ${namespace} }
spec: { gatewayClassName: cilium, listeners: [${listeners}] }
`;
}

/** A route to the gateway; `rest` is more of its spec. */
export function route(name: string, namespace: string, rest: string, kind = 'HTTPRoute', parent = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: { parentRefs: [{ name: g, namespace: gw${parent} }], ${rest} }
`;
}

/** The rule of a route that redirects to HTTPS. */
export const REDIRECT =
  'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }]';

/** The Gateway of seed 000, as it stands there (rows F01 to F03). */
export const PROD_GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: prod-gateway
  namespace: ml-ingress-gateway
  labels: { app.kubernetes.io/component: ingress, app.kubernetes.io/managed-by: cilium, network/type: external }
  annotations: { io.cilium/lb-ipam-ips: 192.168.32.201 }
spec:
  gatewayClassName: cilium
  listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Same } } }]
`;

/** A route of seed 000, as it stands there (rows F04, F06), with its ReferenceGrant (rows F05, F07). */
export function seedRoute(name: string, hostname: string, backend: string, namespace: string, grant: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: ml-ingress-gateway }
spec:
  parentRefs: [{ name: prod-gateway, namespace: ml-ingress-gateway, sectionName: http }]
  hostnames: [${hostname}]
  rules:
    - matches: [{ path: { type: PathPrefix, value: / } }]
      backendRefs: [{ name: ${backend}, namespace: ${namespace}, port: 80 }]
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: ${grant}, namespace: ${namespace} }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ml-ingress-gateway }]
  to: [{ group: "", kind: Service }]
`;
}

export const HUBBLE = seedRoute(
  'hubble-ui-route',
  'hubble.local',
  'hubble-ui',
  'kube-system',
  'allow-ingress-to-hubble',
);
export const ARGO_CD = seedRoute(
  'argocd-ui-route',
  'argocd.local',
  'argocd-server',
  'argocd',
  'allow-ingress-to-argocd',
);
