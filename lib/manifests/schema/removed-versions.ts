/** From which Kubernetes 1.x on a kind is not served in a version, and in which version it is; none if the kind is gone. */
export interface RemovedVersion {
  readonly since: number;
  readonly instead?: string;
}

type Row = readonly [apiVersion: string, kinds: string, since: number, instead?: string];

/** Kinds by the version that is gone; `*` are all of the version. https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const ROWS: readonly Row[] = [
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 16, 'apps/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['apps/v1beta1', '*', 16, 'apps/v1'],
  ['apps/v1beta2', '*', 16, 'apps/v1'],
  ['batch/v2alpha1', '*', 21, 'batch/v1'],
  ['admissionregistration.k8s.io/v1alpha1', 'InitializerConfiguration', 14],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    22,
    'admissionregistration.k8s.io/v1',
  ],
  ['apiextensions.k8s.io/v1beta1', '*', 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', '*', 22, 'apiregistration.k8s.io/v1'],
  ['authorization.k8s.io/v1beta1', '*', 22, 'authorization.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', 22, 'networking.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1alpha1', '*', 22, 'rbac.authorization.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', '*', 22, 'rbac.authorization.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 22, 'storage.k8s.io/v1'],
  ['autoscaling/v2beta1', '*', 25, 'autoscaling/v2'],
  ['batch/v1beta1', '*', 25, 'batch/v1'],
  ['discovery.k8s.io/v1beta1', '*', 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', '*', 25, 'events.k8s.io/v1'],
  ['node.k8s.io/v1beta1', '*', 25, 'node.k8s.io/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25],
  ['autoscaling/v2beta2', '*', 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', '*', 26, 'flowcontrol.apiserver.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', '*', 29, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', '*', 32, 'flowcontrol.apiserver.k8s.io/v1'],
];

const BY_KIND: ReadonlyMap<string, RemovedVersion> = new Map(
  ROWS.flatMap(([apiVersion, kinds, since, instead]) =>
    kinds
      .split(' ')
      .map(kind => [`${apiVersion} ${kind}`, { since, ...(instead !== undefined && { instead }) }] as const),
  ),
);
const VERSIONS: ReadonlySet<string> = new Set(ROWS.map(([apiVersion]) => apiVersion));

/** The versions of Kubernetes' own kinds that it served once. */
export class RemovedVersions {
  /** When the version of a kind was removed; undefined while it is served, and of a kind that Kubernetes never had. */
  public static of(apiVersion: string, kind: string): RemovedVersion | undefined {
    if (!VERSIONS.has(apiVersion)) return undefined;
    return BY_KIND.get(`${apiVersion} ${kind}`) ?? BY_KIND.get(`${apiVersion} *`);
  }
}
