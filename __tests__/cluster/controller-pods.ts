import type { JsonObject } from '../../lib/manifests/json/json';
import type { PodTemplate } from '../../lib/manifests/pod-template';

/** The pod that a workload's controller would create from its template: the n-th of them. */
export function podOf(template: PodTemplate, number: number): JsonObject {
  const { manifest, metadata, spec } = template;
  const name = `${manifest.name}-${number}`;
  const isJob = manifest.kind === 'Job' || manifest.kind === 'CronJob';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace: manifest.effectiveNamespace },
    spec: { restartPolicy: isJob ? 'Never' : 'Always', ...spec },
  };
}
