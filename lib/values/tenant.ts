import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

/** Whose workloads they are. */
export interface TenantProps {
  /** Name of the tenant; its `tenant` label, unless it is the platform. */
  readonly name: string;
  /** Name of the team; its `team` label. */
  readonly team: string;
  /** Who answers for it: a name or a mail address. */
  readonly owner: string;
  /**
   * Group, as the cluster's identity provider names it, whose members may read the tenant's objects.
   * @default - no person gets access; only the tenant's ServiceAccounts
   */
  readonly group?: string;
  /**
   * Who pays; its `cost-center` label.
   * @default - no label
   */
  readonly costCenter?: string;
  /**
   * Whether it is the platform itself: what it runs serves every tenant, so no object gets a `tenant` label.
   * @default false
   */
  readonly platform?: boolean;
}

/** Whose workloads they are, as labels that every object and pod of the tenant carries. */
export class Tenant {
  /**
   * Checks and copies what describes a tenant.
   *
   * @throws if the name is no DNS label, team, owner or cost center no label value, or the group one of Kubernetes' own
   */
  public static of(props: TenantProps): Tenant {
    Names.dnsLabel('tenant name', props.name);
    Names.labelValue('team', props.team);
    if (props.group === '' || props.group?.startsWith('system:')) {
      throw new InvalidValue(
        'group',
        'a group of people, none of the "system:" groups that Kubernetes itself fills',
        props.group,
      );
    }
    if (props.team === '') throw new InvalidValue('team', 'the name of a team', props.team);
    if (props.costCenter !== undefined) Names.labelValue('costCenter', props.costCenter);
    const owner = Tenant.ownerLabel(props.owner);
    if (owner === '' || !Names.isLabelValue(owner)) {
      const expectation = 'a mail address, or a name of letters, digits, "-", "_" and ".", of at most 60 characters';
      throw new InvalidValue('owner', expectation, props.owner);
    }
    return new Tenant(props.name, props.team, props.owner, props.group, props.costCenter, props.platform ?? false);
  }

  /** A label value cannot hold an `@`. */
  private static ownerLabel(owner: string): string {
    return typeof owner === 'string' ? owner.replace('@', '_at_') : '';
  }

  private constructor(
    public readonly name: string,
    public readonly team: string,
    public readonly owner: string,
    public readonly group?: string,
    public readonly costCenter?: string,
    /** Whether it is the platform itself. */
    public readonly platform: boolean = false,
  ) {}

  /** The labels `tenant` (of no platform), `team`, `owner` (an `@` is written `_at_`) and, if set, `cost-center`. */
  public get labels(): { [key: string]: string } {
    const labels: { [key: string]: string } = {
      ...(this.platform ? {} : { tenant: this.name }),
      team: this.team,
      owner: Tenant.ownerLabel(this.owner),
    };
    if (this.costCenter !== undefined) labels['cost-center'] = this.costCenter;
    return labels;
  }
}
