import { InvalidValue } from './invalid-value';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * The names Kubernetes accepts, as `k8s.io/apimachinery/pkg/util/validation` decides them.
 */
export class Names {
  /** RFC 1123 label: namespaces, services, container names. */
  public static isDnsLabel(text: string): boolean {
    return text.length <= 63 && LABEL.test(text);
  }

  /** RFC 1123 subdomain: the names of most other objects, and host names. */
  public static isDnsSubdomain(text: string): boolean {
    return text.length <= 253 && SUBDOMAIN.test(text);
  }

  /** A label value; the empty string is one. */
  public static isLabelValue(text: string): boolean {
    return text === '' || (text.length <= 63 && NAME_PART.test(text));
  }

  /** A label or annotation key, with or without a DNS prefix. */
  public static isQualifiedName(text: string): boolean {
    const [name, prefix, ...rest] = text.split('/').reverse();
    if (rest.length > 0 || name.length > 63 || !NAME_PART.test(name)) return false;
    return prefix === undefined || Names.isDnsSubdomain(prefix);
  }

  /** Returns `text`, or throws if it is not an RFC 1123 label. */
  public static dnsLabel(thing: string, text: string): string {
    if (typeof text === 'string' && Names.isDnsLabel(text)) return text;
    throw new InvalidValue(
      thing,
      'a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a"',
      text,
    );
  }

  /** Returns `text`, or throws if it is not an RFC 1123 subdomain. */
  public static dnsSubdomain(thing: string, text: string): string {
    if (typeof text === 'string' && Names.isDnsSubdomain(text)) return text;
    throw new InvalidValue(
      thing,
      'a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1"',
      text,
    );
  }

  /** Returns `text`, or throws if it is not a label value. */
  public static labelValue(thing: string, text: string): string {
    if (typeof text === 'string' && Names.isLabelValue(text)) return text;
    throw new InvalidValue(thing, 'a label value of at most 63 letters, digits, "-", "_" and "."', text);
  }

  /** Returns `labels`, or throws at the first key or value that Kubernetes refuses. */
  public static labels(thing: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    for (const [key, value] of Object.entries(labels)) {
      if (!Names.isQualifiedName(key)) {
        throw new InvalidValue(`${thing} key`, 'a label key such as "app" or "example.com/app"', key);
      }
      Names.labelValue(`${thing} ${JSON.stringify(key)}`, value);
    }
    return labels;
  }
}
