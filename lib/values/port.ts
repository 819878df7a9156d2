import { Protocol } from 'cdk8s-plus-30';
import { InvalidValue } from '../notation/invalid-value';

const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]$|^[a-z]$/;

/** A port with its protocol, or a range of them. */
export class Port {
  /** One TCP port. */
  public static tcp(number: number): Port {
    return new Port(Protocol.TCP, Port.check(number));
  }

  /** One UDP port. */
  public static udp(number: number): Port {
    return new Port(Protocol.UDP, Port.check(number));
  }

  /** One SCTP port. */
  public static sctp(number: number): Port {
    return new Port(Protocol.SCTP, Port.check(number));
  }

  /** TCP ports from `first` to `last`, both included. For policies; a container declares single ports. */
  public static tcpRange(first: number, last: number): Port {
    if (Port.check(first) >= Port.check(last)) {
      throw new InvalidValue('port range', 'from a smaller to a larger port', [first, last]);
    }
    return new Port(Protocol.TCP, first, last);
  }

  private static check(number: number): number {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new InvalidValue('port', 'a whole number from 1 to 65535', number);
    }
    return number;
  }

  private constructor(
    public readonly protocol: Protocol,
    public readonly number: number,
    /** Last port of a range; undefined for a single port. */
    public readonly last?: number,
    /** Name of the port in the container and the Service; undefined for none. */
    public readonly name?: string,
  ) {}

  /**
   * The same port with a name, by which probes, Services and monitors can refer to it.
   *
   * @param name at most 15 lower-case letters, digits and single `-`, with at least one letter (IANA_SVC_NAME)
   */
  public named(name: string): Port {
    if (name.length > 15 || !PORT_NAME.test(name)) {
      throw new InvalidValue('port name', 'at most 15 lower-case letters, digits and "-", such as "http"', name);
    }
    return new Port(this.protocol, this.number, this.last, name);
  }

  /** As people write it: `8000/TCP`. */
  public toString(): string {
    return `${this.number}${this.last === undefined ? '' : `-${this.last}`}/${this.protocol}`;
  }
}
