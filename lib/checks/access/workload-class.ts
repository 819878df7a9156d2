import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import { WorkloadIntents } from '../../manifests/workload-intents';
import { Flat } from '../../notation/flat';
import { WorkloadIntent } from '../../notation/workload-intent';
import type { Check, Violation } from '../check';

const { CLASS, CLASSES, DATA, PROPRIETARY } = WorkloadIntent;

/**
 * What workloads are said to be for is a word that rules know, and the same in the Namespace and its pods.
 *
 * A word that nothing knows would be a label without any rule: the workload would pass all that is meant for it.
 *
 * Fields:  labels fortress.cdk8s.io/workload-class and fortress.cdk8s.io/data of Namespaces and pods
 * Allowed: training, inference or data; proprietary; in a pod the class of its Namespace, if that has one
 * Source:  seed rows A16, B16
 */
export const workloadClass: Check = {
  id: 'workload-class',
  family: 'access',
  title: 'the class of a workload is a known one, and that of its namespace',
  fix: 'use one of the known words, or remove the label',
  kinds: ['Namespace', ...PodTemplate.KINDS],
  examine: (manifest, all) => {
    if (manifest.kind === 'Namespace') return unknown(manifest.labels, 'metadata.labels');
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const path = `${pod.metadataPath}.labels`;
    return [...unknown(pod.labels, path), ...contradicting(pod.labels[CLASS], path, manifest, all)];
  },
};

function unknown(labels: Readonly<Record<string, string>>, path: string): readonly Violation[] {
  if (labels[CLASS] === undefined && labels[DATA] === undefined) return [];
  const words: readonly (readonly [string, readonly string[]])[] = [
    [CLASS, CLASSES],
    [DATA, [PROPRIETARY]],
  ];
  return Flat.map(words, ([label, known]) => {
    const word = labels[label];
    if (word === undefined || known.includes(word)) return [];
    return [{ path: `${path}[${label}]`, message: `no rule knows ${JSON.stringify(word)}, only ${known.join(', ')}` }];
  });
}

function contradicting(
  own: string | undefined,
  path: string,
  { effectiveNamespace }: Manifest,
  all: ManifestSet,
): readonly Violation[] {
  const expected = WorkloadIntents.classOfNamespace(effectiveNamespace, all);
  if (own === undefined || expected === undefined || own === expected) return [];
  const message = `the pod says ${JSON.stringify(own)}, in a namespace for ${JSON.stringify(expected)}`;
  return [{ path: `${path}[${CLASS}]`, message }];
}
