import type { IArtifact } from '../../values/artifact';
import type { Environment } from '../../values/environment';
import { markdownTable } from './_markdown-table';
import { RenderedObjects } from './_rendered-objects';

/** A runbook in full. */
export interface RunbookProps {
  readonly environment: Environment;
}

const sh = (...lines: string[]) => ['```sh', ...lines, '```'].join('\n');

/**
 * What people do by hand, with the names of what is rendered (seed rows E20, E21, E23, F09, F14, G12, H23, K14, M06). Everything
 * else they change in Git.
 */
export class Runbook implements IArtifact {
  public readonly fileName = 'runbook.md';

  constructor(private readonly props: RunbookProps) {}

  public render(objects: any[]): string {
    const all = new RenderedObjects(objects);
    return [
      `# Runbook of ${this.props.environment.name}`,
      'What people do by hand. Everything else is changed in Git, and Argo CD brings it to the cluster.',
      ...this.cilium(),
      ...Runbook.gateway(all),
      ...Runbook.argoCd(all),
      ...this.policies(all),
      ...Runbook.refusal(all),
      '## Machines',
      'K3s is configured by `k3s-config.yaml`, so k3sup, which passes flags instead, is not used. A snapshot of a machine brings it back, ' +
        'and not what was written since: data come back from backups, images from the registry, which is backed up apart, and ' +
        'everything that is rendered from Git.',
      '',
    ].join('\n\n');
  }

  private cilium(): string[] {
    const { versions } = this.props.environment.site;
    const configuration = this.props.environment
      .toObjects()
      .find(({ kind, metadata }) => kind === 'ConfigMap' && metadata?.name === 'cilium-config');
    return [
      '## Is the network as it should be?',
      `The command line of Cilium comes with a checksum; one that does not match is not installed. Cilium is ${versions.cilium ?? ''}.`,
      sh(
        'sha256sum --check cilium-linux-amd64.tar.gz.sha256sum',
        'cilium status --wait',
        'cilium connectivity test',
        'kubectl get ciliumclusterwidenetworkpolicies   # VALID is True for each',
        'kubectl get configmap cilium-config --namespace kube-system --output yaml',
      ),
      'The last one says:',
      markdownTable(['key', 'value'], Object.entries<string>(configuration?.data ?? {})),
    ];
  }

  private static gateway(all: RenderedObjects): string[] {
    return all.ofKind('Gateway').flatMap(({ metadata: { name, namespace }, spec }) => {
      const addresses = (spec.addresses ?? []).map(({ value }: any) => value).join(', ');
      return [
        '## Does the gateway answer?',
        sh(`kubectl get gateway ${name} --namespace ${namespace}`),
        `It shows PROGRAMMED True${addresses === '' ? '' : `, and the address ${addresses}`}. Pages are reached by their host names through it. ` +
          'Nobody forwards a port to all addresses of a machine, such as Hubble to 12000: whoever reaches the machine would reach the page, ' +
          'past the gateway and its policies, and no firewall is opened for it.',
      ];
    });
  }

  private static argoCd(all: RenderedObjects): string[] {
    const [settings] = all.ofKind('ConfigMap').filter(({ metadata }) => metadata.name === 'argocd-cm');
    if (!settings) return [];
    const { namespace } = settings.metadata;
    return [
      '## Logging in to Argo CD',
      `People log in at ${settings.data.url} with their own accounts; the built-in administrator is off. Its first password is still ` +
        'there after the installation, and is removed:',
      sh(`kubectl delete secret argocd-initial-admin-secret --namespace ${namespace} --ignore-not-found`),
      'When the identity provider is away and it cannot wait: `admin.enabled: "true"` in Git, with a waiver for the check `argo-cd-access` ' +
        'that ends the next day; `argocd account update-password`; and both taken back.',
    ];
  }

  /** Seed row K14: the guide deletes the policy to see whether it is the cause. */
  private policies(all: RenderedObjects): string[] {
    const { name } = this.props.environment;
    const [pod] = all.ofKind('Deployment').map(deployment => deployment.metadata);
    const namespace = pod?.namespace ?? 'default';
    const ungoverned = all
      .ofKind('Application')
      .filter(({ spec }) => spec.syncPolicy?.automated?.selfHeal !== true)
      .map(({ metadata }) => metadata.name);
    return [
      '## A connection is refused',
      'No policy is deleted to find out: for as long as it is away everybody is let in, and Argo CD puts it back. Ask who decides instead:',
      sh(
        `hubble observe --namespace ${namespace} --verdict DROPPED --last 20`,
        `npx fortress reach dist/${name} --from ${namespace}/${pod?.name ?? ''}`,
      ),
      ungoverned.length === 0
        ? 'Every Application puts back what is changed by hand.'
        : `These Applications do not put back what is changed by hand: ${ungoverned.join(', ')}.`,
    ];
  }

  /** Seed rows B11, E23. */
  private static refusal(all: RenderedObjects): string[] {
    const [namespace] = all
      .ofKind('Namespace')
      .filter(({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted')
      .map(({ metadata }) => metadata.name);
    if (namespace === undefined) return [];
    return [
      '## Trying something in a pod',
      'A pod that somebody starts by hand is refused, and should be:',
      sh(
        `kubectl run debug --image=busybox --restart=Never --namespace ${namespace} -- nc -zv localhost 5050   # forbidden`,
      ),
    ];
  }
}
