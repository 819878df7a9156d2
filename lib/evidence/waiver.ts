import { Json, type JsonObject } from '../manifests/json';
import type { ObjectIdentity } from '../manifests/manifest';

/** Leave for one check to fail on one object, for a reason, until a day. */
export interface Waiver {
  /** Id of the check. */
  readonly check: string;
  readonly object: ObjectIdentity;
  /** Exact path of the field; absent for every finding of the check on the object. */
  readonly path?: string;
  /** Why, in one line. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day on which it holds: `2027-01-31`. */
  readonly expires: string;
}

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Reads waivers from their written form: an object with a list `waivers`. */
export class WaiverFile {
  /** What is wrong with the text of each waiver that is no waiver; empty if all are. */
  public static problems(document: unknown): string[] {
    const list = Json.at(document, 'waivers');
    if (!Array.isArray(list)) return [`waivers must be a list, got ${JSON.stringify(list ?? null)}`];
    return list.flatMap((entry, index) => WaiverFile.problemsOf(entry).map(problem => `waivers[${index}].${problem}`));
  }

  /** The waivers of a document without problems. */
  public static read(document: unknown): Waiver[] {
    return Json.objects(Json.at(document, 'waivers')).map(entry => {
      const text = (value: unknown) => Json.text(value) ?? '';
      const { apiVersion, kind, namespace, name } = Json.object(entry.object);
      const path = Json.text(entry.path);
      return {
        check: text(entry.check),
        object: { apiVersion: text(apiVersion), kind: text(kind), namespace: text(namespace), name: text(name) },
        ...(path === undefined ? {} : { path }),
        reason: text(entry.reason),
        owner: text(entry.owner),
        expires: text(entry.expires),
      };
    });
  }

  private static problemsOf(entry: unknown): string[] {
    if (!Json.isObject(entry)) return [`must be an object, got ${JSON.stringify(entry)}`];
    const problems: string[] = [];
    const need = (from: JsonObject, keys: string[], prefix: string) => {
      for (const key of keys) {
        const value = from[key];
        if (typeof value === 'string' && value.trim() !== '') continue;
        problems.push(`${prefix}${key} must be a text, got ${JSON.stringify(value ?? null)}`);
      }
    };
    need(entry, ['check', 'reason', 'owner', 'expires'], '');
    need(Json.object(entry.object), ['apiVersion', 'kind', 'name'], 'object.');
    if (typeof entry.expires === 'string' && !DATE.test(entry.expires)) {
      problems.push(`expires must be a day such as "2027-01-31", got ${JSON.stringify(entry.expires)}`);
    }
    return problems;
  }
}
