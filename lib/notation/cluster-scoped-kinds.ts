/** Kinds that have no namespace, by API group: Kubernetes' own, and those of the custom resources that the platform uses. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Node', 'PersistentVolume', 'ComponentStatus'],
  'admissionregistration.k8s.io': [
    'InitializerConfiguration',
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'aquasecurity.github.io': [
    'ClusterComplianceReport',
    'ClusterConfigAuditReport',
    'ClusterInfraAssessmentReport',
    'ClusterRbacAssessmentReport',
    'ClusterSbomReport',
    'ClusterVulnerabilityReport',
  ],
  'argoproj.io': ['ClusterWorkflowTemplate', 'ClusterAnalysisTemplate'],
  'authentication.k8s.io': ['TokenReview', 'SelfSubjectReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'cert-manager.io': ['ClusterIssuer'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'cilium.io': [
    'CiliumBGPAdvertisement',
    'CiliumBGPClusterConfig',
    'CiliumBGPNodeConfig',
    'CiliumBGPNodeConfigOverride',
    'CiliumBGPPeerConfig',
    'CiliumCIDRGroup',
    'CiliumClusterwideEnvoyConfig',
    'CiliumClusterwideNetworkPolicy',
    'CiliumEgressGatewayPolicy',
    'CiliumEndpointSlice',
    'CiliumIdentity',
    'CiliumL2AnnouncementPolicy',
    'CiliumLoadBalancerIPPool',
    'CiliumNode',
    'CiliumPodIPPool',
    'CiliumVTEPConfig',
    'TracingPolicy',
  ],
  extensions: ['PodSecurityPolicy'],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'internal.apiserver.k8s.io': ['StorageVersion'],
  'generators.external-secrets.io': ['ClusterGenerator'],
  'karpenter.sh': ['NodeClaim', 'NodeOverlay', 'NodePool'],
  'keda.sh': ['ClusterTriggerAuthentication'],
  'kueue.x-k8s.io': [
    'AdmissionCheck',
    'ClusterQueue',
    'Cohort',
    'MultiKueueCluster',
    'MultiKueueConfig',
    'ProvisioningRequestConfig',
    'ResourceFlavor',
    'Topology',
    'WorkloadPriorityClass',
  ],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy', 'GlobalContextEntry'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'nvidia.com': ['ClusterPolicy', 'NVIDIADriver'],
  policy: ['PodSecurityPolicy'],
  'policies.kyverno.io': [
    'DeletingPolicy',
    'GeneratingPolicy',
    'ImageValidatingPolicy',
    'MutatingPolicy',
    'ValidatingPolicy',
  ],
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
  'policy.sigstore.dev': ['ClusterImagePolicy', 'TrustRoot'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'DeviceTaintRule', 'ResourcePoolStatusRequest', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'serving.kserve.io': ['ClusterServingRuntime', 'ClusterStorageContainer', 'LocalModelCache', 'LocalModelNodeGroup'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'storagemigration.k8s.io': ['StorageVersionMigration'],
  'templates.gatekeeper.sh': ['ConstraintTemplate'],
};

/** Groups all of whose kinds have a namespace: the rest of Kubernetes' own, and of those that the platform uses. */
const NAMESPACED_GROUPS: ReadonlySet<string> = new Set([
  'apps',
  'autoscaling',
  'batch',
  'bitnami.com',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'helm.toolkit.fluxcd.io',
  'kubeflow.org',
  'kustomize.toolkit.fluxcd.io',
  'monitoring.coreos.com',
  'networking.istio.io',
  'security.istio.io',
  'serving.knative.dev',
  'source.toolkit.fluxcd.io',
  'traefik.io',
  'velero.io',
]);

/** Tells cluster-scoped kinds from namespaced ones. A kind that is not in the table is taken to be namespaced. */
export class ClusterScopedKinds {
  public static includes(group: string, kind: string): boolean {
    return Object.hasOwn(KINDS, group) && KINDS[group].includes(kind);
  }

  /** Whether the kinds of a group are known, so that one that is not in the table has a namespace. */
  public static knows(group: string): boolean {
    return Object.hasOwn(KINDS, group) || NAMESPACED_GROUPS.has(group);
  }

  /** The whole table: kinds by API group. */
  public static get byGroup(): Readonly<Record<string, readonly string[]>> {
    return KINDS;
  }
}
