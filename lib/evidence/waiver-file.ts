import { CHECKS } from '../checks/catalog';
import { Json } from '../manifests/json/json';
import { DocumentStream } from '../manifests/yaml/document-stream';
import { InputError } from '../manifests/yaml/input-error';
import { type ParsedDocument, UnreadableDocument } from '../manifests/yaml/parsed-document';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import { CalendarDate } from '../notation/calendar-date';
import { InvalidValue } from '../notation/invalid-value';
import { EntryFields } from './entry-fields';
import type { Waiver } from './waiver';

/** What a file of waivers holds. */
export interface ReadWaivers {
  readonly waivers: readonly Waiver[];
  /** What is no waiver, and why; the rest is read all the same. */
  readonly errors: readonly InputError[];
}

const FIELDS: readonly string[] = ['check', 'object', 'path', 'reason', 'owner', 'expires'];
const CHECK_IDS: ReadonlySet<string> = new Set(CHECKS.map(({ id }) => id));

/**
 * Waivers in a file, as YAML or JSON: a list called `waivers`, with the fields of a Waiver. All are required but `path`, and
 * the namespace of an object that has none.
 */
export class WaiverFile {
  /** Reads the text of a file; `file` is how errors, and failures of its waivers, name it. */
  public static read(text: string, file: string): ReadWaivers {
    const reader = new WaiverFile(file);
    for (const document of DocumentStream.read(text)) reader.addDocument(document);
    return reader;
  }

  /** The text of a file with these waivers, in this order. */
  public static write(waivers: readonly Waiver[]): string {
    const entries = waivers.map(({ check, object, path, reason, owner, expires }) => {
      const { apiVersion, kind, namespace, name } = object;
      const identity = { apiVersion, kind, ...(namespace !== '' && { namespace }), name };
      return { check, object: identity, ...(path !== undefined && { path }), reason, owner, expires };
    });
    return YamlDocuments.write([{ waivers: entries }]);
  }

  public readonly waivers: Waiver[] = [];
  public readonly errors: InputError[] = [];
  /** The line of each waiver, by what it waives. */
  private readonly lines = new Map<string, number>();
  private documents = 0;

  private constructor(private readonly file: string) {}

  private addDocument(document: ParsedDocument | UnreadableDocument): void {
    this.documents++;
    if (document instanceof UnreadableDocument) this.fail(document.message, document.line);
    else if (document.value !== null) this.addWaivers(document);
  }

  private addWaivers({ value, line, repeatedKeys, itemLines, unreadLine }: ParsedDocument): void {
    for (const { path, line } of repeatedKeys) this.fail(`repeats the key ${JSON.stringify(path.at(-1))}`, line);
    if (unreadLine !== undefined)
      this.fail('has text after the end of its document ("..."), which is not read', unreadLine);
    const waivers = Json.object(value).waivers;
    if (!Array.isArray(waivers) || Object.keys(Json.object(value)).length > 1) {
      const got = Json.isObject(value) ? Object.keys(value) : value;
      this.fail(
        new InvalidValue('a file of waivers', 'an object with the one key "waivers", a list', got).message,
        line,
      );
    }
    for (const [index, entry] of Json.list(waivers).entries()) {
      this.addWaiver(entry, `waivers[${index}]`, itemLines[index] ?? line);
    }
  }

  private addWaiver(entry: unknown, thing: string, line: number): void {
    const before = this.errors.length;
    const fields = new EntryFields(thing, entry, FIELDS, (...mistake) =>
      this.fail(new InvalidValue(...mistake).message, line),
    );
    const path = fields.optionalText('path', 'the path of a field');
    const waiver = {
      check: fields.text('check', 'the id of a check', id => CHECK_IDS.has(id)),
      object: fields.identity('object'),
      ...(path !== undefined && { path }),
      reason: fields.text('reason', 'a text that says why the finding may stay'),
      owner: fields.text('owner', 'who answers for it, such as "ml-platform@example.com"'),
      expires: fields.text('expires', 'a day of the calendar such as "2027-03-31"', CalendarDate.isDate),
      origin: { file: this.file, document: this.documents, line },
    };
    if (this.errors.length === before) this.add(waiver, thing, line);
  }

  private add(waiver: Waiver, thing: string, line: number): void {
    const { apiVersion, kind, namespace, name } = waiver.object;
    const key = JSON.stringify([waiver.check, apiVersion, kind, namespace, name, waiver.path]);
    const other = this.lines.get(key);
    if (other !== undefined)
      this.fail(`${thing} waives the same as the one on line ${other}; remove one of the two`, line);
    this.lines.set(key, line);
    this.waivers.push(waiver);
  }

  private fail(message: string, line: number): void {
    this.errors.push(new InputError(message, this.file, this.documents, line));
  }
}
