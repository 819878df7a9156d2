import type { InputError } from '../manifests/yaml/input-error';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import type { BaselineEntry } from './baseline';
import { EntryFields } from './entry-fields';
import { EntryList } from './entry-list';

/** What a baseline holds. */
export interface ReadBaseline {
  readonly entries: readonly BaselineEntry[];
  /** What is no entry, and why. */
  readonly errors: readonly InputError[];
}

/** A baseline in a file, as YAML or JSON: a list called `findings`. It is written by the tool, and shrunk by hand. */
export class BaselineFile {
  /** Reads the text of a file; `file` is how errors, and entries that are stale, name it. */
  public static read(text: string, file: string): ReadBaseline {
    return new EntryList<BaselineEntry>(text, file, {
      key: 'findings',
      fields: ['count'],
      read: fields => {
        const count = fields.optionalCount('count');
        return { ...(count !== undefined && { count }) };
      },
    });
  }

  /** The text of a file with these entries: the same bytes for the same findings. */
  public static write(entries: readonly BaselineEntry[]): string {
    const findings = entries.map(({ check, object, path, count }) => ({
      check,
      object: EntryFields.ofIdentity(object),
      ...(path !== undefined && { path }),
      ...(count !== undefined && { count }),
    }));
    return YamlDocuments.write([{ findings }]);
  }
}
