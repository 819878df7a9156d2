import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { LineCounter } from './line-counter';
import { type ParsedDocument, READ_LIMITS, UnreadableDocument } from './parsed-document';
import { YamlComposer } from './yaml-composer';
import { YamlDifferences } from './yaml-differences';

/** How many characters are parsed again, in all of a document, because a line in brackets or quotes is not indented. */
const REPARSED = 100_000_000;
const INDENTATION = ' '.repeat(64);
const [COMMA, BRACKET, BRACE, DASH, COLON, QUESTION, SPACE] = [...',[{-:? '].map(character => character.charCodeAt(0));
/** After these, a colon needs no space. */
const CLOSING = '"\'}]';

/** One YAML document as a cluster's tools turn it into JSON. */
export class ClusterYaml {
  /** Reads the text of one document, which starts on a line of its file. */
  public static parse(source: string, firstLine: number): ParsedDocument {
    const lines = new LineCounter(source, firstLine);
    const difference = YamlDifferences.inText(source);
    if (difference) throw new UnreadableDocument(difference.message, lines.at(difference.position));
    if (ClusterYaml.isTooLarge(source)) {
      throw new UnreadableDocument(`is too large: it may have more than ${READ_LIMITS.values} values`, firstLine);
    }
    const { events, indented } = ClusterYaml.events(source, lines);
    return new YamlComposer(indented, indented === source ? lines : new LineCounter(indented, firstLine)).compose(
      events,
    );
  }

  /** Counts what may stand between values: for each, the parser has some two events of 100 bytes. */
  private static isTooLarge(source: string): boolean {
    if (source.length < READ_LIMITS.values) return false;
    let separators = 0;
    for (let at = 0; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === COMMA || code === BRACKET || code === BRACE) separators++;
      else if (code === DASH || code === COLON || code === QUESTION) {
        if (source.charCodeAt(at + 1) <= SPACE || CLOSING.includes(source[at - 1])) separators++;
      }
    }
    return separators > READ_LIMITS.values;
  }

  /**
   * Within brackets and quotes, YAML 1.2 wants each line deeper indented than their key, and go-yaml does not mind. Such a
   * line may be indented without any change in meaning, and so it is, until the parser takes it.
   */
  private static events(source: string, lines: LineCounter): { events: Event[]; indented: string } {
    let indented = source;
    for (let parsed = 0; ; parsed += indented.length) {
      try {
        return { events: parseEvents(indented, { maxDepth: READ_LIMITS.depth }), indented };
      } catch (error) {
        if (!(error instanceof YAMLException) || !error.mark) throw error;
        const { position } = error.mark;
        const start = indented.lastIndexOf('\n', position - 1) + 1;
        if (!ClusterYaml.mayIndent(error, indented, start) || parsed > REPARSED)
          throw ClusterYaml.unreadable(error, lines);
        indented = indented.slice(0, start) + INDENTATION + indented.slice(start);
      }
    }
  }

  private static mayIndent({ reason, mark }: YAMLException, source: string, start: number): boolean {
    if (reason !== 'deficient indentation' || !mark) return false;
    const isLineStart = source.slice(start, mark.position).trim() === '';
    return isLineStart && !/^(?:---|\.\.\.)\s/.test(source.slice(start, start + 4));
  }

  private static unreadable({ reason, mark }: YAMLException, lines: LineCounter): UnreadableDocument {
    const message = reason.startsWith('nesting exceeded')
      ? UnreadableDocument.TOO_DEEP
      : `is not valid YAML: ${reason}`;
    // Lines are the same in all indented forms.
    return new UnreadableDocument(message, lines.at(0) + (mark?.line ?? 0));
  }
}
