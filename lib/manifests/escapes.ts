import type { Manifest } from './manifest';

/** Annotation of a workload that names its escapes from the restricted standard, with their reasons. */
const ANNOTATION = 'fortress.cdk8s.io/escapes';

/** Leave that a workload takes to break one rule of the restricted standard. */
export interface NamedEscape {
  /** Such as `host-network`. */
  readonly kind: string;
  readonly reason: string;
}

/** The escapes that workloads name: `host-network: reads counters of the node; host-pid: sees its processes`. */
export class Escapes {
  /** Path of the annotation in an object. */
  public static readonly PATH = `metadata.annotations[${ANNOTATION}]`;

  public static of(manifest: Manifest): readonly NamedEscape[] {
    const named = manifest.annotations[ANNOTATION]?.split(';').filter(text => text.trim() !== '') ?? [];
    return named.map(text => {
      const [kind, ...reason] = text.split(':');
      return { kind: kind.trim(), reason: reason.join(':').trim() };
    });
  }
}
