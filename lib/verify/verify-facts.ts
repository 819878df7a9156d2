import { existsSync } from 'node:fs';
import type { BaselineEntry } from '../evidence/baseline';
import { BaselineFile } from '../evidence/baseline-file';
import type { Waiver } from '../evidence/waiver';
import { WaiverFile } from '../evidence/waiver-file';
import type { JsonObject } from '../manifests/json/json';
import { SiteFacts } from '../manifests/site-facts';
import { SiteFile } from '../manifests/site-file';
import { InputError } from '../manifests/yaml/input-error';
import { TextFile } from '../manifests/yaml/text-file';
import type { VerifyOptions } from './verify-options';

/** What stands beside the objects that are judged: the site, the waivers, and the baseline. */
export class VerifyFacts {
  /** Reads what the options name by file, and takes what they hold. */
  public static of({ site, waivers, baseline, renewBaseline }: VerifyOptions): VerifyFacts {
    const errors: InputError[] = [];
    const text = (file: string) => {
      const read = TextFile.read(file);
      if (!(read instanceof InputError)) return read;
      errors.push(read);
      return undefined;
    };
    return new VerifyFacts(
      VerifyFacts.site(site, text, errors),
      VerifyFacts.waivers(waivers, text, errors),
      baseline === undefined || renewBaseline || !existsSync(baseline)
        ? []
        : VerifyFacts.baseline(baseline, text(baseline), errors),
      errors,
    );
  }

  private static site(
    site: VerifyOptions['site'],
    textOf: (file: string) => string | undefined,
    errors: InputError[],
  ): SiteFacts {
    if (site === undefined) return SiteFacts.NONE;
    if (typeof site !== 'string') return SiteFacts.fromObjects(site as readonly JsonObject[]);
    const text = textOf(site);
    if (text === undefined) return SiteFacts.NONE;
    const read = SiteFile.read(text, site);
    for (const error of read.errors) errors.push(error);
    return read.facts;
  }

  private static waivers(
    waivers: VerifyOptions['waivers'],
    textOf: (file: string) => string | undefined,
    errors: InputError[],
  ): readonly Waiver[] {
    if (typeof waivers !== 'string') return waivers ?? [];
    const text = textOf(waivers);
    if (text === undefined) return [];
    const read = WaiverFile.read(text, waivers);
    for (const error of read.errors) errors.push(error);
    return read.waivers;
  }

  private static baseline(file: string, text: string | undefined, errors: InputError[]): readonly BaselineEntry[] {
    if (text === undefined) return [];
    const read = BaselineFile.read(text, file);
    for (const error of read.errors) errors.push(error);
    return read.entries;
  }

  private constructor(
    public readonly site: SiteFacts,
    public readonly waivers: readonly Waiver[],
    public readonly baseline: readonly BaselineEntry[],
    /** What could not be read. */
    public readonly errors: readonly InputError[],
  ) {}
}
