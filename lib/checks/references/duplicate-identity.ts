import type { Origin } from '../../manifests/manifest';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/**
 * No object is rendered twice.
 *
 * Fields:  apiVersion (less the version), kind, metadata.namespace, metadata.name
 * Allowed: an identity that no other rendered object has. An object without a name gets a new one each time
 * Source:  https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 *          seed rows G11, N04
 */
export const duplicateIdentity: Check = {
  id: 'duplicate-identity',
  family: 'references',
  title: 'no object is rendered twice',
  fix: 'render the object in one place, or give one of the two another name or namespace',
  examine: (manifest, all) => {
    if (!all.isRepeated(manifest)) return NOTHING;
    const { group, kind, effectiveNamespace, name } = manifest;
    const first = all.find(group, kind, effectiveNamespace, name);
    if (name === '' || first === undefined) return NOTHING;
    const versions = first.apiVersion === manifest.apiVersion ? '' : ` (as ${first.apiVersion})`;
    const message = `is rendered twice: by ${placeOf(first.origin)}${versions}, and by ${placeOf(manifest.origin)}`;
    return [{ path: 'metadata.name', message }];
  },
};

function placeOf({ constructPath, application, file, document, line }: Origin): string {
  if (constructPath !== undefined) return constructPath;
  if (file === undefined) return application === undefined ? 'an unnamed source' : `Application ${application}`;
  const place = [document === undefined ? '' : `document ${document}`, line === undefined ? '' : `line ${line}`];
  return [file, ...place.filter(Boolean)].join(', ');
}
