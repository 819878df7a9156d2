/** Characters that one line of plain or single-quoted text may hold: printable, visible, and a line break for nobody. */
const VISIBLE = /^[ -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
/** The same, and line breaks and tabs within; it begins with no space, for the indentation is read off the first line. */
const BLOCK =
  /^[!-~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}][\t\n -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENDS_IN_SPACE = /[ \t]\n*$/;

/** What most text in Kubernetes objects is, names, images, paths, amounts, and no word or number (e1) to any reader. */
const SIMPLE = /^(?!(?:null|true|false|yes|no|on|off|y|n|e-?\d+)$)[a-z/][\w./@-]*(?::[\w./@-]+)*$/i;
/** Where text cannot be plain: it begins like something else, or holds a comment or a key. */
const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@` ]|[-?:](?: |$)|---|\.\.\.)| #|:(?: |$)| $/;
/** Words that some reader takes for a boolean, nothing, a merge key, a default or (e1, of the package yaml) a number. */
const WORD = /^(?:~|null|true|false|yes|no|on|off|y|n|<<|=|e[-+]?\d+)$/i;
/** Where a number or a date may begin. */
const DIGIT = /^[-+.\d]/;
/** Numbers of YAML 1.1 and 1.2 and of Go, without the separators that they may hold: octal, binary, base 60, infinity. */
const NUMBER =
  /^[-+]*(?:0x[\da-f]*|0o?[0-7]*|0b[-+]?[01]*|\d+(?::\d+)+(?:\.\d*)?|\d*\.?\d*(?:e[-+]?\d*)?|\.?(?:inf|nan))$/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};
const ESCAPED = /["\\]|[^ -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Writes text so that every reader of YAML, old or new, gets the same text, and a person the most readable form of it. */
export class ScalarPrinter {
  /** Text on one line, as a key has to be. */
  public static line(text: string): string {
    return SIMPLE.test(text) ? text : ScalarPrinter.notSimple(text);
  }

  /**
   * Text as a value; of several lines, in lines of its own, deeper than the line that it belongs to.
   *
   * @param line what that line begins with: a line break and its indentation
   */
  public static value(text: string, line: string): string {
    if (SIMPLE.test(text)) return text;
    if (!text.includes('\n')) return ScalarPrinter.notSimple(text);
    if (!BLOCK.test(text) || ENDS_IN_SPACE.test(text)) return ScalarPrinter.escaped(text);
    const [body, ending] = text.endsWith('\n') ? [text.slice(0, -1), text.endsWith('\n\n') ? '+' : ''] : [text, '-'];
    const deeper = `${line}  `;
    return `|${ending}${deeper}${body.replace(/\n(?=[^\n])/g, deeper)}`;
  }

  /** YAML 1.1 knows no exponent without a point. */
  public static number(value: number): string {
    const text = String(value);
    return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
  }

  private static notSimple(text: string): string {
    if (!VISIBLE.test(text)) return ScalarPrinter.escaped(text);
    return ScalarPrinter.isPlain(text) ? text : `'${text.replace(/'/g, "''")}'`;
  }

  private static isPlain(text: string): boolean {
    if (text === '' || INDICATOR.test(text) || WORD.test(text)) return false;
    return !DIGIT.test(text) || !(NUMBER.test(text.replace(/[_,]/g, '')) || DATE.test(text));
  }

  private static escaped(text: string): string {
    return `"${text.replace(ESCAPED, ScalarPrinter.escape)}"`;
  }

  private static escape(this: void, character: string): string {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return (
      SHORT_ESCAPES[character] ?? (code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`)
    );
  }
}
