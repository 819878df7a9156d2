import { hash } from 'node:crypto';
import type { Manifest } from '../manifests/manifest';
import { Grouped } from '../notation/grouped';
import { YamlPrinter } from '../notation/yaml-printer';

const DOCUMENT_START = '---\n';

/** The files of objects, with a digest of each object. Their texts are made one by one, and kept nowhere. */
export class RenderedFiles {
  private readonly members: ReadonlyMap<string, readonly Manifest[]>;
  private readonly known = new Map<Manifest, string>();

  constructor(manifests: readonly Manifest[]) {
    this.members = Grouped.by(manifests, ({ origin }) => origin.file ?? '');
  }

  /** The paths of all files. */
  public get names(): Iterable<string> {
    return this.members.keys();
  }

  /** The text of a file. */
  public textOf(file: string): string {
    let text = '';
    for (const manifest of this.members.get(file) ?? []) text += DOCUMENT_START + this.documentOf(manifest);
    return text;
  }

  /** SHA-256 of the document of each object: its UTF-8 bytes in the file, after the line `---` and up to the next. */
  public get digests(): ReadonlyMap<Manifest, string> {
    for (const members of this.members.values()) {
      for (const manifest of members) if (!this.known.has(manifest)) this.documentOf(manifest);
    }
    return this.known;
  }

  private documentOf(manifest: Manifest): string {
    const document = YamlPrinter.print(manifest.object);
    this.known.set(manifest, hash('sha256', document));
    return document;
  }
}
