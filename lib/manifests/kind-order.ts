import type { Manifest } from './manifest';

/**
 * The order in which Argo CD applies the kinds of one sync wave, first to last.
 *
 * Source: `kindOrder` in github.com/argoproj/argo-cd/gitops-engine/pkg/sync/sync_tasks.go. A kind that is not in the
 * table, and so every custom kind, comes after all of them.
 */
const ARGO_CD_ORDER: readonly string[] = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const RANK = new Map(ARGO_CD_ORDER.map((kind, index) => [kind, index]));

/** Which of two objects of one sync wave Argo CD applies first. */
export class KindOrder {
  /** Smaller is earlier. Custom kinds, and kinds unknown to Argo CD, share the last rank. */
  public static rank(manifest: Manifest): number {
    return RANK.get(manifest.kind) ?? ARGO_CD_ORDER.length;
  }

  /** Whether it is applied after every kind in Argo CD's table, as custom kinds are. */
  public static isLast(manifest: Manifest): boolean {
    return !RANK.has(manifest.kind);
  }
}
