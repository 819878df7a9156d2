import { Remembered } from './remembered';

const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const DOMAIN_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::\\d+)?$`);
const TAG = /^\w[\w.-]{0,127}$/;
/** An image ID, which names an image on one machine and no repository. */
const IDENTIFIER = /^[a-f0-9]{64}$/;
const MAX_REPOSITORY = 255;

/** Docker Hub, and the name that it had before. */
const HUB = 'docker.io';
const OLD_HUB = 'index.docker.io';

/** A platform has few registries. */
const DOMAINS = new Remembered<boolean>();

/** A container image reference in its parts, by the grammar and the defaults of `github.com/distribution/reference`. */
export class ImageReference {
  /** Returns the parts, or undefined where the text is no image reference. */
  public static tryParse(text: string): ImageReference | undefined {
    if (typeof text !== 'string' || IDENTIFIER.test(text)) return undefined;
    const at = text.indexOf('@');
    const name = at < 0 ? text : text.slice(0, at);
    const digest = at < 0 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !DIGEST.test(digest)) return undefined;
    const colon = name.lastIndexOf(':');
    const tagged = colon > name.lastIndexOf('/');
    const tag = tagged ? name.slice(colon + 1) : undefined;
    if (tag !== undefined && !TAG.test(tag)) return undefined;
    const { registry, repository } = ImageReference.split(tagged ? name.slice(0, colon) : name);
    if (!REPOSITORY.test(repository) || repository.length > MAX_REPOSITORY || !ImageReference.isDomain(registry))
      return undefined;
    return new ImageReference(registry, repository, tag, digest);
  }

  private static isDomain(registry: string): boolean {
    return DOMAINS.of(registry, () => DOMAIN.test(registry));
  }

  /** What stands before the first slash is a registry if it looks like a host; capitals are not allowed in repositories. */
  private static split(path: string): { registry: string; repository: string } {
    const slash = path.indexOf('/');
    const head = path.slice(0, Math.max(slash, 0));
    const isRegistry = /[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase();
    const registry = isRegistry && head !== OLD_HUB ? head : HUB;
    const rest = isRegistry ? path.slice(slash + 1) : path;
    const isOfficial = registry === HUB && !rest.includes('/');
    return { registry, repository: isOfficial ? `library/${rest}` : rest };
  }

  private constructor(
    /** Host and port of the registry; `docker.io` where the reference names none. */
    public readonly registry: string,
    /** Path of the repository in the registry; Docker's own images are in `library/`. */
    public readonly repository: string,
    public readonly tag: string | undefined,
    /** Such as `sha256:` and 64 hexadecimal digits. */
    public readonly digest: string | undefined,
  ) {}
}
