import { type Environment, type IArtifact, K3sServerConfig } from '../lib';
import { ADMISSION_PLUGINS, CLUSTER_NETWORK } from './site';

/** The files of an environment that are no Kubernetes objects. */
export function artifactsOf(_environment: Environment): IArtifact[] {
  return [new K3sServerConfig({ ...CLUSTER_NETWORK, admissionPlugins: ADMISSION_PLUGINS })];
}
