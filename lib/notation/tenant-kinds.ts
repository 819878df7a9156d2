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
