import { classServiceAccount } from './access/class-service-account';
import { clusterAdminBinding } from './access/cluster-admin-binding';
import { crossTenantAccess } from './access/cross-tenant-access';
import { dataSecret } from './access/data-secret';
import { defaultAccountRights } from './access/default-account-rights';
import { everyoneBinding } from './access/everyone-binding';
import { longLivedToken } from './access/long-lived-token';
import { rbacEscalation } from './access/rbac-escalation';
import { rbacWildcard } from './access/rbac-wildcard';
import { readsSecrets } from './access/reads-secrets';
import { sharedServiceAccount } from './access/shared-service-account';
import { tenantSelfService } from './access/tenant-self-service';
import { unusedServiceAccount } from './access/unused-service-account';
import { workloadClass } from './access/workload-class';
import { autoscalerConflict } from './admission/autoscaler-conflict';
import { limitRange } from './admission/limit-range';
import { limitRangeValid } from './admission/limit-range-valid';
import { limitsPresent } from './admission/limits-present';
import { podSecurityEnforced } from './admission/pod-security-enforced';
import { poolCapacity } from './admission/pool-capacity';
import { queueCapacity } from './admission/queue-capacity';
import { quotaCapacity } from './admission/quota-capacity';
import { quotaDeclaration } from './admission/quota-declaration';
import { quotaKey } from './admission/quota-key';
import { quotaPresent } from './admission/quota-present';
import { quotaScope } from './admission/quota-scope';
import { resourceQuota } from './admission/resource-quota';
import { resourceValues } from './admission/resource-values';
import type { Check } from './check';
import { applicationDestination } from './delivery/application-destination';
import { applicationSource } from './delivery/application-source';
import { applyOrder } from './delivery/apply-order';
import { argoCdAccess } from './delivery/argo-cd-access';
import { argoImpersonation } from './delivery/argo-impersonation';
import { backupExists } from './delivery/backup-exists';
import { chartVersion } from './delivery/chart-version';
import { createNamespace } from './delivery/create-namespace';
import { objectPermitted } from './delivery/object-permitted';
import { projectExists } from './delivery/project-exists';
import { projectScope } from './delivery/project-scope';
import { pruneData } from './delivery/prune-data';
import { tenantKinds } from './delivery/tenant-kinds';
import { twoWriters } from './delivery/two-writers';
import { allowedHosts } from './hardening/allowed-hosts';
import { debugMode } from './hardening/debug-mode';
import { dedicatedServiceAccount } from './hardening/dedicated-service-account';
import { disruptionBudget } from './hardening/disruption-budget';
import { explicitUser } from './hardening/explicit-user';
import { gpuOwner } from './hardening/gpu-owner';
import { hostIsolation } from './hardening/host-isolation';
import { memoryVolume } from './hardening/memory-volume';
import { namespaceLevel } from './hardening/namespace-level';
import { pastedParameter } from './hardening/pasted-parameter';
import { probes } from './hardening/probes';
import { readOnlyModels } from './hardening/read-only-models';
import { readOnlyRootFilesystem } from './hardening/read-only-root-filesystem';
import { resourcesSet } from './hardening/resources-set';
import { serviceAccountToken } from './hardening/service-account-token';
import { sizedEmptyDir } from './hardening/sized-empty-dir';
import { unusedEscape } from './hardening/unused-escape';
import { alertRunbook } from './monitoring/alert-runbook';
import { dashboardValid } from './monitoring/dashboard-valid';
import { metricKnown } from './monitoring/metric-known';
import { metricType } from './monitoring/metric-type';
import { ruleValid } from './monitoring/rule-valid';
import { addressInPool } from './network/address-in-pool';
import { allowAllRule } from './network/allow-all-rule';
import { approvedEgress } from './network/approved-egress';
import { cidrForPods } from './network/cidr-for-pods';
import { ciliumFeature } from './network/cilium-feature';
import { ciliumPolicyValid } from './network/cilium-policy-valid';
import { classPeers } from './network/class-peers';
import { clusterWideAllow } from './network/cluster-wide-allow';
import { defaultDeny } from './network/default-deny';
import { dnsOverTcp } from './network/dns-over-tcp';
import { fqdnShadowed } from './network/fqdn-shadowed';
import { fqdnWithoutDns } from './network/fqdn-without-dns';
import { gatewayAnnotation } from './network/gateway-annotation';
import { gatewayApiVersion } from './network/gateway-api-version';
import { grantWithoutName } from './network/grant-without-name';
import { hostlessRoute } from './network/hostless-route';
import { hostnameOwnership } from './network/hostname-ownership';
import { httpOnTlsPort } from './network/http-on-tls-port';
import { identityLabels } from './network/identity-labels';
import { impliedFlow } from './network/implied-flow';
import { inertRule } from './network/inert-rule';
import { internetEgress } from './network/internet-egress';
import { layer7Cancelled } from './network/layer7-cancelled';
import { networkPolicyValid } from './network/network-policy-valid';
import { plainHttpListener } from './network/plain-http-listener';
import { routeAuthentication } from './network/route-authentication';
import { routeRateLimit } from './network/route-rate-limit';
import { serviceExposure } from './network/service-exposure';
import { shadowedRule } from './network/shadowed-rule';
import { tenantIsolation } from './network/tenant-isolation';
import { unlistedPolicyType } from './network/unlisted-policy-type';
import { unmatchedPeer } from './network/unmatched-peer';
import { POD_SECURITY_CHECKS } from './pod-security/pod-security-checks';
import { weakerNamespace } from './promotion/weaker-namespace';
import { weakerPod } from './promotion/weaker-pod';
import { autoscalerTarget } from './references/autoscaler-target';
import { configurationKey } from './references/configuration-key';
import { danglingReference } from './references/dangling-reference';
import { defaultNamespace } from './references/default-namespace';
import { duplicateIdentity } from './references/duplicate-identity';
import { duplicateKey } from './references/duplicate-key';
import { fieldType } from './references/field-type';
import { missingKey } from './references/missing-key';
import { monitorPort } from './references/monitor-port';
import { placeholder } from './references/placeholder';
import { probePort } from './references/probe-port';
import { referenceGranted } from './references/reference-granted';
import { removedVersion } from './references/removed-version';
import { requiredVariables } from './references/required-variables';
import { routeAttaches } from './references/route-attaches';
import { routeBackend } from './references/route-backend';
import { selectorMatches } from './references/selector-matches';
import { serviceAddress } from './references/service-address';
import { serviceTargetPort } from './references/service-target-port';
import { storageClass } from './references/storage-class';
import { workflowParameters } from './references/workflow-parameters';
import { acceleratorNodes } from './scheduling/accelerator-nodes';
import { daemonSetCoverage } from './scheduling/daemon-set-coverage';
import { foreignToleration } from './scheduling/foreign-toleration';
import { gpuPartitions } from './scheduling/gpu-partitions';
import { pinnedToPool } from './scheduling/pinned-to-pool';
import { poolAnnotation } from './scheduling/pool-annotation';
import { poolExists } from './scheduling/pool-exists';
import { poolToleration } from './scheduling/pool-toleration';
import { priorityClass } from './scheduling/priority-class';
import { queueName } from './scheduling/queue-name';
import { schedulingAnnotation } from './scheduling/scheduling-annotation';
import { sensitivePool } from './scheduling/sensitive-pool';
import { untaintedPool } from './scheduling/untainted-pool';
import { imageDigest } from './supply-chain/image-digest';
import { imagePullSecret } from './supply-chain/image-pull-secret';
import { imageRegistry } from './supply-chain/image-registry';
import { imageVerified } from './supply-chain/image-verified';
import { literalCredential } from './supply-chain/literal-credential';
import { secretData } from './supply-chain/secret-data';

