import { ApiAuditPolicy, type Environment, type IArtifact, K3sServerConfig } from '../lib';
import { ciliumOf } from './cilium';
import { placeOf } from './environments';
import { ADMISSION_PLUGINS, CLUSTER_NETWORK } from './site';

/** The files of an environment that are no Kubernetes objects. */
export function artifactsOf(environment: Environment): IArtifact[] {
  const { lan } = placeOf(environment);
  return [
    new K3sServerConfig({ ...CLUSTER_NETWORK, admissionPlugins: ADMISSION_PLUGINS }),
    new ApiAuditPolicy(),
    ciliumOf(lan),
  ];
}
