import type { VersionedCheck } from '../../../lib/checks/pod-security/_versioned-check';
import { PodSecurityStandard } from '../../../lib/checks/pod-security/pod-security-standard';
import type { JsonObject } from '../../../lib/manifests/json/json';
import { Manifest } from '../../../lib/manifests/manifest';
import type { PodSecurityVersion } from '../../../lib/manifests/pod-security-levels';
import { PodTemplate } from '../../../lib/manifests/pod-template';

/** What is tried, at which version, on which pod spec; and `path: message` of each violation expected. */
export type Row = [what: string, version: PodSecurityVersion, spec: JsonObject, expected: string[]];

/** A pod with one container. */
export function app(securityContext: unknown, rest: JsonObject = {}): JsonObject {
  return { containers: [{ name: 'app', securityContext }], ...rest };
}

/** A pod with a container in each of the three lists, all alike. */
export function three(securityContext: unknown, rest: JsonObject = {}): JsonObject {
  return {
    initContainers: [{ name: 'init', securityContext }],
    containers: [{ name: 'app', securityContext }],
    ephemeralContainers: [{ name: 'debug', securityContext }],
    ...rest,
  };
}

/** What one check says of a pod, at the check's own level. */
export function examine(
  { id, level }: VersionedCheck,
  version: PodSecurityVersion,
  spec: unknown,
  metadata: unknown = {},
): string[] {
  const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
  return PodSecurityStandard.evaluate(PodTemplate.in(pod) as PodTemplate, level, version)
    .filter(({ check }) => check === id)
    .map(({ path, message }) => `${path}: ${message}`);
}
