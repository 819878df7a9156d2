import { loadAll } from 'js-yaml';
import { YamlPrinter } from '../../notation/yaml-printer';
import { Json, type JsonObject } from '../json/json';

/** Kubernetes objects as YAML text: one document an object. */
export class YamlDocuments {
  /**
   * Writes objects, each as a document of its own that begins with `---`, so that files can be put one after the other.
   * The same objects give the same bytes.
   */
  public static write(objects: readonly JsonObject[]): string {
    return objects.map(object => `---\n${YamlPrinter.print(object)}`).join('');
  }

  /** Reads the objects of a text; documents that are empty, or no objects, are passed over. */
  public static read(text: string): JsonObject[] {
    return loadAll(text).filter(Json.isObject);
  }
}
