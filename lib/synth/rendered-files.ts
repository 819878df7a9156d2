import { hash } from 'node:crypto';
import type { Manifest } from '../manifests/manifest';
import { YamlPrinter } from '../manifests/yaml/yaml-printer';

const DOCUMENT_START = '---\n';

/** The files of objects, with a digest of each object; every object is written as text once. */
export class RenderedFiles {
  /** Texts by the path of their file. */
  public readonly texts: ReadonlyMap<string, string>;
  /** SHA-256 of the document of each object: its UTF-8 bytes in the file, after the line `---` and up to the next. */
  public readonly digests: ReadonlyMap<Manifest, string>;

  constructor(manifests: readonly Manifest[]) {
    const files = new Map<string, string[]>();
    const digests = new Map<Manifest, string>();
    for (const manifest of manifests) {
      const document = YamlPrinter.print(manifest.object);
      digests.set(manifest, hash('sha256', document));
      const file = manifest.origin.file ?? '';
      const documents = files.get(file);
      if (documents) documents.push(DOCUMENT_START, document);
      else files.set(file, [DOCUMENT_START, document]);
    }
    this.texts = new Map([...files].map(([file, documents]) => [file, documents.join('')]));
    this.digests = digests;
  }
}
