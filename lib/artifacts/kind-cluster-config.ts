import { CidrBlock } from '../notation/cidr';
import { InvalidValue } from '../notation/invalid-value';
import { YamlPrinter } from '../notation/yaml-printer';
import type { IArtifact } from '../values/artifact';
import type { Site } from '../values/site';
import { yamlFile } from './_yaml-file';

/** A cluster of kind, as the site knows it. */
export interface KindClusterConfigProps {
  /** Name of the cluster; its nodes are called after it: `<name>-control-plane`, `<name>-worker`, `<name>-worker2`. */
  readonly name: string;
  /** The site that describes it: the labels and taints of its nodes become those of the containers. */
  readonly site: Site;
  /** Block that pod addresses come from. */
  readonly podCidr: string;
  /** Block that Service addresses come from. */
  readonly serviceCidr: string;
  /**
   * Admission plugins of the API server, beside NodeRestriction and those that are on by themselves.
   * @default ['PodNodeSelector', 'PodTolerationRestriction']
   */
  readonly admissionPlugins?: string[];
}

/**
 * What `kind create cluster --config` reads, for a cluster on one machine that has the pools of a real one (seed rows I13,
 * K12). Cilium takes the place of kind's network and of kube-proxy.
 * @see https://kind.sigs.k8s.io/docs/user/configuration/
 */
export class KindClusterConfig implements IArtifact {
  public readonly fileName = 'kind-config.yaml';

  /** @throws if an address block does not parse, or the nodes of the site are not called as kind calls them */
  constructor(private readonly props: KindClusterConfigProps) {
    CidrBlock.parse('podCidr', props.podCidr);
    CidrBlock.parse('serviceCidr', props.serviceCidr);
    for (const [index, { metadata }] of this.nodes().entries()) {
      const expected = `${props.name}-${index === 0 ? 'control-plane' : `worker${index === 1 ? '' : index}`}`;
      if (metadata.name !== expected) {
        throw new InvalidValue(`node ${index} of a kind cluster`, `called ${JSON.stringify(expected)}`, metadata.name);
      }
    }
  }

  public render(_objects: any[]): string {
    const {
      name,
      podCidr,
      serviceCidr,
      admissionPlugins = ['PodNodeSelector', 'PodTolerationRestriction'],
    } = this.props;
    const plugins = [...new Set(['NodeRestriction', ...admissionPlugins])].join(',');
    return yamlFile('kind create cluster --config kind-config.yaml', {
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      kind: 'Cluster',
      name,
      // Cilium takes the place of kind's own network, and of kube-proxy.
      networking: {
        disableDefaultCNI: true,
        kubeProxyMode: 'none',
        podSubnet: podCidr,
        serviceSubnet: serviceCidr,
      },
      // Without a version: kind then turns the map of arguments into what the kubeadm of the node reads.
      kubeadmConfigPatches: [
        YamlPrinter.print({
          kind: 'ClusterConfiguration',
          apiServer: { extraArgs: { 'enable-admission-plugins': plugins } },
        }),
      ],
      nodes: this.nodes().map((node, index) => KindClusterConfig.node(node, index)),
    });
  }

  private nodes(): any[] {
    return this.props.site.toObjects().filter(({ kind }) => kind === 'Node');
  }

  private static node({ metadata, spec }: any, index: number): object {
    // The kubelet sets these by itself.
    const { 'kubernetes.io/hostname': _, 'kubernetes.io/os': __, ...labels } = metadata.labels;
    const kind = index === 0 ? 'InitConfiguration' : 'JoinConfiguration';
    const patch = { kind, nodeRegistration: { taints: spec?.taints } };
    return {
      role: index === 0 ? 'control-plane' : 'worker',
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(spec?.taints ? { kubeadmConfigPatches: [YamlPrinter.print(patch)] } : {}),
    };
  }
}
