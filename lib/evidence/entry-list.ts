import { Json } from '../manifests/json/json';
import type { ObjectIdentity, Origin } from '../manifests/manifest';
import { DocumentStream } from '../manifests/yaml/document-stream';
import { InputError } from '../manifests/yaml/input-error';
import { type ParsedDocument, UnreadableDocument } from '../manifests/yaml/parsed-document';
import { InvalidValue } from '../notation/invalid-value';
import { EntryFields } from './entry-fields';
import { FindingKey } from './finding-key';

/** What every entry says: which check, which object, and where. */
export interface Entry {
  readonly check: string;
  readonly object: ObjectIdentity;
  readonly path?: string;
  readonly origin?: Origin;
}

/** How the entries of a file are read. */
export interface EntryForm<Each extends Entry> {
  /** The one key of the file, such as `waivers`. */
  readonly key: string;
  /** The fields of an entry beside check, object and path. */
  readonly fields: readonly string[];
  /** Reads those. */
  readonly read: (fields: EntryFields) => Omit<Each, keyof Entry>;
}

const FIELDS: readonly string[] = ['check', 'object', 'path'];

/**
 * The entries of a file about findings, as YAML or JSON: one list under one key. What is no entry is told with its line, and
 * the rest is read all the same.
 */
export class EntryList<Each extends Entry> {
  public readonly entries: Each[] = [];
  public readonly errors: InputError[] = [];
  /** The line of each entry, by what it is about. */
  private readonly lines = new Map<string, number>();
  private readonly checkIds: ReadonlySet<string>;
  private documents = 0;

  constructor(
    text: string,
    /** How errors name the file. */
    private readonly file: string,
    private readonly form: EntryForm<Each>,
  ) {
    // Only who accepts something needs to know what can be found.
    const { CHECKS } = require('../checks/catalog') as typeof import('../checks/catalog');
    this.checkIds = new Set(CHECKS.map(({ id }) => id));
    for (const document of DocumentStream.read(text)) this.addDocument(document);
  }

  private addDocument(document: ParsedDocument | UnreadableDocument): void {
    this.documents++;
    if (document instanceof UnreadableDocument) this.fail(document.message, document.line);
    else if (document.value !== null) this.addEntries(document);
  }

  private addEntries({ value, line, repeatedKeys, itemLines, unreadLine }: ParsedDocument): void {
    const { key } = this.form;
    for (const { path, line } of repeatedKeys) this.fail(`repeats the key ${JSON.stringify(path.at(-1))}`, line);
    if (unreadLine !== undefined) {
      this.fail('has text after the end of its document ("..."), which is not read', unreadLine);
    }
    const entries = Json.object(value)[key];
    if (!Array.isArray(entries) || Object.keys(Json.object(value)).length > 1) {
      const got = Json.isObject(value) ? Object.keys(value) : value;
      this.fail(
        new InvalidValue('the file', `an object with the one key ${JSON.stringify(key)}, a list`, got).message,
        line,
      );
    }
    for (const [index, entry] of Json.list(entries).entries()) {
      this.addEntry(entry, `${key}[${index}]`, itemLines[index] ?? line);
    }
  }

  private addEntry(value: unknown, thing: string, line: number): void {
    const before = this.errors.length;
    const fields = new EntryFields(thing, value, [...FIELDS, ...this.form.fields], (...mistake) =>
      this.fail(new InvalidValue(...mistake).message, line),
    );
    const path = fields.optionalText('path', 'the path of a field');
    const entry = {
      check: fields.text('check', 'the id of a check', id => this.checkIds.has(id)),
      object: fields.identity('object'),
      ...(path !== undefined && { path }),
      ...this.form.read(fields),
      origin: { file: this.file, document: this.documents, line },
    } as Entry as Each;
    if (this.errors.length > before) return;
    const key = FindingKey.ofField(entry);
    const other = this.lines.get(key);
    if (other !== undefined)
      this.fail(`${thing} says the same as the one on line ${other}; remove one of the two`, line);
    this.lines.set(key, line);
    this.entries.push(entry);
  }

  private fail(message: string, line: number): void {
    this.errors.push(new InputError(message, this.file, this.documents, line));
  }
}
