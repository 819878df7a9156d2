const SSH = /^(?:ssh:\/\/)?[^/:]*?@[^@]+$/;
const SCHEME = /^([a-z][a-z0-9+.-]*):/;
const CONTROL = /[^ -~\u0080-\uffff]/;
const BAD_ESCAPE = /%(?![0-9a-f]{2})/i;
const USER = /^[a-z0-9\-._~:!$&'()*+,;=%@]*$/i;
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9\-._~!$&'()*+,;=<>"\u0080-\uffff]*)(?::\d*)?$/i;

/** How Go writes a part of a URL: what it keeps as somebody wrote it, and what it escapes if it cannot. */
interface Part {
  readonly asWritten: RegExp;
  readonly escaped: RegExp;
}

const PATH: Part = {
  asWritten: /^(?:[a-z0-9\-._~!$&'()*+,;=:@/[\]]|%[0-9a-f]{2})*$/i,
  escaped: /[^a-z0-9\-._~$&+,/:;=@]/giu,
};
const FRAGMENT: Part = {
  asWritten: /^(?:[a-z0-9\-._~!$&'()*+,;=:@/?[\]]|%[0-9a-f]{2})*$/i,
  escaped: /[^a-z0-9\-._~!()*$&+,/:;=?@]/giu,
};
const USER_PART: Part = { asWritten: /^[a-z0-9\-._~$&+,;=]*$/i, escaped: /[^a-z0-9\-._~$&+,;=]/giu };

/**
 * A Git URL in the form in which Argo CD compares them: small letters, no `.git` at the end, and one form for the
 * two that SSH has. Empty where the text is no URL.
 *
 * https://github.com/argoproj/argo-cd/blob/v3.5.1/util/git/git.go (`NormalizeGitURL`)
 */
export class GitUrl {
  public static normalize(repo: string): string {
    let text = repo.trim().toLowerCase();
    if (SSH.test(text) && !text.startsWith('ssh://')) text = `ssh://${text.replace(':', '/')}`;
    return GitUrl.asGoWrites(text.replace(/\.git$/, ''))?.replace(/^ssh:\/\//, '') ?? '';
  }

  /** The URL without what might be a credential: user and password (of SSH, the password), and a query. */
  public static masked(repo: string): string {
    return repo
      .replace(/^(!?[a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i, (_, scheme: string, user: string) => {
        const isSsh = /^!?ssh:/i.test(scheme);
        return `${scheme}${isSsh ? user.replace(/:.*$/s, ':***') : '***'}@`;
      })
      .replace(/\?[^?]*=.*$/s, '?***');
  }

  /** What parsing with Go's `net/url` and writing again gives; undefined where Go refuses. */
  private static asGoWrites(text: string): string | undefined {
    if (CONTROL.test(text)) return undefined;
    const [plain, hash] = GitUrl.cut(text, '#');
    const fragment = GitUrl.part(hash.slice(1), FRAGMENT);
    const scheme = SCHEME.exec(plain)?.[0] ?? '';
    const [hierarchy, query] = GitUrl.cut(plain.slice(scheme.length), '?');
    if (fragment === undefined || plain.startsWith(':')) return undefined;
    const end = `${query}${fragment === '' ? '' : `#${fragment}`}`;
    if (scheme !== '' && !hierarchy.startsWith('/')) return `${scheme}${hierarchy}${end}`;
    const hasHost = hierarchy.startsWith('//');
    // Without a scheme, a colon in the first segment could be taken for one.
    if (!hasHost && scheme === '' && hierarchy.split('/')[0].includes(':')) return undefined;
    const [host, written] = hasHost ? GitUrl.cut(hierarchy.slice(2), '/') : ['', hierarchy];
    const authority = GitUrl.authority(host);
    const path = GitUrl.part(written, PATH);
    if (authority === undefined || path === undefined) return undefined;
    return `${scheme}${hasHost ? '//' : ''}${authority}${path}${end}`;
  }

  private static authority(text: string): string | undefined {
    const at = text.lastIndexOf('@');
    const host = text.slice(at + 1);
    if (!HOST.test(host)) return undefined;
    if (at < 0) return host;
    const user = text.slice(0, at);
    if (!USER.test(user)) return undefined;
    const [name, password] = GitUrl.cut(user, ':');
    const parts = (password === '' ? [name] : [name, password.slice(1)]).map(part => GitUrl.part(part, USER_PART));
    return parts.includes(undefined) ? undefined : `${parts.join(':')}@${host}`;
  }

  /** The text before a character, and the rest with it. */
  private static cut(text: string, character: string): [string, string] {
    const at = text.indexOf(character);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  }

  private static part(text: string, { asWritten, escaped }: Part): string | undefined {
    if (BAD_ESCAPE.test(text)) return undefined;
    if (asWritten.test(text)) return text;
    const plain = text.replace(/%[0-9a-f]{2}/gi, code => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
    return plain.replace(escaped, character =>
      [...Buffer.from(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    );
  }
}
