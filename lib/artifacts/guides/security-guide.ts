import { ROUTE_CONTRACT } from '../../notation/route-contract';
import type { IArtifact } from '../../values/artifact';
import { markdownTable } from './_markdown-table';
import { RenderedObjects } from './_rendered-objects';

const LEVEL = 'pod-security.kubernetes.io/enforce';
const POLICIES = ['NetworkPolicy', 'CiliumNetworkPolicy'];

/** Who may do what, who reaches whom, and where secrets come from (seed row J26). */
export class SecurityGuide implements IArtifact {
  public readonly fileName = 'guides/security.md';

  public render(objects: any[]): string {
    const all = new RenderedObjects(objects);
    const lower = all.ofKind('Namespace').filter(({ metadata }) => metadata.labels?.[LEVEL] !== 'restricted');
    return [
      '# Security',
      'Who may do what, who reaches whom, and where secrets come from. What was judged stands in the evidence, with every waiver.',
      '## Namespaces below restricted',
      markdownTable(
        ['namespace', 'level'],
        lower.map(({ metadata }) => [metadata.name, metadata.labels?.[LEVEL] ?? 'none']),
      ),
      '## Ways in',
      markdownTable(
        ['host name', 'route', 'callers', 'limit'],
        all
          .ofKind('HTTPRoute', 'GRPCRoute')
          .filter(({ metadata }) => metadata.annotations?.[ROUTE_CONTRACT.authentication] !== undefined)
          .map(route => [
            (route.spec.hostnames ?? []).join(', '),
            RenderedObjects.nameOf(route),
            route.metadata.annotations[ROUTE_CONTRACT.authentication],
            route.metadata.annotations[ROUTE_CONTRACT.rateLimit] ?? '',
          ]),
      ),
      'The program behind a route keeps both promises; the gateway can do neither.',
      '## Rights in the cluster',
      markdownTable(
        ['binding', 'role', 'who'],
        all
          .ofKind('RoleBinding', 'ClusterRoleBinding')
          .map(binding => [
            RenderedObjects.nameOf(binding),
            `${binding.roleRef.kind} ${binding.roleRef.name}`,
            (binding.subjects ?? []).map(({ kind, name }: any) => `${kind} ${name}`).join(', '),
          ]),
      ),
      '## Policies and secrets',
      markdownTable(
        ['namespace', 'policies', 'secrets from the store'],
        all.ofKind('Namespace').map(({ metadata }) => [
          metadata.name,
          String(all.inNamespace(metadata.name, ...POLICIES).length),
          all
            .inNamespace(metadata.name, 'ExternalSecret')
            .map(secret => secret.metadata.name)
            .join(', '),
        ]),
      ),
      'Who reaches whom, pod by pod, says `npx fortress reach`.',
      '',
    ].join('\n\n');
  }
}
