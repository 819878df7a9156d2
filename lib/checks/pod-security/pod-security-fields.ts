import type { VersionedCheck } from './_versioned-check';

/**
 * The fields that the Pod Security Standards look at have the type that the API server can decode.
 *
 * Upstream decodes a pod before it judges it, and refuses it if that fails; read here as absent, a field of the wrong
 * type might pass. So this comes before every other check, for baseline and restricted pods alike.
 *
 * Fields:  every field that the other checks of this family name, and what encloses it
 * Allowed: its own JSON type, null (which is absent); unset
 * Source:  https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 * History: since v1.0
 */
export const podSecurityFields: VersionedCheck = {
  id: 'pod-security-fields',
  level: 'baseline',
  title: 'the fields that the Pod Security Standards look at can be decoded',
  fix: 'write the value in the type of the field: true without quotes, a number without quotes, a list as a list',
  versions: [{ since: 0, examine: pod => pod.undecodable }],
};
