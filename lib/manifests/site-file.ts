import { InvalidValue } from '../notation/invalid-value';
import { NearestNames } from '../notation/nearest-names';
import { Quantity } from '../notation/quantity';
import { Json, type JsonObject } from './json/json';
import { ManifestList } from './manifest-list';
import { SITE_KIND, SiteFacts } from './site-facts';
import { DocumentStream } from './yaml/document-stream';
import { InputError } from './yaml/input-error';
import { type ParsedDocument, UnreadableDocument } from './yaml/parsed-document';

type Form = 'a text' | 'a list of text' | 'a map of text' | 'true or false' | 'a list of metrics';

/** What a field of the Site document holds. */
const SITE_FIELDS: Readonly<Record<string, Form>> = {
  versions: 'a map of text',
  addresses: 'a map of text',
  podCIDRs: 'a list of text',
  serviceCIDRs: 'a list of text',
  registries: 'a list of text',
  admissionPlugins: 'a list of text',
  repoURL: 'a text',
  exampleImages: 'a list of text',
  airGapped: 'true or false',
  preconditions: 'a list of text',
  debug: 'true or false',
  metrics: 'a list of metrics',
  storageClasses: 'a list of text',
};

/** The facts that a file tells of a site. */
export interface ReadSite {
  readonly facts: SiteFacts;
  /** What cannot be read, or says nothing that a site has; the rest is told all the same. */
  readonly errors: readonly InputError[];
}

/**
 * Reads a site file: the output of `kubectl get nodes -o yaml`, or what FortressApp writes to
 * `evidence/<environment>/site.yaml`, or both as documents of one file.
 *
 * A fact that is not understood is an error: a check that never gets to see it would be silent.
 */
export class SiteFile {
  /** Reads the text of a file; `file` is how errors name it. */
  public static read(text: string, file: string): ReadSite {
    const reader = new SiteFile(file);
    for (const document of DocumentStream.read(text)) reader.add(document);
    if (reader.objects.length + reader.errors.length === 0) {
      reader.errors.push(new InputError('has no Node, no Site and no other object', file));
    }
    return { facts: SiteFacts.fromObjects(reader.objects), errors: reader.errors };
  }

  private readonly objects: JsonObject[] = [];
  private readonly errors: InputError[] = [];
  private documents = 0;
  private hasSite = false;

  private constructor(private readonly file: string) {}

  private add(document: ParsedDocument | UnreadableDocument): void {
    this.documents++;
    if (document instanceof UnreadableDocument) this.fail(document.message, document.line);
    else if (document.value === null) return;
    else if (SiteFile.isSite(document.value)) this.addSite(document.value, document.line);
    else this.addObjects(document);
  }

  private static isSite(value: unknown): value is JsonObject {
    return Json.isObject(value) && value.kind === SITE_KIND.kind && value.apiVersion === SITE_KIND.apiVersion;
  }

  private addSite(site: JsonObject, line: number): void {
    if (this.hasSite) this.fail('is a second document of kind Site; write one', line);
    this.hasSite = true;
    this.objects.push(site);
    for (const [field, value] of Object.entries(Json.object(site.spec))) {
      const expected = Object.hasOwn(SITE_FIELDS, field) ? SITE_FIELDS[field] : undefined;
      if (expected === undefined) {
        const [near] = NearestNames.of(field, Object.keys(SITE_FIELDS));
        this.fail(`spec.${field} is no fact of a site${near ? `; did you mean ${near}?` : ''}`, line);
      } else if (!SiteFile.is(expected, value)) {
        this.fail(new InvalidValue(`spec.${field}`, expected, value).message, line);
      }
    }
  }

  private static is(form: Form, value: unknown): boolean {
    const isText = (each: unknown) => typeof each === 'string';
    switch (form) {
      case 'a text':
        return isText(value);
      case 'true or false':
        return typeof value === 'boolean';
      case 'a list of text':
        return Array.isArray(value) && value.every(isText);
      case 'a map of text':
        return Json.isObject(value) && Object.values(value).every(isText);
      case 'a list of metrics':
        return Array.isArray(value) && value.every(each => SiteFacts.metric(each) !== undefined);
    }
  }

  private addObjects(document: ParsedDocument): void {
    for (const found of ManifestList.unpack(document)) {
      if ('problem' in found) {
        this.fail(found.problem, found.line);
        continue;
      }
      this.objects.push(found.object);
      if (found.object.apiVersion === 'v1' && found.object.kind === 'Node') this.checkNode(found.object, found.line);
    }
  }

  private checkNode(node: JsonObject, line: number): void {
    const allocatable = Json.object(Json.at(node, 'status', 'allocatable'));
    for (const [resource, amount] of Object.entries(allocatable)) {
      try {
        Quantity.parse(`allocatable ${resource}`, String(amount));
      } catch (error) {
        if (!(error instanceof InvalidValue)) throw error;
        this.fail(error.message, line);
      }
    }
  }

  private fail(message: string, line: number): void {
    this.errors.push(new InputError(message, this.file, this.documents, line));
  }
}
