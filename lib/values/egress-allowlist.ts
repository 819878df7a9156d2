import { InvalidValue } from '../notation/invalid-value';
import { NearestNames } from '../notation/nearest-names';
import type { Hostname } from './hostname';
import { Port } from './port';

/** A server outside that pods may fetch from. */
export interface ApprovedHostProps {
  /** Its name. */
  readonly hostname: Hostname;
  /** Who answers for it: a name or a mail address. */
  readonly owner: string;
  /** Why pods need it; one line. */
  readonly reason: string;
  /**
   * The port that it serves on.
   * @default Port.tcp(443)
   */
  readonly port?: Port;
}

/** A server outside that somebody has approved, and says why. */
export class ApprovedHost {
  /** @throws if nobody answers for it, or the reason is none */
  public static of(props: ApprovedHostProps): ApprovedHost {
    const { hostname, owner, reason, port = Port.tcp(443) } = props;
    if (owner.trim() === '' || /[();\r\n]/.test(owner)) {
      throw new InvalidValue(`owner of ${hostname.name}`, 'a name or a mail address', owner);
    }
    if (reason.trim().length < 10 || /[;\r\n]/.test(reason)) {
      throw new InvalidValue(`reason of ${hostname.name}`, 'one line of at least 10 characters, without ";"', reason);
    }
    return new ApprovedHost(hostname, owner, reason, port);
  }

  private constructor(
    public readonly hostname: Hostname,
    public readonly owner: string,
    public readonly reason: string,
    public readonly port: Port,
  ) {}
}

/**
 * The servers outside that workloads of machine learning may fetch from: sources of data, registries of models, mirrors of
 * packages (seed row E33). One list for all, so that it can be reviewed.
 */
export class EgressAllowlist {
  /** @throws if a name is there twice */
  public static of(hosts: ApprovedHostProps[]): EgressAllowlist {
    const byName = new Map<string, ApprovedHost>();
    for (const props of hosts) {
      const { name } = props.hostname;
      if (byName.has(name)) throw new InvalidValue('approved host', 'on the list once', name);
      byName.set(name, ApprovedHost.of(props));
    }
    return new EgressAllowlist(byName);
  }

  private constructor(private readonly byName: ReadonlyMap<string, ApprovedHost>) {}

  /** Every server on the list. */
  public get hosts(): ApprovedHost[] {
    return [...this.byName.values()];
  }

  /** The server of a name. @throws if it is not on the list */
  public host(name: string): ApprovedHost {
    const host = this.byName.get(name);
    if (host) return host;
    const [nearest] = NearestNames.of(name, [...this.byName.keys()]);
    const hint = nearest === undefined ? '' : `, such as ${JSON.stringify(nearest)}`;
    throw new InvalidValue('host', `on the egress allow-list${hint}`, name);
  }
}
