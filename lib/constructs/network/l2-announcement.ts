import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumL2AnnouncementPolicy } from '../../../imports/cilium-cilium.io';
import { GoRegexp } from '../../notation/go-regexp';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';

/** Who answers for the addresses of Services on the local network. */
export interface L2AnnouncementProps {
  /** Network interfaces, as regular expressions such as `^ens33`; one that is not anchored matches anywhere in the name. */
  readonly interfaces: string[];
  /**
   * Labels of the nodes that answer.
   * @default - every node
   */
  readonly nodeLabels?: { readonly [key: string]: string };
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A CiliumL2AnnouncementPolicy: nodes answer ARP for the addresses of LoadBalancer Services (seed row E05). */
export class L2Announcement extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: L2AnnouncementProps) {
    super(scope, id);
    L2Announcement.assertInterfaces(props.interfaces);
    const { spec } = CiliumL2AnnouncementPolicy.manifest({
      metadata: {},
      spec: {
        loadBalancerIPs: true,
        interfaces: [...props.interfaces],
        nodeSelector: props.nodeLabels
          ? { matchLabels: { ...Names.labels('node label', props.nodeLabels) } }
          : { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' as any }] },
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...CiliumL2AnnouncementPolicy.GVK,
      metadata: { name: Names.dnsSubdomain('policy name', props.name ?? id) },
      spec,
    });
  }

  /** An empty list would mean every interface, Cilium's own ones included. */
  private static assertInterfaces(interfaces: string[]): void {
    if (interfaces.length === 0) throw new InvalidValue('interfaces', 'at least one interface', interfaces);
    const unreadable = interfaces.find(expression => expression === '' || !GoRegexp.isValid(expression));
    if (unreadable !== undefined) {
      throw new InvalidValue('interface', 'a regular expression such as "^ens33"', unreadable);
    }
  }
}
