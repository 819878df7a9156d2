import { LabelSelector } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { PodTemplate } from '../pod-template';
import { PodResources } from './pod-resources';

/** One scope of a ResourceQuota: of `spec.scopes`, or of `spec.scopeSelector.matchExpressions`. */
export interface QuotaScope {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Path in the ResourceQuota. */
  readonly path: string;
}

/** The name of the priority class that pods without one get. */
const DEFAULT_CLASS = new PerSet(all => {
  const classes = all.ofKind('scheduling.k8s.io', 'PriorityClass');
  return classes.find(({ object }) => object.globalDefault === true)?.name ?? '';
});

/**
 * Which pods and claims a ResourceQuota speaks of. Without scopes, all; with several, those in every one of them.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
export class QuotaScopes {
  public static of(quota: Manifest): readonly QuotaScope[] {
    if (quota.spec.scopes === undefined && quota.spec.scopeSelector === undefined) return [];
    const named = Json.list(quota.spec.scopes).map((name, index) => ({
      name: Json.text(name) ?? '',
      operator: 'Exists',
      values: [],
      path: `spec.scopes[${index}]`,
    }));
    const selected = Json.list(Json.at(quota.spec.scopeSelector, 'matchExpressions')).map((entry, index) => {
      const expression = Json.object(entry);
      return {
        name: Json.text(expression.scopeName) ?? '',
        operator: Json.text(expression.operator) ?? '',
        values: Json.list(expression.values).filter(value => typeof value === 'string'),
        path: `spec.scopeSelector.matchExpressions[${index}]`,
      };
    });
    return [...named, ...selected];
  }

  public static holdPod(scopes: readonly QuotaScope[], pod: PodTemplate, all: ManifestSet): boolean {
    return scopes.every(scope => QuotaScopes.podIn(scope, pod, all));
  }

  public static holdClaim(scopes: readonly QuotaScope[], claim: JsonObject): boolean {
    return scopes.every(scope => scope.name === 'VolumeAttributesClass' && QuotaScopes.claimIn(scope, claim));
  }

  /** The priority class of a pod: its own, else the one that the cluster gives to pods without. */
  public static priorityClassOf(pod: PodTemplate, all: ManifestSet): string {
    return Json.text(pod.spec.priorityClassName) || DEFAULT_CLASS.of(all);
  }

  private static podIn(scope: QuotaScope, pod: PodTemplate, all: ManifestSet): boolean {
    switch (scope.name) {
      case 'Terminating':
        return QuotaScopes.isTerminating(pod);
      case 'NotTerminating':
        return !QuotaScopes.isTerminating(pod);
      case 'BestEffort':
        return PodResources.of(pod, all).isBestEffort;
      case 'NotBestEffort':
        return !PodResources.of(pod, all).isBestEffort;
      case 'PriorityClass':
        return QuotaScopes.selects(scope, QuotaScopes.priorityClassOf(pod, all));
      case 'CrossNamespacePodAffinity':
        return QuotaScopes.looksAcrossNamespaces(pod);
      default:
        return false;
    }
  }

  private static isTerminating({ spec: { activeDeadlineSeconds: seconds } }: PodTemplate): boolean {
    return typeof seconds === 'number' && seconds >= 0;
  }

  private static claimIn(scope: QuotaScope, claim: JsonObject): boolean {
    const spec = Json.object(claim.spec);
    const status = Json.object(claim.status);
    const names = [
      spec.volumeAttributesClassName,
      status.currentVolumeAttributesClassName,
      Json.at(status.modifyVolumeStatus, 'targetVolumeAttributesClassName'),
    ].filter((name): name is string => typeof name === 'string' && name !== '');
    return names.length === 0 ? QuotaScopes.selects(scope, '') : names.some(name => QuotaScopes.selects(scope, name));
  }

  private static selects({ name, operator, values }: QuotaScope, value: string): boolean {
    const labels: Record<string, string> = value === '' ? {} : { [name]: value };
    return LabelSelector.matches({ matchExpressions: [{ key: name, operator, values }] }, labels);
  }

  private static looksAcrossNamespaces({ spec: { affinity } }: PodTemplate): boolean {
    const terms = ['podAffinity', 'podAntiAffinity'].flatMap(kind => [
      ...Json.objects(Json.at(affinity, kind, 'requiredDuringSchedulingIgnoredDuringExecution')),
      ...Json.objects(Json.at(affinity, kind, 'preferredDuringSchedulingIgnoredDuringExecution')).map(
        ({ podAffinityTerm }) => Json.object(podAffinityTerm),
      ),
    ]);
    return terms.some(term => Json.list(term.namespaces).length > 0 || Json.isObject(term.namespaceSelector));
  }
}
