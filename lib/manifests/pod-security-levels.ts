import { InvalidValue } from '../notation/invalid-value';
import { Remembered } from '../notation/remembered';
import { Json, type JsonObject } from './json/json';
import type { PodSecurityOptions } from './judge-options';
import type { Manifest } from './manifest';

/** The three Pod Security Standards, loosest first. */
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** What a violation leads to, strictest first: the pod is refused, recorded, or warned of. */
const MODES = ['enforce', 'audit', 'warn'] as const;

const VERSION = /^v1\.(0|[1-9][0-9]*)$/;
const MAX_MINOR = 2n ** 63n - 1n;

const LEVEL_EXPECTED = `one of ${LEVELS.join(', ')}`;
const VERSION_EXPECTED = '"latest" or "v1.x"';

export type PodSecurityLevel = (typeof LEVELS)[number];
export type PodSecurityMode = (typeof MODES)[number];
/** The minor version of Kubernetes 1 whose edition of the standard holds. */
export type PodSecurityVersion = number | 'latest';

export interface LevelAndVersion {
  readonly level: PodSecurityLevel;
  readonly version: PodSecurityVersion;
}

/** A label that the admission plugin cannot read, and so refuses on a Namespace that is created. */
export interface InvalidLabel {
  readonly path: string;
  readonly message: string;
}

const PREFIX = 'pod-security.kubernetes.io/';
/** All that is read of the labels. */
const LABELS: readonly string[] = [
  'pod-security.kubernetes.io/enforce',
  'pod-security.kubernetes.io/enforce-version',
  'pod-security.kubernetes.io/audit',
  'pod-security.kubernetes.io/audit-version',
  'pod-security.kubernetes.io/warn',
  'pod-security.kubernetes.io/warn-version',
];
const REMEMBERED = new Remembered<PodSecurityLevels>();

/**
 * The Pod Security Standard that each mode of a namespace holds its pods to.
 *
 * Read from the labels `pod-security.kubernetes.io/<mode>` and `<mode>-version` as the admission plugin reads them:
 * - without a label a mode is privileged, at the latest version;
 * - a level that is none is restricted for enforce, and privileged for audit and warn; a version that is none, latest;
 * - without a warn label, warn follows an enforce label that is stricter, and its version unless warn has its own.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/api/helpers.go
 */
export class PodSecurityLevels {
  public static readonly MODES: readonly PodSecurityMode[] = MODES;

  /** The levels of a namespace: those the options ask for, else those of its labels; without either, privileged. */
  public static of(namespace: Manifest | undefined, options: PodSecurityOptions = {}): PodSecurityLevels {
    const version = options.version === undefined ? undefined : PodSecurityLevels.requireVersion(options.version);
    if (options.level !== undefined) {
      const level = PodSecurityLevels.requireLevel(options.level);
      return new PodSecurityLevels({ level, version: version ?? 'latest' }, PRIVILEGED, PRIVILEGED, []);
    }
    const labelled = PodSecurityLevels.ofLabels(namespace?.metadata.labels);
    return version === undefined ? labelled : labelled.at(version);
  }

  /** Reads the labels of a Namespace, whatever JSON stands there: mostly the same levels for those that say the same. */
  public static ofLabels(labels: unknown): PodSecurityLevels {
    if (labels === undefined || labels === null) return NO_LABELS;
    if (!Json.isObject(labels)) return UNREADABLE_LABELS;
    let said = '';
    for (let index = 0; index < LABELS.length; index++) {
      const value = labels[LABELS[index]];
      if (typeof value === 'string') said += `${value.length}:${value}`;
      else if (value === undefined) said += '-';
      else return PodSecurityLevels.read(labels);
    }
    return REMEMBERED.of(said, () => PodSecurityLevels.read(labels));
  }

  private static read(labels: JsonObject): PodSecurityLevels {
    const read = new LabelReader(labels);
    const [enforce, audit, warn] = MODES.map(mode => ({ level: read.level(mode), version: read.version(mode) }));
    const follows = read.isValid('enforce') && !read.has('warn') && enforce.level !== 'privileged';
    const warned = follows
      ? { level: enforce.level, version: read.has('warn-version') ? warn.version : enforce.version }
      : warn;
    return new PodSecurityLevels(enforce, audit, warned, read.invalid);
  }

