import type { PolicedEndpoints } from '../../manifests/network/policy-selection';

/** One of the pods, as a person names it: `the pods of Deployment tenant-a/api`. */
export function podsText({ endpoints }: PolicedEndpoints): string {
  const pod = endpoints[0]?.pods[0];
  return pod ? `the pods of ${pod.manifest}` : 'its pods';
}
