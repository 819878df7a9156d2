import type { CheckCases } from '../check-cases';
import { all } from './policy-yaml';

function pool(blocks: string, rest = ''): string {
  return `
apiVersion: cilium.io/v2alpha1
kind: CiliumLoadBalancerIPPool
metadata: { name: ingress-pool }
spec: { blocks: ${blocks}${rest} }
`;
}

function gateway(spec: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g, namespace: gw }
spec: ${spec}
`;
}

/** Seed row E04. */
const POOL = pool('[{ cidr: 192.168.32.200/31 }]');

export default {
  check: 'address-in-pool',
  passing: [
    {
      name: 'seed rows E04, F02: the address in the pool',
      yaml: all(POOL, gateway('{ addresses: [{ type: IPAddress, value: 192.168.32.201 }] }')),
    },
    {
      name: 'a pool from first to last',
      yaml: all(
        pool('[{ start: 192.168.32.200, stop: 192.168.32.210 }, { start: "fd00::1" }]'),
        gateway('{ addresses: [{ value: 192.168.32.205 }, { value: "fd00::1" }] }'),
      ),
    },
    { name: 'a host name', yaml: all(POOL, gateway('{ addresses: [{ type: Hostname, value: a.example.com }] }')) },
    { name: 'no pool is known', yaml: gateway('{ addresses: [{ value: 10.0.0.1 }] }') },
    {
      name: 'annotations of a Service',
      yaml: all(
        POOL,
        'apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: a, annotations: { lbipam.cilium.io/ips: "192.168.32.200, 192.168.32.201" } }\nspec: {}\n',
      ),
    },
    { name: 'the pool is a stub of the site', yaml: gateway('{ addresses: [{ value: 192.168.32.201 }] }'), site: POOL },
  ],
  failing: [
    {
      name: 'outside the pool',
      yaml: all(POOL, gateway('{ addresses: [{ type: IPAddress, value: 192.168.32.202 }] }')),
      finds: ['Gateway gw/g spec.addresses[0].value: "192.168.32.202" is in no block of a CiliumLoadBalancerIPPool'],
    },
    {
      name: 'of the other family',
      yaml: all(POOL, gateway('{ addresses: [{ value: "fd00::1" }] }')),
      finds: ['Gateway gw/g spec.addresses[0].value: "fd00::1" is in no block of a CiliumLoadBalancerIPPool'],
    },
    {
      name: 'a pool that is disabled',
      yaml: all(
        pool('[{ cidr: 10.0.0.0/24 }]'),
        pool('[{ cidr: 192.168.32.200/31 }]', ', disabled: true').replace('ingress-pool', 'old'),
        gateway('{ addresses: [{ value: 192.168.32.201 }] }'),
      ),
      finds: ['Gateway gw/g spec.addresses[0].value: "192.168.32.201" is in no block of a CiliumLoadBalancerIPPool'],
    },
    {
      name: 'annotations that are handed on',
      yaml: all(POOL, gateway('{ infrastructure: { annotations: { io.cilium/lb-ipam-ips: 192.168.32.5 } } }')),
      finds: [
        'Gateway gw/g spec.infrastructure.annotations[io.cilium/lb-ipam-ips]: "192.168.32.5" is in no block of a CiliumLoadBalancerIPPool',
      ],
    },
    {
      name: 'one of two in an annotation',
      yaml: all(
        POOL,
        'apiVersion: v1\nkind: Service\nmetadata: { name: s, namespace: a, annotations: { lbipam.cilium.io/ips: "192.168.32.200,192.168.32.9" } }\nspec: {}\n',
      ),
      finds: [
        'Service a/s metadata.annotations[lbipam.cilium.io/ips]: "192.168.32.9" is in no block of a CiliumLoadBalancerIPPool',
      ],
    },
  ],
} satisfies CheckCases;
