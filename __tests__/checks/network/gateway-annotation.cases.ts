import type { CheckCases } from '../check-cases';
import { PROD_GATEWAY } from './gateway-yaml';

function annotated(annotations: string, kind = 'Gateway'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: g, namespace: gw, annotations: ${annotations} }
spec: { infrastructure: { annotations: { lbipam.cilium.io/ips: 192.168.32.201 } } }
`;
}

export default {
  check: 'gateway-annotation',
  passing: [
    { name: 'annotations that are handed on', yaml: annotated('{}') },
    {
      name: 'annotations for others',
      yaml: annotated('{ cert-manager.io/issuer: ca, external-dns.alpha.kubernetes.io/hostname: a.example.com }'),
    },
    {
      name: 'another API',
      yaml: annotated('{ io.cilium/lb-ipam-ips: 192.168.32.201 }').replace(
        'gateway.networking.k8s.io/v1',
        'networking.istio.io/v1',
      ),
    },
  ],
  failing: [
    {
      name: 'seed row F02: the address of prod-gateway',
      yaml: PROD_GATEWAY,
      finds: [
        'Gateway ml-ingress-gateway/prod-gateway metadata.annotations[io.cilium/lb-ipam-ips]: "192.168.32.201" is not handed on to the Service of the Gateway, and has no effect',
      ],
    },
    {
      name: 'of another load balancer',
      yaml: annotated('{ metallb.io/address-pool: p, service.beta.kubernetes.io/aws-load-balancer-type: nlb }'),
      finds: [
        'Gateway gw/g metadata.annotations[metallb.io/address-pool]: "p" is not handed on to the Service of the Gateway, and has no effect',
        'Gateway gw/g metadata.annotations[service.beta.kubernetes.io/aws-load-balancer-type]: "nlb" is not handed on to the Service of the Gateway, and has no effect',
      ],
    },
  ],
} satisfies CheckCases;
