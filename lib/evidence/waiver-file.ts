import type { InputError } from '../manifests/yaml/input-error';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import { CalendarDate } from '../notation/calendar-date';
import { EntryFields } from './entry-fields';
import { EntryList } from './entry-list';
import type { Waiver } from './waiver';

/** What a file of waivers holds. */
export interface ReadWaivers {
  readonly waivers: readonly Waiver[];
  /** What is no waiver, and why; the rest is read all the same. */
  readonly errors: readonly InputError[];
}

/**
 * Waivers in a file, as YAML or JSON: a list called `waivers`, with the fields of a Waiver. All are required but `path`, and
 * the namespace of an object that has none.
 */
export class WaiverFile {
  /** Reads the text of a file; `file` is how errors, and failures of its waivers, name it. */
  public static read(text: string, file: string): ReadWaivers {
    const { entries, errors } = new EntryList<Waiver>(text, file, {
      key: 'waivers',
      fields: ['reason', 'owner', 'expires'],
      read: fields => ({
        reason: fields.text('reason', 'a text that says why the finding may stay'),
        owner: fields.text('owner', 'who answers for it, such as "ml-platform@example.com"'),
        expires: fields.text('expires', 'a day of the calendar such as "2027-03-31"', CalendarDate.isDate),
      }),
    });
    return { waivers: entries, errors };
  }

  /** The text of a file with these waivers, in this order. */
  public static write(waivers: readonly Waiver[]): string {
    const entries = waivers.map(({ check, object, path, reason, owner, expires }) => {
      return {
        check,
        object: EntryFields.ofIdentity(object),
        ...(path !== undefined && { path }),
        reason,
        owner,
        expires,
      };
    });
    return YamlDocuments.write([{ waivers: entries }]);
  }
}
