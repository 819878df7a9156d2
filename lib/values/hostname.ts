import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

/** One exact DNS name, such as the host of a route or a server outside the cluster. */
export class Hostname {
  /**
   * Reads a host name.
   *
   * @param name lower-case, without a trailing dot and without a wildcard
   * @throws if it is no such name
   */
  public static of(name: string): Hostname {
    const isName = typeof name === 'string' && Names.isDnsSubdomain(name) && !/^[\d.]+$/.test(name);
    if (!isName || !name.split('.').every(label => Names.isDnsLabel(label))) {
      throw new InvalidValue('hostname', 'a lower-case DNS name such as "shop.example.com"', name);
    }
    return new Hostname(name);
  }

  private constructor(
    /** The name as given. */
    public readonly name: string,
  ) {}

  /**
   * The name as a DNS label, for object and listener names: `a.ml.example.com` gives `a-ml-example-com`. Cut off after 63
   * characters, so two names can have one label.
   */
  public get label(): string {
    return this.name.replaceAll('.', '-').slice(0, 63).replace(/-+$/, '');
  }
}
