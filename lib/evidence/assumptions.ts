import { Escapes } from '../manifests/escapes';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';

/** What was taken on trust, because nothing that is rendered can prove it. */
export interface Assumption {
  /** The object that it is about. */
  readonly object: string;
  /** What is assumed. */
  readonly assumption: string;
}

/** Lists example digests and escapes, each once an object: neither is a mistake, and neither may go unseen. */
export class Assumptions {
  public static of(all: ManifestSet): readonly Assumption[] {
    const examples = new Set(all.facts.exampleImages);
    const assumptions = new Map<string, Assumption>();
    for (const manifest of [...all.manifests, ...all.made]) {
      for (const assumption of Assumptions.about(manifest, examples)) {
        const object = String(manifest.maker?.manifest ?? manifest);
        assumptions.set(`${object} ${assumption}`, { object, assumption });
      }
    }
    return [...assumptions.values()];
  }

  private static about(manifest: Manifest, examples: ReadonlySet<string>): readonly string[] {
    const images = (manifest.pod?.containers ?? []).map(({ container }) => container.image);
    const found = images
      .filter((image): image is string => typeof image === 'string' && examples.has(image))
      .map(image => `the digest of ${image} is an example; no build has produced it yet`);
    const escapes = Escapes.of(manifest).map(
      ({ kind, reason }) => `escapes the restricted standard: ${kind}${reason === '' ? '' : `: ${reason}`}`,
    );
    return [...found, ...escapes];
  }
}
