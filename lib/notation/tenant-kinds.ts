/** A kind by group and name. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * The kinds that a tenant's Application may deliver: workloads, and what configures, exposes and scales them.
 *
 * Fixed here, because a list derived from whatever is rendered would widen itself. Not on it, so the platform's alone:
 * Namespace, ResourceQuota, LimitRange, every policy, RBAC, Gateway, ReferenceGrant, Secret and ExternalSecret (which
 * could name another tenant's entry), Application and AppProject, DaemonSet, every cluster-scoped kind.
 */
export const TENANT_KINDS: readonly GroupKind[] = [
  { group: '', kind: 'ConfigMap' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: '', kind: 'Service' },
  { group: '', kind: 'ServiceAccount' },
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
  { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
];

/**
 * Kinds that one project may be given on top, when somebody has thought about it (seed rows G05 and D33 do, for one project).
 *
 * A NetworkPolicy opens only one end of a flow, and only of pods in its own namespace; the other end stays the platform's.
 * To the world there is no other end, so a tenant that strangers deploy to should not have it. An InferenceService is
 * Deployments and Services of its namespace, which KServe makes, and makes with rights of its own.
 */
export const REVIEWED_KINDS: readonly GroupKind[] = [
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'serving.kserve.io', kind: 'InferenceService' },
];
