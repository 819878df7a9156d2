import { CidrBlock } from '../notation/cidr';
import { ImageReference } from '../notation/image-reference';
import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import { Quantity } from '../notation/quantity';
import type { MetricCatalogue } from './metric-catalogue';
import type { NodePool } from './node-pool';

/** What a node offers to pods, in Kubernetes quantities: `status.allocatable`. */
export interface NodeCapacity {
  /** Cores left for pods, such as `3800m`. */
  readonly cpu: string;
  /** Bytes left for pods, such as `7Gi`. */
  readonly memory: string;
  /**
   * Bytes of local disk left for pods.
   * @default - not declared
   */
  readonly ephemeralStorage?: string;
  /**
   * How many pods fit.
   * @default 110
   */
  readonly pods?: number;
}

/** A node of the site. */
export interface SiteNodeProps {
  /** Its name; also its `kubernetes.io/hostname` label. */
  readonly name: string;
  /** What it offers to pods. */
  readonly allocatable: NodeCapacity;
  /**
   * The pool it belongs to; it has the pool's labels and taint.
   * @default - none: a node that any pod may land on, such as a control plane without a taint
   */
  readonly pool?: NodePool;
  /**
   * Labels beside those of the pool.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
}

/** What is true of a site, whatever is rendered for it. */
export interface SiteProps {
  /** The nodes of the cluster. */
  readonly nodes: SiteNodeProps[];
  /** Versions by component: `kubernetes`, `cilium`, `gatewayAPI`, `argocd`. */
  readonly versions: { readonly [component: string]: string };
  /** Addresses outside the pods' network, each with its one role. */
  readonly addresses: { readonly [address: string]: string };
  /** Blocks that pod addresses come from, such as `10.42.0.0/16`. */
  readonly podCidrs: string[];
  /** Blocks that Service addresses come from, such as `10.43.0.0/16`. */
  readonly serviceCidrs: string[];
  /** Registries that images may come from, such as `gitlab.build.server:5050`. */
  readonly registries: string[];
  /** The one repository that every Argo CD Application of this site is read from. */
  readonly repoUrl: string;
  /**
   * Stubs of objects that live on the cluster and are rendered elsewhere: apiVersion, kind, metadata and what is referred to.
   * @default - none
   */
  readonly externals?: { readonly [key: string]: any }[];
  /**
   * Image references whose digest is an example, because no build of this site has produced the image yet.
   * @default - none
   */
  readonly exampleImages?: string[];
  /**
   * Admission plugins of the API server beside those that Kubernetes has on by itself, such as `PodNodeSelector`.
   * @default - none: scheduling annotations of namespaces then place no pods
   */
  readonly admissionPlugins?: string[];
  /**
   * The StorageClasses of the cluster, the preferred one first.
   * @default - not said: what claims name is not judged
   */
  readonly storageClasses?: string[];
  /**
   * What people have to see to themselves, such as snapshots of machines: no rendered object shows it. The report of the evidence
   * lists it.
   * @default - none
   */
  readonly preconditions?: string[];
  /**
   * Whether nothing at the site reaches the internet: images are then verified with a key of your own.
   * @default false
   */
  readonly airGapped?: boolean;
  /**
   * The metrics that rules and dashboards may ask for; the judge holds them to names, types and exporters.
   * @default - not declared: expressions are judged by their syntax only
   */
  readonly metrics?: MetricCatalogue;
}

/**
 * A cluster and its surroundings. Builders take its parts; the judge gets it as data.
 */
export class Site {
  /**
   * Checks and copies the facts of a site.
   *
   * @throws if two nodes have one name, two facts speak of one address, or an address, a quantity or a registry is none
   */
  public static of(props: SiteProps): Site {
    const names = props.nodes.map(node => Names.dnsSubdomain('node name', node.name));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new InvalidValue('node name', 'unique in its site', twice);
    for (const node of props.nodes) Site.checkNode(node);
    Site.checkBlocks([...props.podCidrs, ...props.serviceCidrs]);
    Site.checkAddresses(Object.keys(props.addresses));
    for (const registry of props.registries) {
      if (ImageReference.tryParse(`${registry}/image`)?.registry !== registry) {
        throw new InvalidValue(
          'registry',
          'a host with or without a port such as "registry.example.com:5050"',
          registry,
        );
      }
    }
    return new Site({
      ...props,
      nodes: [...props.nodes],
      versions: { ...props.versions },
      addresses: { ...props.addresses },
      podCidrs: [...props.podCidrs],
      serviceCidrs: [...props.serviceCidrs],
      registries: [...props.registries],
    });
  }

  private static checkNode({ name, allocatable, labels }: SiteNodeProps): void {
    const { cpu, memory, ephemeralStorage, pods } = allocatable;
    for (const amount of [cpu, memory, ephemeralStorage ?? '0', String(pods ?? 0)]) {
      Quantity.parse(`allocatable of ${name}`, amount);
    }
    Names.labels(`label of ${name}`, labels ?? {});
  }

