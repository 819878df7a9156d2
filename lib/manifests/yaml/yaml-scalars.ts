import { FloatKey } from './float-key';

/** What a scalar of YAML stands for. Integers are bigints, all other numbers are numbers: as keys they are written apart. */
export type YamlScalar = string | boolean | null | bigint | number;

const CONSTANTS: ReadonlyMap<string, YamlScalar> = new Map<string, YamlScalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(text => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(text => [text, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(text => [text, null] as const),
  ...['.nan', '.NaN', '.NAN'].map(text => [text, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(text => [text, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(text => [text, Number.NEGATIVE_INFINITY] as const),
]);

/** What a scalar must start with to be anything but text. */
const MAYBE_NO_TEXT = /^[-+.~0-9yYnNtTfFoO]/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]*)|([1-9][0-9]*))$/;
const SIGNED_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** A float that starts with its point may have underscores between digits only; any other, anywhere. */
const POINT_FLOAT = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt ])[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

const YAML_TAG = 'tag:yaml.org,2002:';

/**
 * Scalars as a cluster's tools read them: sigs.k8s.io/yaml, which kubectl, Helm and Argo CD share, on go.yaml.in/yaml/v2.
 *
 * That is most of YAML 1.1 (`yes`, `on`, `0755`) and some of 1.2 (`0o755`); no sexagesimals, and timestamps stay text.
 * https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 */
export class YamlScalars {
  /** What a plain scalar without a tag stands for. */
  public static plain(text: string): YamlScalar {
    if (text !== '' && !MAYBE_NO_TEXT.test(text)) return text;
    const constant = CONSTANTS.get(text);
    if (constant !== undefined) return constant;
    if (text.startsWith('.')) return YamlScalars.float(POINT_FLOAT, text) ?? text;
    if (!/^[-+0-9]/.test(text)) return text;
    const digits = text.replaceAll('_', '');
    return YamlScalars.integer(digits) ?? YamlScalars.float(FLOAT, digits) ?? YamlScalars.signedBinary(digits) ?? text;
  }

  /** What a scalar with a tag stands for, or undefined where the tag does not fit. Tags that say nothing make it text. */
  public static tagged(tag: string, text: string): YamlScalar | undefined {
    const plain = YamlScalars.plain(text);
    switch (tag) {
      case `${YAML_TAG}bool`:
        return typeof plain === 'boolean' ? plain : undefined;
      case `${YAML_TAG}null`:
        return plain === null ? null : undefined;
      case `${YAML_TAG}int`:
        return typeof plain === 'bigint' ? plain : undefined;
      case `${YAML_TAG}float`:
        if (typeof plain === 'bigint' && plain <= INT64_MAX) return Number(plain);
        return typeof plain === 'number' ? plain : undefined;
      case `${YAML_TAG}timestamp`:
        return TIMESTAMP.test(text) ? text : undefined;
      case `${YAML_TAG}binary`:
        return YamlScalars.binary(text);
      default:
        return text;
    }
  }

  /** A scalar as a JSON value; undefined for those that JSON does not have: infinities, and what is no number. */
  public static toJson(scalar: YamlScalar): string | boolean | null | number | undefined {
    if (typeof scalar === 'bigint') return Number(scalar);
    return typeof scalar === 'number' && !Number.isFinite(scalar) ? undefined : scalar;
  }

  /** A scalar as the key of a JSON object, or undefined for those that may be none: null, and integers above int64. */
  public static toKey(scalar: YamlScalar): string | undefined {
    if (typeof scalar === 'string') return scalar;
    if (typeof scalar === 'number') return FloatKey.of(scalar);
    return scalar === null || (typeof scalar === 'bigint' && scalar > INT64_MAX) ? undefined : String(scalar);
  }

  private static integer(digits: string): bigint | undefined {
    const match = INTEGER.exec(digits);
    if (!match) return undefined;
    const [, sign, hexadecimal, octal, binary, oldOctal, decimal] = match;
    const magnitude =
      hexadecimal !== undefined
        ? BigInt(`0x${hexadecimal}`)
        : (octal ?? oldOctal) !== undefined
          ? BigInt(`0o${octal ?? (oldOctal || '0')}`)
          : BigInt(binary !== undefined ? `0b${binary}` : decimal);
    const value = sign === '-' ? -magnitude : magnitude;
    const fits = sign === '' ? value <= UINT64_MAX : value >= -INT64_MAX - 1n && value <= INT64_MAX;
    return fits ? value : undefined;
  }

  /** `0b-1`, which only this parser takes. */
  private static signedBinary(digits: string): bigint | undefined {
    const match = SIGNED_BINARY.exec(digits);
    if (!match) return undefined;
    const value = BigInt(`0b${match[2]}`) * (match[1] === '-' ? -1n : 1n);
    return value >= -INT64_MAX - 1n && value <= INT64_MAX ? value : undefined;
  }

  /** Undefined also where the number is too large: then it is text. */
  private static float(form: RegExp, text: string): number | undefined {
    const value = form.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
    return Number.isFinite(value) ? value : undefined;
  }

  /** Bytes as text; those that are no UTF-8 have no place in JSON. */
  private static binary(text: string): string | undefined {
    const base64 = text.replace(/[\r\n]/g, '');
    if (!BASE64.test(base64)) return undefined;
    const bytes = Buffer.from(base64, 'base64');
    const decoded = bytes.toString('utf8');
    return bytes.equals(Buffer.from(decoded, 'utf8')) ? decoded : undefined;
  }
}
