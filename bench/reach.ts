import { Manifest } from '../lib/manifests/manifest';
import { ManifestSet } from '../lib/manifests/manifest-set';
import { Isolation } from '../lib/reach/isolation';
import { Reachability } from '../lib/reach/reachability';

/** What it may take: seconds of processor time, and memory. */
const LIMITS = { seconds: 20, mebibytes: 2048 };
const WORKLOADS = 5;

/** A tenant of the size that counts: workloads that talk among themselves, with DNS, metrics and a gateway. */
function tenant(index: number): object[] {
  const namespace = `tenant-${index}`;
  const metadata = (name: string) => ({ name, namespace });
  const workloads = Array.from({ length: WORKLOADS }, (_, each) => {
    const labels = { app: `app-${each}`, tenant: namespace };
    const ports = [
      { name: 'http', containerPort: 8000 },
      { name: 'metrics', containerPort: 9090 },
    ];
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(`app-${each}`),
      spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i', ports }] } } },
    };
  });
  const own = { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace } };
  const http = [{ ports: [{ port: '8000', protocol: 'TCP' }] }];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { tenant: namespace } } },
    ...workloads,
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('default-deny'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: metadata('own'),
      spec: {
        endpointSelector: {},
        ingress: [
          { fromEndpoints: [own], toPorts: http },
          { fromEntities: ['ingress'], toPorts: http },
        ],
        egress: [{ toEndpoints: [own], toPorts: http }],
      },
    },
  ];
}

/** What the platform has for every tenant: DNS, metrics, and a rule of egress that is as wide as it may be. */
const PLATFORM: readonly object[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'metrics' },
    spec: {
      endpointSelector: {},
      ingress: [
        {
          fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'monitoring' } }],
          toPorts: [{ ports: [{ port: 'metrics', protocol: 'TCP' }] }],
        },
      ],
      egress: [{ toEntities: ['cluster'], toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }] }] }],
    },
  },
];

/** Proves that no tenant reaches another, for as many tenants as the first argument says: 1,000 by default. */
function main(): void {
  const tenants = Number(process.argv[2] ?? 1000);
  const objects = [...PLATFORM, ...Array.from({ length: tenants }, (_, index) => tenant(index)).flat()];
  const before = process.cpuUsage();
  const all = new ManifestSet(objects.map(object => new Manifest(object as Record<string, unknown>)));
  const reach = new Reachability(all, { isForProof: true });
  const [breach] = Isolation.breaches(reach, ({ namespace }) => all.namespace(namespace)?.labels.tenant);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  const pairs = (tenants * WORKLOADS) ** 2;
  const verdict = breach ? `${breach.from.name} reaches ${breach.to.name}` : 'isolated';
  process.stdout.write(`${tenants} tenants, ${pairs} ordered pairs: ${verdict}\n`);
  process.stdout.write(
    `${seconds.toFixed(2)} s of ${LIMITS.seconds}, ${mebibytes.toFixed(0)} MiB of ${LIMITS.mebibytes}\n`,
  );
  if (breach || seconds > LIMITS.seconds || mebibytes > LIMITS.mebibytes) process.exitCode = 1;
}

main();
