import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** Something that js-yaml reads in one way and a cluster's tools in another, or not at all. */
interface Difference {
  readonly message: string;
  readonly position: number;
}

const NONE = -1;
/** What go-yaml takes for no text at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
/** Line breaks of YAML 1.1 that YAML 1.2 has as text, and the byte order mark. */
const UNCLEAR = /[\x85\u2028\u2029\ufeff]/;
const ESCAPE =
  /\\(?:([0abtnvfre "'\\N_LP\t])|x[0-9a-fA-F]{2}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n([ \t]*[\r\n])?)?/g;
const COLON_BEFORE_BRACKET = /\s*:[,[\]{}]/y;
const ANCHOR = /^[0-9A-Za-z_-]+$/;

/**
 * Where js-yaml, which reads YAML 1.2, and go-yaml v2, with which clusters read YAML 1.1, take the same text for different
 * values, or only js-yaml takes it at all. Such text is refused: reading it in either way would be a guess.
 *
 * https://github.com/yaml/go-yaml/blob/v2.4.2/scannerc.go
 */
export class YamlDifferences {
  /** In characters, wherever they stand. */
  public static inText(source: string): Difference | undefined {
    const control = CONTROL.exec(source);
    if (control)
      return { message: `has the control character ${YamlDifferences.code(control[0])}`, position: control.index };
    const unclear = UNCLEAR.exec(source);
    if (!unclear) return undefined;
    const code = YamlDifferences.code(unclear[0]);
    return {
      message: `has ${code}, which not all readers take for text; write it as an escape`,
      position: unclear.index,
    };
  }

  /** In what stands before the first value. */
  public static beforeStart(source: string, start: number): Difference | undefined {
    const position = source.slice(0, Math.max(start, 0)).search(/^\.\.\.\s/m);
    return position === -1 ? undefined : { message: 'a line "..." ends no document here', position };
  }

  /** In one event of the parser. */
  public static inEvent(source: string, event: Event, inFlow: boolean): Difference | undefined {
    if (event.type === EVENT_ID.POP) return undefined;
    if (event.type === EVENT_ID.DOCUMENT) {
      return event.explicitStart ? { message: 'an indented "---" begins no document', position: 0 } : undefined;
    }
    if (event.anchorStart !== NONE && !ANCHOR.test(source.slice(event.anchorStart, event.anchorEnd))) {
      const message = 'anchors and aliases may have letters, digits, "-" and "_" only';
      return { message, position: event.anchorStart };
    }
    if (event.type === EVENT_ID.ALIAS) return undefined;
    if (event.tagStart !== NONE && !/^[ \t\r\n]?$/.test(source.charAt(event.tagEnd))) {
      return { message: 'a tag must have a space after it', position: event.tagStart };
    }
    if (event.tagStart !== NONE && source.slice(event.tagStart, event.tagEnd) === '!!') {
      return { message: 'the tag "!!" has no name', position: event.tagStart };
    }
    return event.type === EVENT_ID.SCALAR && event.valueStart !== NONE
      ? YamlDifferences.inScalar(source, event, inFlow)
      : undefined;
  }

  /** Whether the children of a collection stand in brackets. */
  public static isFlow(event: Event): boolean {
    return 'style' in event && event.type !== EVENT_ID.SCALAR && event.style === COLLECTION_STYLE.FLOW;
  }

  private static inScalar(source: string, event: ScalarEvent, inFlow: boolean): Difference | undefined {
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED)
      return event.fast ? undefined : YamlDifferences.inEscapes(source, event);
    if (event.style !== SCALAR_STYLE.PLAIN || !inFlow) return undefined;
    const mark = source.slice(event.valueStart, event.valueEnd).search(/\?|^:/);
    if (mark !== -1)
      return { message: 'text with "?" or ":" in brackets must be quoted', position: event.valueStart + mark };
    COLON_BEFORE_BRACKET.lastIndex = event.valueEnd;
    if (COLON_BEFORE_BRACKET.test(source)) {
      return { message: 'a ":" in brackets must have a space after it', position: event.valueEnd };
    }
    return undefined;
  }

  private static inEscapes(source: string, event: ScalarEvent): Difference | undefined {
    const text = source.slice(event.valueStart, event.valueEnd);
    for (const match of text.matchAll(ESCAPE)) {
      const [written, , short, long, blankLine] = match;
      const position = event.valueStart + match.index;
      if (written === '\\')
        return { message: `has the unknown escape ${JSON.stringify(text.substr(match.index, 2))}`, position };
      if (blankLine !== undefined)
        return { message: 'an escaped line break may have no blank line after it', position };
      const code = Number.parseInt(short ?? long ?? '0', 16);
      if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
        return { message: `has the escape ${written}, which is no character`, position };
      }
    }
    return undefined;
  }

  private static code(character: string): string {
    return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  }
}
