import { Json, type JsonObject } from '../manifests/json/json';
import type { ObjectIdentity } from '../manifests/manifest';

/** Takes what an entry must be, and is not: `waivers[2].reason`, what it has to be, what stands there. */
export type Refusal = (thing: string, expectation: string, got: unknown) => void;

const OBJECT_FIELDS: readonly string[] = ['apiVersion', 'kind', 'namespace', 'name'];

/** The fields of one entry of a file that people write. Every mistake is told; what is mistaken reads as empty. */
export class EntryFields {
  /** An identity as it is written: without the namespace of an object that has none. */
  public static ofIdentity({ apiVersion, kind, namespace, name }: ObjectIdentity): JsonObject {
    return { apiVersion, kind, ...(namespace !== '' && { namespace }), name };
  }

  private readonly object: JsonObject;
  private readonly refuse: Refusal;

  constructor(
    private readonly thing: string,
    value: unknown,
    fields: readonly string[],
    refuse: Refusal,
  ) {
    this.object = Json.object(value);
    // Of what is no object at all, its fields need not be told.
    this.refuse = Json.isObject(value) ? refuse : () => {};
    if (!Json.isObject(value)) refuse(thing, `an object with ${fields.join(', ')}`, value);
    for (const key of Object.keys(this.object).filter(each => !fields.includes(each))) {
      refuse(`a key of ${thing}`, `one of ${fields.join(', ')}`, key);
    }
  }

  /** A text with something in it, that `accepts` accepts. */
  public text(key: string, expectation: string, accepts: (text: string) => boolean = () => true): string {
    const value = this.object[key];
    if (typeof value === 'string' && value.trim() !== '' && accepts(value)) return value;
    this.refuse(`${this.thing}.${key}`, expectation, value);
    return '';
  }

  /** The same, or undefined where there is none. */
  public optionalText(key: string, expectation: string): string | undefined {
    return this.object[key] === undefined ? undefined : this.text(key, expectation);
  }

  /** A whole number above 1, or undefined where there is none. */
  public optionalCount(key: string): number | undefined {
    const value = this.object[key];
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value > 1) return value;
    this.refuse(`${this.thing}.${key}`, 'a whole number above 1', value);
    return undefined;
  }

  /** The identity of an object; its namespace may be left out, and its name is empty if it has only a generateName. */
  public identity(key: string): ObjectIdentity {
    const fields = new EntryFields(`${this.thing}.${key}`, this.object[key], OBJECT_FIELDS, this.refuse);
    const { namespace, name } = fields.object;
    return {
      apiVersion: fields.text('apiVersion', 'a version such as "apps/v1"'),
      kind: fields.text('kind', 'a kind such as "Deployment"'),
      namespace: namespace === '' ? '' : (fields.optionalText('namespace', 'the name of a namespace') ?? ''),
      name: name === '' ? '' : fields.text('name', 'the name of an object'),
    };
  }
}
