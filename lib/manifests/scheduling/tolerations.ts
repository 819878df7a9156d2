import { Json, type JsonObject } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import type { PodTemplate } from '../pod-template';
import { PodResources } from '../quota/pod-resources';
import { PodNodes } from './pod-nodes';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const MEMORY_PRESSURE: JsonObject = {
  key: 'node.kubernetes.io/memory-pressure',
  operator: 'Exists',
  effect: 'NoSchedule',
};
/** How long a pod stays on a node that is gone, unless it says otherwise. */
const DEFAULT_SECONDS = 300;

/**
 * Tolerations as two admission plugins see them: DefaultTolerationSeconds, which is on, and PodTolerationRestriction.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/util/tolerations/tolerations.go
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/podtolerationrestriction/admission.go
 */
export class Tolerations {
  /** The tolerations of a pod that is admitted into a namespace with these defaults. */
  public static admitted(pod: PodTemplate, defaults: readonly JsonObject[], all: ManifestSet): readonly JsonObject[] {
    const own = [...Json.objects(pod.spec.tolerations), ...PodNodes.addedTolerations(pod)];
    const staying = [NOT_READY, UNREACHABLE]
      .filter(key => !own.some(toleration => Tolerations.toleratesEviction(toleration, key)))
      .map(key => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: DEFAULT_SECONDS }));
    const pressure = PodResources.of(pod, all).isBestEffort ? [] : [MEMORY_PRESSURE];
    return Tolerations.merged([...own, ...staying, ...defaults, ...pressure]);
  }

  /** Whether one toleration tolerates all that another does. */
  public static covers(wide: JsonObject, narrow: JsonObject): boolean {
    if (Tolerations.isEqual(wide, narrow)) return true;
    const operator = textIn(wide, 'operator');
    const isAnyKey = operator === 'Exists' && textIn(wide, 'key') === '';
    if (!isAnyKey && textIn(wide, 'key') !== textIn(narrow, 'key')) return false;
    const effect = textIn(wide, 'effect');
    if (effect !== '' && effect !== textIn(narrow, 'effect')) return false;
    if (effect === 'NoExecute' && typeof wide.tolerationSeconds === 'number') {
      if (typeof narrow.tolerationSeconds !== 'number' || narrow.tolerationSeconds > wide.tolerationSeconds)
        return false;
    }
    if (operator === 'Exists') return true;
    const isEqual = operator === 'Equal' || operator === '';
    return isEqual && textIn(narrow, 'operator') === 'Equal' && textIn(narrow, 'value') === textIn(wide, 'value');
  }

  /** Such as `dedicated=infra:NoSchedule`, or `dedicated=*:NoSchedule` for every value. */
  public static text(toleration: JsonObject): string {
    const { key, operator, value, effect } = Json.texts(toleration);
    const matched = !key && operator === 'Exists' ? '*' : `${key ?? ''}=${operator === 'Exists' ? '*' : (value ?? '')}`;
    return effect ? `${matched}:${effect}` : matched;
  }

  /** Without those that others cover; of equal ones the first stays. */
  private static merged(tolerations: readonly JsonObject[]): readonly JsonObject[] {
    const merged: JsonObject[] = [];
    tolerations.forEach((toleration, index) => {
      const isCovered =
        merged.some(kept => Tolerations.covers(kept, toleration)) ||
        tolerations
          .slice(index + 1)
          .some(later => !Tolerations.isEqual(later, toleration) && Tolerations.covers(later, toleration));
      if (!isCovered) merged.push(toleration);
    });
    return merged;
  }

  private static isEqual(one: JsonObject, other: JsonObject): boolean {
    return (
      (one.key ?? '') === (other.key ?? '') &&
      (one.operator ?? '') === (other.operator ?? '') &&
      (one.value ?? '') === (other.value ?? '') &&
      (one.effect ?? '') === (other.effect ?? '') &&
      (one.tolerationSeconds ?? null) === (other.tolerationSeconds ?? null)
    );
  }

  private static toleratesEviction({ key, effect }: JsonObject, ofKey: string): boolean {
    return (key === ofKey || !key) && (effect === 'NoExecute' || !effect);
  }
}

function textIn(toleration: JsonObject, field: 'key' | 'operator' | 'value' | 'effect'): string {
  return Json.text(toleration[field]) ?? '';
}
