import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { LabelledNodes } from '../../manifests/scheduling/labelled-nodes';
import { NamespacePlacement } from '../../manifests/scheduling/namespace-placement';
import { NodeBits } from '../../manifests/scheduling/node-bits';
import { PodPlacement } from '../../manifests/scheduling/pod-placement';
import { Tolerations } from '../../manifests/scheduling/tolerations';
import type { NodeFacts } from '../../manifests/site-facts';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { type ScheduledPod, scheduledPod } from './_scheduled-pod';

/** What annotations of namespaces say in which nothing is wrong. */
const FINE = new PerSet(() => new Faultless<NamespacePlacement>());

/**
 * A namespace whose pods belong to a pool says so where it counts: in an annotation that admission reads.
 *
 * Fields:  metadata.annotations[scheduler.alpha.kubernetes.io/node-selector], and defaultTolerations and
 *          tolerationsWhitelist likewise; metadata.labels; labels of the site's nodes; the pods of the namespace
 * Allowed: annotations that the admission plugins can read, and of plugins that the site lists in admissionPlugins; a selector that some node matches, default tolerations that
 *          the whitelist covers; no selector for a namespace whose pods do not all select one pool. A label of the
 *          namespace that is also one of a pool's nodes places no pod: the annotation, or every pod, has to say it too
 * Source:  https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
 *          seed rows A10, A11
 */
export const poolAnnotation: Check = {
  id: 'pool-annotation',
  family: 'scheduling',
  title: 'namespaces pinned to a pool have a node selector that admission reads',
  fix: `set the annotation ${NamespacePlacement.NODE_SELECTOR} to the labels of the pool, and enable PodNodeSelector`,
  kinds: ['Namespace'],
  needsNodes: true,
  examine: (namespace, all) => {
    if (namespace.group !== '') return [];
    const placement = NamespacePlacement.of(namespace);
    const ofAnnotations = FINE.of(all).findings(placement, () => annotationViolations(namespace, placement, all));
    const { value, problem } = placement.nodeSelector;
    return value !== undefined || problem !== undefined
      ? ofAnnotations
      : Flat.join(ofAnnotations, withoutSelector(namespace, all));
  },
};

function annotationViolations(
  namespace: Manifest,
  placement: NamespacePlacement,
  all: ManifestSet,
): readonly Violation[] {
  return Flat.join(unreadable(placement), unread(namespace, all), ofTolerations(placement), ofSelector(placement, all));
}

function pathOf(annotation: string): string {
  return `metadata.annotations[${annotation}]`;
}

function unreadable({ nodeSelector, defaultTolerations, whitelist }: NamespacePlacement): readonly Violation[] {
  const readings = [
    [NamespacePlacement.NODE_SELECTOR, nodeSelector],
    [NamespacePlacement.DEFAULT_TOLERATIONS, defaultTolerations],
    [NamespacePlacement.WHITELIST, whitelist],
  ] as const;
  return Flat.map(readings, ([annotation, { problem }]) => {
    if (problem === undefined) return [];
    const message = `admission cannot read the annotation, and refuses every pod: ${problem}`;
    return [{ path: pathOf(annotation), message, fix: 'correct the annotation' }];
  });
}

/** Annotations of plugins that are not on. */
function unread(namespace: Manifest, all: ManifestSet): readonly Violation[] {
  const readers = [
    [NamespacePlacement.NODE_SELECTOR, NamespacePlacement.SELECTOR_PLUGIN],
    [NamespacePlacement.DEFAULT_TOLERATIONS, NamespacePlacement.TOLERATION_PLUGIN],
    [NamespacePlacement.WHITELIST, NamespacePlacement.TOLERATION_PLUGIN],
  ];
  const unread = readers
    .filter(([annotation]) => namespace.annotations[annotation] !== undefined)
    .filter(([, plugin]) => !all.facts.admissionPlugins.includes(plugin));
  if (unread.length === 0) return [];
  const plugins = [...new Set(unread.map(([, plugin]) => plugin))].join(' and ');
  return [
    {
      path: pathOf(unread[0][0]),
      message: `the site does not say that the API server runs ${plugins}: nothing reads the annotation`,
      fix: `enable ${plugins} in the API server, and list it in admissionPlugins of the site`,
    },
  ];
}

function ofTolerations(placement: NamespacePlacement): readonly Violation[] {
  const whitelist = placement.whitelist.value ?? [];
  if (whitelist.length === 0) return [];
  return (placement.defaultTolerations.value ?? [])
    .filter(toleration => !whitelist.some(entry => Tolerations.covers(entry, toleration)))
    .map(toleration => ({
      path: pathOf(NamespacePlacement.DEFAULT_TOLERATIONS),
      message: `${Tolerations.text(toleration)} is not in tolerationsWhitelist: every pod is refused`,
      fix: 'add it to tolerationsWhitelist, or remove it here',
    }));
}

function ofSelector({ nodeSelector: { value: selector } }: NamespacePlacement, all: ManifestSet): readonly Violation[] {
  if (selector === undefined || LabelledNodes.with(selector, all) !== NodeBits.NONE) return [];
  const message = `no node of the site has all of ${JSON.stringify(selector)}`;
  return [{ path: pathOf(NamespacePlacement.NODE_SELECTOR), message }];
}

function withoutSelector(namespace: Manifest, all: ManifestSet): readonly Violation[] {
  const pods = all.inNamespace(namespace.name).flatMap(manifest => scheduledPod(manifest, all) ?? []);
  const placed = pods.filter(({ isDaemon }) => !isDaemon);
  const byLabel = onlyByLabel(namespace, placed, PodPlacement.nodes(all));
  return byLabel.length > 0 ? byLabel : onlyByPods(placed);
}

/** Labels of namespaces place no pods. */
function onlyByLabel(
  namespace: Manifest,
  pods: readonly ScheduledPod[],
  nodes: readonly NodeFacts[],
): readonly Violation[] {
  return Object.entries(namespace.labels)
    .filter(([key, value]) => isPoolLabel(key, value, nodes))
    .filter(
      ([key, value]) => pods.length === 0 || !pods.every(({ pod }) => Json.at(pod.spec.nodeSelector, key) === value),
    )
    .map(([key, value]) => ({
      path: `metadata.labels[${key}]`,
      message: `${key}=${value} is the label of a pool, but labels of a namespace place no pods`,
    }));
}

/** A label of some nodes, which a taint sets apart. */
function isPoolLabel(key: string, value: string, nodes: readonly NodeFacts[]): boolean {
  const labelled = nodes.filter(({ labels }) => Object.hasOwn(labels, key) && labels[key] === value);
  return labelled.some(node => PodPlacement.barriers(node).length > 0);
}

/** A pod that somebody adds later would go elsewhere. */
function onlyByPods(pods: readonly ScheduledPod[]): readonly Violation[] {
  const [first, ...others] = pods.map(({ placement }) => placement);
  const isPool = first?.selectsPool === true && first.barriers.length > 0;
  if (!isPool || !others.every(({ selectedNames }) => selectedNames === first.selectedNames)) return [];
  const message = 'every workload selects the one pool by itself; another pod of the namespace may run anywhere';
  return [{ path: pathOf(NamespacePlacement.NODE_SELECTOR), message }];
}
