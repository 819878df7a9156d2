import { JsonValues, NoJson } from '../json/json-values';
import { ClusterYaml } from './cluster-yaml';
import { type ParsedDocument, UnreadableDocument } from './parsed-document';

/** A text with JSON begins so, within the 4096 bytes that are looked at. */
const JSON_START = /^[\t\n\v\f\r \x85\xa0]*\{/;
const BYTE_ORDER_MARK = '\uFEFF';
const SEPARATOR = '---';
const NO_CONTENT = /[ ]*(?:#.*)?\n/y;

/**
 * The documents of a text, as kubectl and Argo CD tell them apart.
 *
 * A text that begins with a brace is read as JSON values, one after the other, as far as at most one of them goes; all
 * else is YAML, split at the lines that begin with `---`. Empty documents have the value null: they are there, so that a
 * document has the number that yq and every YAML library give it.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/yaml/decoder.go
 */
export class DocumentStream {
  /** Reads one document after the other; what cannot be read comes as an error, and does not end the others. */
  public static *read(text: string): Generator<ParsedDocument | UnreadableDocument> {
    if (!JSON_START.test(text.slice(0, 4096))) {
      yield* DocumentStream.readYaml(text, text.startsWith(BYTE_ORDER_MARK) ? 1 : 0);
      return;
    }
    const values = new JsonValues(text);
    let read = 0;
    let document = DocumentStream.nextJson(values);
    for (; document && !(document instanceof UnreadableDocument); document = DocumentStream.nextJson(values)) {
      yield document;
      read++;
    }
    if (document && (read > 1 || !(document instanceof NoJson)))
      yield* DocumentStream.afterJson(text, values.end, document);
    else if (document) yield* DocumentStream.afterOneJson(text, values.end, document);
  }

  private static nextJson(values: JsonValues): ParsedDocument | UnreadableDocument | undefined {
    return DocumentStream.orError(() => values.next());
  }

  /** Two values, or one that may not be read, make it JSON to the end; only a separator makes a new beginning. */
  private static *afterJson(
    text: string,
    end: number,
    error: UnreadableDocument,
  ): Generator<ParsedDocument | UnreadableDocument> {
    yield error;
    const separator = text.indexOf(`\n${SEPARATOR}`, end);
    if (separator !== -1) yield* DocumentStream.readYaml(text, separator + 1);
  }

  /** After one value, or none, it may still be YAML; if not, the error of JSON says more. */
  private static *afterOneJson(
    text: string,
    end: number,
    error: UnreadableDocument,
  ): Generator<ParsedDocument | UnreadableDocument> {
    const start = end + (/^[\t\v\f\r \x85\xa0]*\n?/.exec(text.slice(end, end + 4096))?.[0].length ?? 0);
    let isFirst = end === 0;
    for (const document of DocumentStream.readYaml(text, start)) {
      yield isFirst && document instanceof UnreadableDocument ? error : document;
      isFirst = false;
    }
  }

  private static *readYaml(text: string, start: number): Generator<ParsedDocument | UnreadableDocument> {
    let line = DocumentStream.breaksIn(text, 0, start) + 1;
    let isOpened = false;
    for (let at = start; at < text.length; ) {
      const separator = text.startsWith(SEPARATOR, at) ? at : text.indexOf(`\n${SEPARATOR}`, at) + 1;
      const end = separator === 0 && !text.startsWith(SEPARATOR, at) ? text.length : separator;
      const first = line;
      if (DocumentStream.hasContent(text, at, end))
        yield DocumentStream.orError(() => ClusterYaml.parse(DocumentStream.lines(text.slice(at, end)), first));
      else if (isOpened) yield { value: null, line: first, repeatedKeys: [], itemLines: [], aliased: 0 };
      line += DocumentStream.breaksIn(text, at, end);
      if (end === text.length) return;
      const lineEnd = text.indexOf('\n', end);
      at = lineEnd === -1 ? text.length : lineEnd + 1;
      const rest = text.slice(end + SEPARATOR.length, at).trim();
      isOpened = rest === '' || rest.startsWith('#');
      if (!isOpened) yield DocumentStream.badSeparator(rest, line);
      line++;
    }
  }

  private static badSeparator(rest: string, line: number): UnreadableDocument {
    const shown = JSON.stringify(rest.length > 20 ? `${rest.slice(0, 20)}…` : rest);
    return new UnreadableDocument(
      `a line that begins with "---" must have nothing but a comment after it, got ${shown}`,
      line,
    );
  }

  /** Whether there is more than blanks and comments; quickly, for a text may have millions of empty documents. */
  private static hasContent(text: string, start: number, end: number): boolean {
    for (NO_CONTENT.lastIndex = start; NO_CONTENT.lastIndex < end; ) if (!NO_CONTENT.test(text)) return true;
    return false;
  }

  /** Lines as kubectl hands them on: each with a line feed. */
  private static lines(text: string): string {
    const lines = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
    return lines.endsWith('\n') ? lines : `${lines}\n`;
  }

  private static orError<Document>(read: () => Document): Document | UnreadableDocument {
    try {
      return read();
    } catch (error) {
      if (error instanceof UnreadableDocument) return error;
      throw error;
    }
  }

  private static breaksIn(text: string, start: number, end: number): number {
    let breaks = 0;
    for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) breaks++;
    return breaks;
  }
}
