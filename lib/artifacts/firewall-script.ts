import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { IArtifact } from '../values/artifact';
import type { FirewallRule } from '../values/firewall-rule';

/** A firewall in full. */
export interface FirewallScriptProps {
  /** Name of the machine, and part of the file's. */
  readonly machine: string;
  /** What is let through; nothing else is. */
  readonly rules: FirewallRule[];
  /**
   * Whether packets for others pass, as those of pods do on a node; Cilium decides about them.
   * @default false
   */
  readonly forwards?: boolean;
  /**
   * Whether the machine may reach whatever it wants.
   * @default false
   */
  readonly allowsOutgoing?: boolean;
}

/**
 * The rules of `ufw` for a machine beside or below the cluster (seed rows H02, H03, H18), as a script: it takes the place of the
 * rules that were there. Without a way in over SSH nobody could undo it, so it refuses to be without.
 * @see https://manpages.ubuntu.com/manpages/noble/en/man8/ufw.8.html
 */
export class FirewallScript implements IArtifact {
  public readonly fileName: string;

  /** @throws if no rule lets SSH in */
  constructor(private readonly props: FirewallScriptProps) {
    this.fileName = `ufw-${Names.dnsLabel('machine', props.machine)}.sh`;
    const isSsh = ({ direction, port }: FirewallRule) => direction === 'in' && String(port) === '22/TCP';
    if (!props.rules.some(isSsh)) {
      throw new InvalidValue(
        `rules of ${props.machine}`,
        'with a way in for SSH; call FirewallRule.from(…, Port.tcp(22), …)',
        props.rules.map(({ direction, peer, port }) => `${direction} ${peer} ${port}`),
      );
    }
  }

  public render(_objects: any[]): string {
    const { machine, rules, forwards, allowsOutgoing } = this.props;
    return [
      `# The firewall of ${machine}; run it there, as root: sh ${this.fileName}`,
      'set -eu',
      'ufw --force reset',
      'ufw default deny incoming',
      `ufw default ${allowsOutgoing ? 'allow' : 'deny'} outgoing`,
      `ufw default ${forwards ? 'allow' : 'deny'} routed`,
      ...rules.map(rule => FirewallScript.line(rule)),
      'ufw --force enable',
      '',
    ].join('\n');
  }

  private static line({ direction, peer, port, purpose }: FirewallRule): string {
    const { protocol, number, last } = port;
    const ports = last === undefined ? String(number) : `${number}:${last}`;
    const [from, to] = direction === 'in' ? [peer, 'any'] : ['any', peer];
    return `ufw allow ${direction} proto ${protocol.toLowerCase()} from ${from} to ${to} port ${ports} comment '${purpose}'`;
  }
}
