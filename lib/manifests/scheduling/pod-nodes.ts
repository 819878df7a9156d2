import { LabelSelector } from '../../notation/label-selector';
import { Names } from '../../notation/names';
import { Json, type JsonObject } from '../json/json';
import type { PodTemplate } from '../pod-template';
import type { NodeFacts, TaintFacts } from '../site-facts';

/** What taints are compared as, and what labels are: not negative, and with zeros before if they like. */
const DECIMAL = /^-?(0|[1-9]\d*)$/;
const INTEGER = /^\d+$/;

/** Tolerations that the DaemonSet controller adds to its pods. */
const OF_DAEMONS: readonly JsonObject[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];
const OF_HOST_DAEMONS: JsonObject = {
  key: 'node.kubernetes.io/network-unavailable',
  operator: 'Exists',
  effect: 'NoSchedule',
};

/**
 * Which nodes the scheduler may place a pod on, by what the pod says: its node name, selector, required node affinity
 * and tolerations. What depends on other pods, or is only preferred, is left out.
 *
 * https://github.com/kubernetes/component-helpers/blob/v0.36.3/scheduling/corev1/nodeaffinity/nodeaffinity.go
 */
export class PodNodes {
  /** Whether name, selector and required affinity of the pod match the node. */
  public static selects(pod: PodTemplate, node: NodeFacts): boolean {
    const { nodeName, nodeSelector } = pod.spec;
    if (typeof nodeName === 'string' && nodeName !== '' && nodeName !== node.name) return false;
    const required = Object.entries(Json.object(nodeSelector));
    if (!required.every(([key, value]) => Object.hasOwn(node.labels, key) && node.labels[key] === value)) return false;
    const affinity = Json.at(pod.spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
    if (!Json.isObject(affinity)) return true;
    return Json.objects(affinity.nodeSelectorTerms).some(term => PodNodes.termMatches(term, node));
  }

  /** Whether the pod tolerates every taint of the node that keeps pods away. */
  public static toleratesNode(pod: PodTemplate, node: NodeFacts): boolean {
    const tolerations = [...Json.objects(pod.spec.tolerations), ...PodNodes.addedTolerations(pod)];
    return node.taints
      .filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')
      .every(taint => tolerations.some(toleration => PodNodes.tolerates(toleration, taint)));
  }

  /** The tolerations that the controller adds to its pods: for a DaemonSet those of the conditions of nodes. */
  public static addedTolerations({ manifest, spec }: PodTemplate): readonly JsonObject[] {
    if (manifest.kind !== 'DaemonSet' || manifest.group !== 'apps') return [];
    return spec.hostNetwork === true ? [...OF_DAEMONS, OF_HOST_DAEMONS] : OF_DAEMONS;
  }

  /** Whether one toleration covers one taint. No effect covers every effect, no key every key. */
  public static tolerates(toleration: JsonObject, taint: TaintFacts): boolean {
    const { key, operator, value, effect } = toleration;
    if (effect && effect !== taint.effect) return false;
    if (key && key !== taint.key) return false;
    if (operator === 'Exists') return true;
    if (!operator || operator === 'Equal') return (value ?? '') === taint.value;
    if ((operator !== 'Lt' && operator !== 'Gt') || typeof value !== 'string') return false;
    return DECIMAL.test(value) && DECIMAL.test(taint.value) && PodNodes.compares(operator, taint.value, value);
  }

  /** A term of nothing matches nothing; nor does one with a requirement that cannot be. */
  private static termMatches(term: JsonObject, node: NodeFacts): boolean {
    const expressions = Json.list(term.matchExpressions).map(Json.object);
    const fields = Json.list(term.matchFields).map(Json.object);
    if (expressions.length + fields.length === 0) return false;
    return (
      expressions.every(expression => PodNodes.holds(expression, node.labels)) &&
      fields.every(field => PodNodes.isField(field) && PodNodes.holds(field, { 'metadata.name': node.name }))
    );
  }

  /** Fields are named, or not named, one at a time. */
  private static isField({ operator, values }: JsonObject): boolean {
    return (operator === 'In' || operator === 'NotIn') && Json.list(values).length === 1;
  }

  private static holds(requirement: JsonObject, labels: Readonly<Record<string, string>>): boolean {
    const key = Json.text(requirement.key) ?? '';
    const operator = Json.text(requirement.operator) ?? '';
    const values = Json.list(requirement.values).filter(value => typeof value === 'string');
    if (operator === 'Gt' || operator === 'Lt') {
      const isOne = values.length === 1 && INTEGER.test(values[0]) && INTEGER.test(labels[key] ?? '');
      return isOne && PodNodes.compares(operator, labels[key], values[0]);
    }
    const isList = operator === 'In' || operator === 'NotIn';
    if (isList !== values.length > 0 || !values.every(Names.isLabelValue)) return false;
    return LabelSelector.matches({ matchExpressions: [{ key, operator, values }] }, labels);
  }

  private static compares(operator: 'Gt' | 'Lt', value: string, bound: string): boolean {
    return operator === 'Gt' ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
  }
}
