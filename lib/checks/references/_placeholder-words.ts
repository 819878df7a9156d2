/** Where none of these is, there is no placeholder; asked first, because it is cheap. */
const HINT = /<[a-z]|\$\{|\{\{|__[A-Z]|your|change[-_]?me|replace|todo|fixme|tbd|[-_]here|\[object/i;

/** What is the reader's own, as in `your-user`. */
const YOURS: readonly string[] = [
  ...[
    '(?:api|access|secret)[-_]?key',
    'account',
    'app',
    'aws',
    'bucket',
    'cluster',
    'company',
    'domain',
    'ecr',
    'email',
  ],
  ...['gcp', 'git(?:hub|lab)?', 'group', 'host(?:name)?', 'image', 'key', 'name(?:space)?', 'org(?:ani[sz]ation)?'],
  ...['password', 'project', 'region', 'registry', 'repo(?:sitory)?', 'secret', 'server', 'team', 'tenant', 'token'],
  ...['user(?:name)?', 'value'],
];

/** Words that stand for something else wherever they are written. */
const WORDS: readonly RegExp[] = [
  // your-user, your_org, YOUR_API_KEY, yourdomain.com
  new RegExp(`\\byour[-_](?:${YOURS.join('|')})s?\\b`, 'i'),
  /\byour(?:domain|company|org|project|registry|username)\b/i,
  /\bYOUR[-_][A-Z0-9_-]+\b/,
  // REPLACE_ME, change-me, changeme, PUT_TOKEN_HERE
  /\breplace[-_]?me\b/i,
  /\bREPLACE[-_](?:WITH|THIS|BY)[A-Z0-9_-]*/,
  /\bchange[-_]?me\b/i,
  /\b(?:INSERT|PUT|ENTER|ADD|PASTE)[-_][A-Z0-9_-]+[-_]HERE\b/i,
  // an object of JavaScript that was put into a text
  /\[object [A-Z]\w*\]/,
  // a chart that was not rendered
  /\{\{-?[^{}\n]*\$?\.(?:Values|Release|Chart|Capabilities)\.[^{}\n]*\}\}/,
  /\{\{-?\s*include\s+"[^{}\n]*\}\}/,
];

/** A note in place of a value: at the beginning, or after a colon or an equals sign. */
const NOTE = /(?:^|[:=][ \t]*)["']?(TODO|FIXME|TBD)\b/m;

/** In a text of any length: `<your-ecr-repo>`, `<INSERT TOKEN>`, `<GITLAB_VM_IP>`, `<Developer_PC_IP>`. */
const LOUD_ANGLES: readonly RegExp[] = [
  /<((?:your|YOUR|INSERT|REPLACE|CHANGE|ENTER|TODO|FIXME)\b[^<>\n]{0,60})>/,
  /<([A-Z][A-Za-z0-9]*(?:[_-][A-Z][A-Za-z0-9]*)+)>/,
];

/** In one word: `<region>` or `<image-tag>`. */
const ANGLES = /(?<![?\\])<([a-zA-Z][a-zA-Z0-9]*(?:[-_.][a-zA-Z0-9]+)*)>/;

/** Lines of a longer text that say something about it. */
const COMMENTS = /^[ \t]*(?:#|\/\/).*$/gm;

/** What stands in angle brackets and is no placeholder. */
const MARKUP: readonly string[] = ['b', 'br', 'code', 'hr', 'i', 'li', 'nil', 'none', 'p'];

/** `${VERSION}` and `__VERSION__`, as scripts substitute them; Argo CD fills in variables of its own. */
const VARIABLES: readonly RegExp[] = [/\$\{(?!ARGOCD_)[A-Za-z_][A-Za-z0-9_]*(?::?-[^}]*)?\}/, /^__[A-Z][A-Z0-9_]*__$/];

/** Texts that stand in for a value that somebody forgot to put there. */
export class PlaceholderWords {
  /** Whether it is worth looking for a placeholder in a text. */
  public static hintedIn(text: string): boolean {
    return HINT.test(text);
  }

  /** The placeholder in a text, if there is one. */
  public static in(written: string): string | undefined {
    const text = written.includes('\n') ? written.replace(COMMENTS, '') : written;
    return PlaceholderWords.angled(text) ?? PlaceholderWords.word(text) ?? NOTE.exec(text)?.[1];
  }

  /** The variable in a word, if there is one. */
  public static variableIn(text: string): string | undefined {
    if (/\s/.test(text)) return undefined;
    return VARIABLES.flatMap(variable => variable.exec(text)?.[0] ?? [])[0];
  }

  private static word(text: string): string | undefined {
    for (const word of WORDS) {
      const found = word.exec(text)?.[0];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Markup has its end in the text; a regular expression, a question mark before its named groups. */
  private static angled(text: string): string | undefined {
    const isWord = !/\s|\(\?P?</.test(text);
    for (const angles of isWord ? [...LOUD_ANGLES, ANGLES] : LOUD_ANGLES) {
      const [found, name] = angles.exec(text) ?? [];
      if (found !== undefined && !text.includes(`</${name}`) && !MARKUP.includes(name.toLowerCase())) return found;
    }
    return undefined;
  }
}
