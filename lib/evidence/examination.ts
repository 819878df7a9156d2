import type { Check, Panel, Violation } from '../checks/check';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { Grouped } from '../notation/grouped';

/** What a check holds against one object. */
export interface Charge {
  readonly manifest: Manifest;
  readonly violations: readonly Violation[];
}

/** What one check says of the objects of one kind; of every kind, where it names none. */
interface Lane {
  readonly check: Check;
  readonly charges: Charge[];
}

/** So many neighbours are looked at by all checks before the next ones are. */
const STRETCH = 256;

/**
 * Asks checks about objects.
 *
 * It goes from object to object, and not from check to check: what a hundred checks look at one after the other is then still
 * near the processor. What is said does not depend on that: no check knows what another has said.
 */
export class Examination {
  /** By check, the lanes of its kinds in their order. */
  private readonly lanes = new Map<Check, readonly Lane[]>();
  private readonly byKind = new Map<string, Lane[]>();
  private readonly panels = new Map<string, Map<Panel, Lane[]>>();
  private readonly ofEveryKind: Lane[] = [];

  constructor(
    private readonly all: ManifestSet,
    checks: readonly Check[],
  ) {
    for (const check of checks) {
      this.lanes.set(check, check.kinds ? check.kinds.map(kind => this.ofKind(check, kind)) : [this.ofAny(check)]);
    }
    this.examine(all.manifests, this.ofEveryKind);
    // Of what controllers make only those speak that name its kind.
    this.examine(all.made, []);
  }

  /** What a check holds against objects: kind by kind as it names them, and within a kind in the order of the objects. */
  public chargesOf(check: Check): readonly Charge[] {
    return (this.lanes.get(check) ?? []).flatMap(({ charges }) => charges);
  }

  private ofKind(check: Check, kind: string): Lane {
    const lane = { check, charges: [] };
    if (check.panel) {
      const ofKind = this.panels.get(kind) ?? new Map<Panel, Lane[]>();
      this.panels.set(kind, ofKind);
      Grouped.add(ofKind, check.panel, lane);
    } else {
      Grouped.add(this.byKind, kind, lane);
    }
    return lane;
  }

  private ofAny(check: Check): Lane {
    const lane = { check, charges: [] };
    this.ofEveryKind.push(lane);
    return lane;
  }

  private examine(manifests: readonly Manifest[], ofEveryKind: readonly Lane[]): void {
    for (let start = 0; start < manifests.length; start += STRETCH) {
      const stretch = manifests.slice(start, start + STRETCH);
      for (const lane of ofEveryKind) this.ask(lane, stretch);
      for (const [kind, ofKind] of Grouped.by(stretch, manifest => manifest.kind)) {
        for (const lane of this.byKind.get(kind) ?? []) this.ask(lane, ofKind);
        for (const [panel, lanes] of this.panels.get(kind) ?? []) this.askPanel(panel, lanes, ofKind);
      }
    }
  }

  /** A check that throws has failed. */
  private ask({ check: { examine }, charges }: Lane, manifests: readonly Manifest[]): void {
    const { all } = this;
    for (let index = 0; index < manifests.length; index++) {
      const manifest = manifests[index];
      let violations: readonly Violation[];
      try {
        violations = examine(manifest, all);
      } catch (error) {
        violations = [Examination.failureOf(error)];
      }
      if (violations.length > 0) charges.push({ manifest, violations });
    }
  }

  private askPanel(panel: Panel, lanes: readonly Lane[], manifests: readonly Manifest[]): void {
    for (let index = 0; index < manifests.length; index++) {
      const manifest = manifests[index];
      try {
        const verdict = panel.examine(manifest, this.all);
        if (verdict.size === 0) continue;
        for (const { check, charges } of lanes) {
          const violations = verdict.get(check.id);
          if (violations) charges.push({ manifest, violations });
        }
      } catch (error) {
        for (const { charges } of lanes) charges.push({ manifest, violations: [Examination.failureOf(error)] });
      }
    }
  }

  private static failureOf(error: unknown): Violation {
    return { path: '', message: `the check could not judge this object: ${error}`, fix: 'report this as a bug' };
  }
}
