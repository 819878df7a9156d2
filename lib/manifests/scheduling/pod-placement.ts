import { Answers } from '../../notation/answers';
import { Json } from '../json/json';
import { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { PodTemplate } from '../pod-template';
import type { NodeFacts, TaintFacts } from '../site-facts';
import { type AddedPlacement, NamespacePlacement } from './namespace-placement';
import { PodNodes } from './pod-nodes';

/** Labels that tell the make or the place of a node, not what it is for. */
const NO_POOL =
  /^(?:(?:beta\.)?kubernetes\.io\/(?:os|arch)|topology\.kubernetes\.io\/.*|failure-domain\.beta\.kubernetes\.io\/.*)$/;

/** Taints by which Kubernetes itself says how a node is at the moment. */
const CONDITION = /^node\.(?:kubernetes|cloudprovider\.kubernetes)\.io\//;

/** Taints by which installers set the control plane apart. */
const CONTROL_PLANE = /^node-role\.kubernetes\.io\//;

const KEEPS_AWAY: readonly string[] = ['NoSchedule', 'NoExecute'];

/** The placements of a set: of each pod, and by what they are made from. */
interface KnownPlacements {
  readonly byPod: Map<PodTemplate, PodPlacement>;
  /** By what the namespace adds; then by what the pod says. */
  readonly byAdded: Answers<AddedPlacement, Map<string, PodPlacement>>;
}

/**
 * Where the scheduler may put a pod, by what the pod and the annotations of its namespace say about nodes and taints.
 *
 * How nodes are at the moment does not count: a node that is cordoned while it is looked at belongs to its pool all the
 * same.
 */
export class PodPlacement {
  private static readonly known = new PerSet<KnownPlacements>(() => ({
    byPod: new Map(),
    byAdded: new Answers(() => new Map()),
  }));
  private static readonly knownNodes = new PerSet(all => PodPlacement.readNodes(all));
  private static readonly knownTaints = new PerSet(all => PodPlacement.readTaints(all));

  /** The placement of a pod, read once. */
  public static of(pod: PodTemplate, all: ManifestSet): PodPlacement {
    const placements = PodPlacement.known.of(all);
    let placement = placements.byPod.get(pod);
    if (!placement) {
      placement = PodPlacement.find(pod, all, placements);
      placements.byPod.set(pod, placement);
    }
    return placement;
  }

  /** Pods that say the same, in namespaces that add the same, have the same placement. */
  private static find(pod: PodTemplate, all: ManifestSet, known: KnownPlacements): PodPlacement {
    const added = NamespacePlacement.addedTo(pod.manifest.effectiveNamespace, all);
    const byText = known.byAdded.of(added);
    const { nodeName: written, nodeSelector, affinity, tolerations, hostNetwork } = pod.spec;
    const nodeName = pod.manifest.object.status === undefined ? written : undefined;
    const isDaemon = PodPlacement.isDaemon(pod);
    const text = JSON.stringify([isDaemon, nodeName, nodeSelector, affinity, tolerations, hostNetwork]);
    let placement = byText.get(text);
    if (!placement) {
      const spec = {
        nodeName,
        nodeSelector: { ...added.nodeSelector, ...Json.object(nodeSelector) },
        affinity,
        tolerations: [...Json.list(tolerations), ...added.tolerations],
        hostNetwork,
      };
      placement = new PodPlacement(isDaemon, spec, PodPlacement.nodes(all));
      byText.set(text, placement);
    }
    return placement;
  }

  /** The nodes of the site, without what is true of them only at the moment. */
  public static nodes(all: ManifestSet): readonly NodeFacts[] {
    return PodPlacement.knownNodes.of(all);
  }

  private static readNodes(all: ManifestSet): readonly NodeFacts[] {
    return all.facts.nodes.map(node => ({ ...node, taints: node.taints.filter(({ key }) => !CONDITION.test(key)) }));
  }

  /** Every taint that some node of the site has, once. */
  public static taints(all: ManifestSet): readonly TaintFacts[] {
    return PodPlacement.knownTaints.of(all);
  }

  private static readTaints(all: ManifestSet): readonly TaintFacts[] {
    const byText = new Map<string, TaintFacts>();
    for (const taint of PodPlacement.nodes(all).flatMap(node => node.taints)) {
      byText.set(PodPlacement.taintText(taint), taint);
    }
    return [...byText.values()];
  }

  /** Whether nodes are set apart here at all: some node has a taint, and not only that of the control plane. */
  public static hasPools(all: ManifestSet): boolean {
    return PodPlacement.taints(all).some(({ key, effect }) => KEEPS_AWAY.includes(effect) && !CONTROL_PLANE.test(key));
  }

  /** The taints of a node that keep pods away. */
  public static barriers({ taints }: NodeFacts): readonly TaintFacts[] {
    return taints.filter(({ effect }) => KEEPS_AWAY.includes(effect));
  }

  /** The taints of a node that keep pods away, as one text; empty for a node that is open to every pod. */
  public static barrierText(node: NodeFacts): string {
    return PodPlacement.barriers(node).map(PodPlacement.taintText).sort().join(', ');
  }

  /** Such as `dedicated=infra:NoSchedule`. */
  public static taintText({ key, value, effect }: TaintFacts): string {
    return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
  }

  public static isDaemon({ manifest }: PodTemplate): boolean {
    return manifest.group === 'apps' && manifest.kind === 'DaemonSet';
  }

  /** The nodes that the pod asks for. */
  public readonly selected: readonly NodeFacts[];
  /** Those of them whose taints it tolerates: where it may run. */
  public readonly reachable: readonly NodeFacts[];
  /** Nodes where it may run, and where any other pod may run as well. */
  public readonly open: readonly NodeFacts[];
  /** What sets the other nodes apart where it may run: the text of their taints, each once. */
  public readonly barriers: readonly string[];
  /** The taints of the nodes that the pod asks for, as texts. */
  public readonly selectedTaints: ReadonlySet<string>;
  /** The names of the nodes that the pod asks for, as one text. */
  public readonly selectedNames: string;
  /** Whether it asks for nodes by more than their make or place. */
  public readonly selectsPool: boolean;

  private constructor(isDaemon: boolean, spec: Readonly<Record<string, unknown>>, nodes: readonly NodeFacts[]) {
    const object = isDaemon
      ? { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template: { spec } } }
      : { apiVersion: 'v1', kind: 'Pod', spec };
    const pod = PodTemplate.in(new Manifest(object)) as PodTemplate;
    this.selected = nodes.filter(node => PodNodes.selects(pod, node));
    this.reachable = this.selected.filter(node => PodNodes.toleratesNode(pod, node));
    this.open = this.reachable.filter(node => PodPlacement.barriers(node).length === 0);
    this.barriers = [...new Set(this.reachable.map(PodPlacement.barrierText))].filter(text => text !== '');
    this.selectedTaints = new Set(this.selected.flatMap(({ taints }) => taints.map(PodPlacement.taintText)));
    this.selectedNames = this.selected.map(({ name }) => name).join();
    this.selectsPool = PodPlacement.asksForPool(spec);
  }

  private static asksForPool({ nodeName, nodeSelector, affinity }: Readonly<Record<string, unknown>>): boolean {
    if (typeof nodeName === 'string' && nodeName !== '') return true;
    if (Object.keys(Json.object(nodeSelector)).some(key => !NO_POOL.test(key))) return true;
    const required = Json.at(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
    const terms = Json.objects(Json.at(required, 'nodeSelectorTerms'));
    return terms.length > 0 && terms.every(term => PodPlacement.termAsksForPool(term));
  }

  /** What is only excluded leaves all else open. */
  private static termAsksForPool(term: Readonly<Record<string, unknown>>): boolean {
    const asked = [...Json.objects(term.matchExpressions), ...Json.objects(term.matchFields)];
    return asked.some(({ key, operator }) => {
      return typeof key === 'string' && !NO_POOL.test(key) && operator !== 'NotIn' && operator !== 'DoesNotExist';
    });
  }
}
