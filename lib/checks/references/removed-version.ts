import { RemovedVersions } from '../../manifests/schema/removed-versions';
import type { Check } from '../check';

/**
 * The cluster serves the version in which each object is written.
 *
 * Fields:  apiVersion, of Kubernetes' own kinds
 * Allowed: whatever Kubernetes has not removed: in the version of the site file (versions.kubernetes), else up to now
 * Source:  https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const removedVersion: Check = {
  id: 'removed-version',
  family: 'references',
  title: 'the cluster serves the version in which each object is written',
  fix: 'render what Kubernetes has in its place',
  examine: ({ apiVersion, kind }, all) => {
    const removed = RemovedVersions.of(apiVersion, kind);
    if (!removed || removed.since > minorOf(all.facts.versions.kubernetes)) return [];
    const message = `Kubernetes serves no ${kind} of ${JSON.stringify(apiVersion)} since 1.${removed.since}`;
    const fix = removed.instead === undefined ? {} : { fix: `write ${removed.instead}, whose fields may differ` };
    return [{ path: 'apiVersion', message, ...fix }];
  },
};

/** 36 of `1.36.3`; above all where the site says nothing. */
function minorOf(version = ''): number {
  const [, minor] = /^v?1\.(\d+)/.exec(version) ?? [];
  return minor === undefined ? Number.POSITIVE_INFINITY : Number(minor);
}
