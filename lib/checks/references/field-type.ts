import { MadeObjects } from '../../manifests/made/made-objects';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { FieldTypes } from '../../manifests/schema/field-types';
import { Flat } from '../../notation/flat';
import { resourceValues } from '../admission/resource-values';
import type { Check } from '../check';
import { PodVerdicts } from '../pod-security/_pod-verdicts';
import { podSecurityLabels } from '../pod-security/pod-security-labels';

/**
 * Every field has the type that the API server decodes; it refuses the whole object otherwise.
 *
 * To the other checks a field of the wrong type is absent, so they may pass what nobody can apply. Null is an absent field,
 * and in a list or map what is empty; custom kinds refuse it in lists.
 *
 * Fields:  metadata of every kind; every field but status of Kubernetes' own kinds, of those in crds/ (Argo CD, Gateway API,
 *          External Secrets, Kueue, Kyverno, Velero), of Prometheus, and of an InferenceService whose server is a container;
 *          what pod-security-fields, pod-security-labels and resource-values report is not said again
 * Allowed: its own JSON type; a number of pieces within 32 or 64 bits; base64 for the data of Secrets
 * Source:  https://github.com/kubernetes/api/tree/v0.37.2; schemas of crds/. Cilium's policies have cilium-policy-valid.
 */
export const fieldType: Check = {
  id: 'field-type',
  family: 'references',
  title: 'every field has the type that the API server decodes',
  fix: 'write the value in the type of the field: true and numbers without quotes, text with quotes, a list as a list',
  examine: (manifest, all) => {
    const misfits = FieldTypes.misfits(manifest);
    if (misfits.length === 0) return [];
    const said = saidByOthers(manifest, all);
    return misfits
      .filter(({ path }) => !said.has(path))
      .map(({ path, expected, got }) => ({ path, message: `must be ${expected}, got ${got}` }));
  },
};

/** Paths of what other checks, which read the types of fields themselves, find in the object, and in what is made of it. */
function saidByOthers(manifest: Manifest, all: ManifestSet): ReadonlySet<string> {
  const ofMade = Flat.map(MadeObjects.of(manifest), each =>
    pathsIn(each, all).map(path => each.maker?.fields.sourceOf(path) ?? path),
  );
  return new Set([...pathsIn(manifest, all), ...ofMade]);
}

function pathsIn(manifest: Manifest, all: ManifestSet): readonly string[] {
  const ofPod = PodVerdicts.in(all).on(manifest).get('pod-security-fields') ?? [];
  const ofLabels = manifest.kind === 'Namespace' ? podSecurityLabels.examine(manifest, all) : [];
  const ofAmounts = resourceValues.kinds?.includes(manifest.kind) ? resourceValues.examine(manifest, all) : [];
  return [...ofPod.filter(({ mode }) => mode === undefined), ...ofLabels, ...ofAmounts].map(({ path }) => path);
}