  /** Returns the level. Throws where the text is none. */
  public static requireLevel(text: string): PodSecurityLevel {
    const level = PodSecurityLevels.tryLevel(text);
    if (level === undefined) throw new InvalidValue('Pod Security level', LEVEL_EXPECTED, text);
    return level;
  }

  /** Returns the version. Throws where the text is none. */
  public static requireVersion(text: string): PodSecurityVersion {
    const version = PodSecurityLevels.tryVersion(text);
    if (version === undefined) throw new InvalidValue('Pod Security version', VERSION_EXPECTED, text);
    return version;
  }

  public static tryLevel(text: unknown): PodSecurityLevel | undefined {
    return LEVELS.find(level => level === text);
  }

  public static tryVersion(text: unknown): PodSecurityVersion | undefined {
    if (text === 'latest') return 'latest';
    const minor = typeof text === 'string' ? VERSION.exec(text)?.[1] : undefined;
    return minor === undefined || BigInt(minor) > MAX_MINOR ? undefined : Number(minor);
  }

  constructor(
    public readonly enforce: LevelAndVersion,
    public readonly audit: LevelAndVersion,
    public readonly warn: LevelAndVersion,
    /** Labels that could not be read, in the order of the modes. */
    public readonly invalid: readonly InvalidLabel[],
  ) {}

  /** The same levels, all at one version. */
  private at(version: PodSecurityVersion): PodSecurityLevels {
    const pin = ({ level }: LevelAndVersion) => ({ level, version });
    return new PodSecurityLevels(pin(this.enforce), pin(this.audit), pin(this.warn), this.invalid);
  }
}

/** Reads the labels one by one and keeps what it could not read. Null is the empty text, as in the API server. */
class LabelReader {
  public readonly invalid: InvalidLabel[] = [];
  private readonly refused = new Set<string>();

  constructor(private readonly labels: Readonly<Record<string, unknown>>) {}

  public has(name: string): boolean {
    return this.labels[PREFIX + name] !== undefined;
  }

  public isValid(name: string): boolean {
    return this.has(name) && !this.refused.has(name);
  }

  public level(mode: PodSecurityMode): PodSecurityLevel {
    if (!this.has(mode)) return 'privileged';
    const failed = mode === 'enforce' ? 'restricted' : 'privileged';
    return PodSecurityLevels.tryLevel(this.text(mode)) ?? this.refuse(mode, LEVEL_EXPECTED, failed);
  }

  public version(mode: PodSecurityMode): PodSecurityVersion {
    const name = `${mode}-version`;
    if (!this.has(name)) return 'latest';
    return PodSecurityLevels.tryVersion(this.text(name)) ?? this.refuse(name, VERSION_EXPECTED, 'latest');
  }

  private text(name: string): unknown {
    return this.labels[PREFIX + name] ?? '';
  }

  private refuse<T>(name: string, expected: string, instead: T): T {
    this.refused.add(name);
    const value = this.text(name);
    const got = typeof value === 'object' ? 'an object' : value;
    const message = new InvalidValue('label', expected, got).message;
    this.invalid.push({ path: `metadata.labels[${PREFIX}${name}]`, message });
    return instead;
  }
}

const PRIVILEGED: LevelAndVersion = { level: 'privileged', version: 'latest' };
const RESTRICTED: LevelAndVersion = { level: 'restricted', version: 'latest' };
const NO_LABELS = new PodSecurityLevels(PRIVILEGED, PRIVILEGED, PRIVILEGED, []);
/** The API server refuses such a Namespace; should it be there all the same, its pods get no benefit of the doubt. */
const UNREADABLE_LABELS = new PodSecurityLevels(RESTRICTED, PRIVILEGED, PRIVILEGED, [
  { path: 'metadata.labels', message: 'labels must be a map of strings' },
]);