  /** An address that means a pod and a Service at once reaches neither. */
  private static checkBlocks(texts: string[]): void {
    const blocks = texts.map(text => CidrBlock.parse('site CIDR', text));
    for (const [index, text] of texts.entries()) {
      const before = blocks.findIndex((block, other) => other < index && block.overlaps(blocks[index]));
      if (before >= 0) throw new InvalidValue('site CIDR', `apart from ${JSON.stringify(texts[before])}`, text);
    }
  }

  /** One address can be written in two ways, and still has one role. */
  private static checkAddresses(texts: string[]): void {
    const seen = new Map<string, string>();
    for (const text of texts) {
      const block = CidrBlock.tryParse(text);
      if (!block) throw new InvalidValue('site address', 'an IP address or block such as "192.168.32.126"', text);
      const key = `${block.bits} ${block.first} ${block.last}`;
      const same = seen.get(key);
      if (same !== undefined) throw new InvalidValue('site address', `another one than ${JSON.stringify(same)}`, text);
      seen.set(key, text);
    }
  }

  private constructor(private readonly props: SiteProps) {}

  /** The one repository that every Argo CD Application of this site is read from. */
  public get repoUrl(): string {
    return this.props.repoUrl;
  }

  /** Registries that images may come from. */
  public get registries(): string[] {
    return [...this.props.registries];
  }

  /** Image references whose digest is an example, because nothing has produced the image yet. */
  public get exampleImages(): string[] {
    return [...(this.props.exampleImages ?? [])];
  }

  /** The StorageClasses of the cluster, the preferred one first. */
  public get storageClasses(): string[] {
    return [...(this.props.storageClasses ?? [])];
  }

  /** The pools that its nodes belong to, each once. */
  public get pools(): NodePool[] {
    return [...new Set(this.props.nodes.flatMap(({ pool }) => pool ?? []))];
  }

  /** Whether nothing at the site reaches the internet. */
  public get isAirGapped(): boolean {
    return this.props.airGapped ?? false;
  }

  /** Versions by component. */
  public get versions(): { [component: string]: string } {
    return { ...this.props.versions };
  }

  /** Pod Security version of the cluster: `v1.36` for Kubernetes 1.36.3. */
  public get podSecurityVersion(): string {
    const [major, minor] = (this.props.versions.kubernetes ?? '').replace(/^v/, '').split('.');
    if (major !== '1' || !/^\d+$/.test(minor ?? '')) {
      throw new InvalidValue(
        'versions.kubernetes',
        'a Kubernetes version such as "1.36"',
        this.props.versions.kubernetes,
      );
    }
    return `v1.${minor}`;
  }

  /**
   * The site as the documents of a site file: Nodes, one document of kind Site, stubs of external objects.
   *
   * Node objects have the form of `kubectl get nodes -o yaml`, so a real cluster's answer can stand in for them.
   */
  public toObjects(): any[] {
    return [...this.props.nodes.map(node => Site.node(node)), this.document(), ...(this.props.externals ?? [])];
  }

  private document(): any {
    const {
      versions,
      addresses,
      podCidrs,
      serviceCidrs,
      registries,
      exampleImages,
      repoUrl,
      airGapped,
      preconditions = [],
      admissionPlugins = [],
      metrics,
      storageClasses = [],
    } = this.props;
    return {
      apiVersion: 'fortress.cdk8s.io/v1',
      kind: 'Site',
      spec: {
        versions: { ...versions },
        addresses: { ...addresses },
        podCIDRs: [...podCidrs],
        serviceCIDRs: [...serviceCidrs],
        registries: [...registries],
        repoURL: repoUrl,
        exampleImages: [...(exampleImages ?? [])].sort(),
        ...(admissionPlugins.length > 0 ? { admissionPlugins: [...admissionPlugins] } : {}),
        ...(storageClasses.length > 0 ? { storageClasses: [...storageClasses] } : {}),
        ...(airGapped ? { airGapped } : {}),
        ...(preconditions.length > 0 ? { preconditions: [...preconditions] } : {}),
        ...(metrics ? { metrics: metrics.toObjects() } : {}),
      },
    };
  }

  private static node(node: SiteNodeProps): any {
    const { cpu, memory, ephemeralStorage, pods = 110 } = node.allocatable;
    const { taints = [], gpus } = node.pool ?? {};
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: node.name,
        labels: {
          'kubernetes.io/hostname': node.name,
          'kubernetes.io/os': 'linux',
          ...node.pool?.nodeSelector,
          ...(gpus ? { 'nvidia.com/gpu.product': gpus.model.product } : {}),
          ...node.labels,
        },
      },
      ...(taints.length > 0
        ? { spec: { taints: taints.map(({ key, value, effect }) => ({ key, value, effect })) } }
        : {}),
      status: {
        allocatable: {
          cpu,
          memory,
          ...(ephemeralStorage === undefined ? {} : { 'ephemeral-storage': ephemeralStorage }),
          pods: String(pods),
          ...gpus?.allocatable,
        },
      },
    };
  }
}
