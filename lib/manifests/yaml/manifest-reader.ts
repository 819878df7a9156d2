import { FieldPath } from '../json/field-path';
import { Manifest } from '../manifest';
import { ManifestList } from '../manifest-list';
import { DocumentStream } from './document-stream';
import { InputError } from './input-error';
import { type ParsedDocument, READ_LIMITS, UnreadableDocument } from './parsed-document';

/** What a text of manifests holds. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  /** What cannot be read, or is no object of a cluster; the rest is read all the same. */
  readonly errors: readonly InputError[];
}

/**
 * Reads manifests that others wrote, as the tools of a cluster would read them: documents are split as kubectl does, values
 * are those of sigs.k8s.io/yaml, lists are unpacked. Fields may be of any type: that is for checks to find.
 */
export class ManifestReader {
  /** Reads a text; `file` is how its manifests and errors name it. */
  public static read(text: string, file: string): ReadManifests {
    const reader = new ManifestReader(file);
    if (text.includes('\0')) reader.errors.push(new InputError('is binary: it has NUL bytes', file));
    else reader.addAll(text);
    return reader;
  }

  /** Added where a text that cannot be read is one of Helm's, which somebody has to render. */
  private static readonly TEMPLATE = '; the file has "{{": render the template first, as "helm template" does';

  public readonly manifests: Manifest[] = [];
  public readonly errors: InputError[] = [];
  private documents = 0;
  private aliased = 0;
  private isTemplate = false;

  private constructor(private readonly file: string) {}

  private addAll(text: string): void {
    this.isTemplate = text.includes('{{');
    for (const document of DocumentStream.read(text)) {
      if (this.errors.length >= READ_LIMITS.errors) {
        this.errors.push(new InputError(`has more than ${READ_LIMITS.errors} errors; the rest is not read`, this.file));
        return;
      }
      this.add(document);
    }
  }

  private add(document: ParsedDocument | UnreadableDocument): void {
    this.documents++;
    if (document instanceof UnreadableDocument) {
      this.fail(`${document.message}${this.isTemplate ? ManifestReader.TEMPLATE : ''}`, document.line);
      return;
    }
    if (document.value !== null) this.addObjects(document);
    if (document.unreadLine !== undefined) {
      this.fail('has text after the end of its document ("..."), which is not read', document.unreadLine);
    }
  }

  private addObjects(document: ParsedDocument): void {
    this.aliased += document.aliased;
    if (this.aliased > READ_LIMITS.aliased) {
      this.fail(`aliases of this file stand for more than ${READ_LIMITS.aliased} values`, document.line);
      return;
    }
    const place = { file: this.file, document: this.documents };
    for (const found of ManifestList.unpack(document)) {
      if ('problem' in found) {
        this.fail(found.problem, found.line);
        continue;
      }
      const { object, line, item, repeatedKeys } = found;
      const duplicateKeys = repeatedKeys.map(key => ({ path: FieldPath.of(key.path), line: key.line }));
      this.manifests.push(
        new Manifest(object, {
          ...place,
          line,
          ...(item.length > 0 && { item: FieldPath.of(item) }),
          ...(duplicateKeys.length > 0 && { duplicateKeys }),
        }),
      );
    }
  }

  private fail(message: string, line: number): void {
    this.errors.push(new InputError(message, this.file, this.documents, line));
  }
}
