import { CidrBlock } from '../notation/cidr';
import { InvalidValue } from '../notation/invalid-value';
import type { Port } from './port';

/** Traffic that the firewall of a machine lets through; everything else is dropped. */
export class FirewallRule {
  /**
   * Others may come in.
   *
   * @param peer who: an address or a block
   * @param port where
   * @param purpose what for, in a few words
   */
  public static from(peer: string, port: Port, purpose: string): FirewallRule {
    return new FirewallRule('in', FirewallRule.address(peer), port, FirewallRule.text(purpose));
  }

  /**
   * The machine may reach one peer.
   *
   * @param peer whom: an address or a block
   * @param port where
   * @param purpose what for, in a few words
   */
  public static to(peer: string, port: Port, purpose: string): FirewallRule {
    return new FirewallRule('out', FirewallRule.address(peer), port, FirewallRule.text(purpose));
  }

  /**
   * The machine may reach everybody.
   *
   * @param port where
   * @param purpose what for, in a few words
   */
  public static toAnybody(port: Port, purpose: string): FirewallRule {
    return new FirewallRule('out', 'any', port, FirewallRule.text(purpose));
  }

  private static address(text: string): string {
    if (!CidrBlock.tryParse(text)) {
      throw new InvalidValue('peer of the firewall', 'an address or a block such as "192.168.32.0/24"', text);
    }
    return text;
  }

  private static text(purpose: string): string {
    if (!/^[\w ,.-]{1,64}$/.test(purpose)) {
      throw new InvalidValue('purpose', 'at most 64 letters, digits and spaces', purpose);
    }
    return purpose;
  }

  private constructor(
    /** `in` or `out`. */
    public readonly direction: string,
    /** An address, a block, or `any`. */
    public readonly peer: string,
    public readonly port: Port,
    public readonly purpose: string,
  ) {}
}
