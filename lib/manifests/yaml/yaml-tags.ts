import type { Event } from 'js-yaml';

const YAML_TAG = 'tag:yaml.org,2002:';
const MERGE_TAG = `${YAML_TAG}merge`;
/** Says that no tag is meant. */
const NO_TAG = '!';

/** The tags of YAML nodes. */
export class YamlTags {
  /** The tag of a node, in full; undefined where it has none. */
  public static of(source: string, event: Extract<Event, { tagStart: number }>): string | undefined {
    if (event.tagStart === -1) return undefined;
    const raw = source.slice(event.tagStart, event.tagEnd);
    if (raw.startsWith('!<')) return YamlTags.decoded(raw.slice(2, -1));
    return raw.startsWith('!!') ? YAML_TAG + YamlTags.decoded(raw.slice(2)) : YamlTags.decoded(raw);
  }

  /** A tag as people write it: `!!int`. */
  public static short(tag: string): string {
    return tag.startsWith(YAML_TAG) ? `!!${tag.slice(YAML_TAG.length)}` : tag;
  }

  /** Whether a scalar `<<` with this tag is a merge key. */
  public static allowsMerge(tag: string | undefined, isPlain: boolean): boolean {
    return tag === undefined ? isPlain : tag === NO_TAG || tag === MERGE_TAG;
  }

  private static decoded(text: string): string {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
}