/** Every check, in the order in which findings are printed. A check that is not in this table does not exist. */
export const CHECKS: readonly Check[] = [
  ...POD_SECURITY_CHECKS,
  allowedHosts,
  debugMode,
  dedicatedServiceAccount,
  disruptionBudget,
  explicitUser,
  gpuOwner,
  hostIsolation,
  memoryVolume,
  namespaceLevel,
  pastedParameter,
  probes,
  readOnlyModels,
  readOnlyRootFilesystem,
  resourcesSet,
  serviceAccountToken,
  sizedEmptyDir,
  unusedEscape,
  acceleratorNodes,
  daemonSetCoverage,
  foreignToleration,
  gpuPartitions,
  pinnedToPool,
  poolAnnotation,
  poolExists,
  poolToleration,
  priorityClass,
  queueName,
  schedulingAnnotation,
  sensitivePool,
  untaintedPool,
  autoscalerConflict,
  limitRangeValid,
  limitRange,
  limitsPresent,
  podSecurityEnforced,
  poolCapacity,
  queueCapacity,
  quotaCapacity,
  quotaDeclaration,
  quotaKey,
  quotaPresent,
  quotaScope,
  resourceQuota,
  resourceValues,
  autoscalerTarget,
  configurationKey,
  danglingReference,
  defaultNamespace,
  duplicateIdentity,
  duplicateKey,
  fieldType,
  missingKey,
  monitorPort,
  placeholder,
  probePort,
  referenceGranted,
  removedVersion,
  requiredVariables,
  routeAttaches,
  routeBackend,
  selectorMatches,
  serviceAddress,
  serviceTargetPort,
  workflowParameters,
  classServiceAccount,
  storageClass,
  clusterAdminBinding,
  crossTenantAccess,
  dataSecret,
  defaultAccountRights,
  everyoneBinding,
  longLivedToken,
  rbacEscalation,
  rbacWildcard,
  readsSecrets,
  sharedServiceAccount,
  tenantSelfService,
  unusedServiceAccount,
  workloadClass,
  addressInPool,
  allowAllRule,
  approvedEgress,
  cidrForPods,
  ciliumFeature,
  ciliumPolicyValid,
  classPeers,
  clusterWideAllow,
  defaultDeny,
  dnsOverTcp,
  fqdnShadowed,
  fqdnWithoutDns,
  gatewayAnnotation,
  gatewayApiVersion,
  grantWithoutName,
  hostlessRoute,
  hostnameOwnership,
  httpOnTlsPort,
  identityLabels,
  impliedFlow,
  inertRule,
  internetEgress,
  layer7Cancelled,
  networkPolicyValid,
  plainHttpListener,
  routeAuthentication,
  routeRateLimit,
  serviceExposure,
  shadowedRule,
  tenantIsolation,
  unlistedPolicyType,
  unmatchedPeer,
  applicationDestination,
  applicationSource,
  applyOrder,
  backupExists,
  argoCdAccess,
  argoImpersonation,
  chartVersion,
  createNamespace,
  objectPermitted,
  projectExists,
  projectScope,
  pruneData,
  tenantKinds,
  twoWriters,
  imageDigest,
  imagePullSecret,
  imageRegistry,
  imageVerified,
  literalCredential,
  secretData,
  alertRunbook,
  dashboardValid,
  metricKnown,
  metricType,
  ruleValid,
  weakerNamespace,
  weakerPod,
];
