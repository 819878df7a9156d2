import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Json } from '../manifests/json/json';
import { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import type { FileChange } from './publish/publication';
import type { EnvironmentEntry } from './synthesis';

const KINDS = /^kind: (?:CustomResourceDefinition|Namespace|PersistentVolumeClaim|StatefulSet)$/m;
const KEPT = /(?:^|,)\s*Prune=(?:false|confirm)\s*(?:,|$)/;

/**
 * That no data disappear from what is published without anybody having said so.
 *
 * A tenant that is renamed in code is a tenant that is deleted, and a new one. What was published is all that still knows of
 * it, so it is read before it is overwritten.
 */
export class RemovedData {
  /**
   * What held data, is no longer rendered, and is not said to be meant.
   *
   * @param changes of the published folder, before they are made
   * @param judged what is rendered, by environment
   */
  public static problems(
    changes: readonly FileChange[],
    judged: ReadonlyMap<string, ManifestSet>,
    environments: ReadonlyMap<string, EnvironmentEntry>,
  ): string[] {
    const stillThere = [...environments].flatMap(([name, { removedData }]) => {
      return removedData
        .filter(object => RemovedData.isRendered(object, judged.get(name)))
        .map(
          object => `removedData of ${name || 'the app'} names ${object}, which is rendered; take it out of the list`,
        );
    });
    return [...stillThere, ...changes.flatMap(change => RemovedData.inFile(change, judged, environments))];
  }

  private static inFile(
    { root, file, existed }: FileChange,
    judged: ReadonlyMap<string, ManifestSet>,
    environments: ReadonlyMap<string, EnvironmentEntry>,
  ): string[] {
    const text = existed ? readFileSync(join(root, file), 'utf8') : '';
    if (!KINDS.test(text)) return [];
    const [folder] = file.split('/');
    const environment = environments.has(folder) ? folder : '';
    const meant = environments.get(environment)?.removedData ?? [];
    return YamlDocuments.read(text)
      .map(object => new Manifest(object))
      .filter(manifest => RemovedData.holdsData(manifest) && !RemovedData.isIn(judged.get(environment), manifest))
      .filter(manifest => !meant.includes(`${manifest}`) && !meant.includes(`Namespace ${manifest.namespace}`))
      .map(
        manifest =>
          `${manifest} holds data and is no longer rendered (it was in ${file}); ` +
          `if that is meant, say so: removedData: [${JSON.stringify(`${manifest}`)}]`,
      );
  }

  private static holdsData({ group, kind, spec, metadata }: Manifest): boolean {
    switch (`${group}/${kind}`) {
      case '/PersistentVolumeClaim':
      case 'apiextensions.k8s.io/CustomResourceDefinition':
        return true;
      case 'apps/StatefulSet':
        return Json.list(spec.volumeClaimTemplates).length > 0;
      case '/Namespace':
        return KEPT.test(Json.texts(metadata.annotations)['argocd.argoproj.io/sync-options'] ?? '');
      default:
        return false;
    }
  }

  private static isIn(all: ManifestSet | undefined, { group, kind, effectiveNamespace, name }: Manifest): boolean {
    return all?.find(group, kind, effectiveNamespace, name) !== undefined;
  }

  /** Objects are named as they are printed: by kind, namespace and name. */
  private static isRendered(object: string, all: ManifestSet | undefined): boolean {
    const [kind] = object.split(' ');
    return all?.judgedOfKind(kind).some(manifest => `${manifest}` === object) ?? false;
  }
}
