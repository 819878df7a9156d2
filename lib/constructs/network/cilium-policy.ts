import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumNetworkPolicy } from '../../../imports/cilium-cilium.io';
import { Names } from '../../notation/names';
import type { CiliumRule } from '../../values/cilium-rule';
import { ClusterDns } from '../../values/cluster-dns';
import type { PodSet } from '../../values/pod-set';
import { CiliumPolicySpec, type CiliumRuleLists } from './cilium-policy-spec';

/** What a Cilium policy allows and denies. */
export interface CiliumRulesProps {
  /**
   * Who may talk to the pods.
   * @default - this policy says nothing of it
   */
  readonly ingress?: CiliumRule[];
  /**
   * Whom the pods may talk to. The DNS rules that names need are added.
   * @default - this policy says nothing of it
   */
  readonly egress?: CiliumRule[];
  /**
   * Who may not talk to the pods, whatever other policies allow. Like `ingress`, it also keeps out whom no policy allows.
   * @default - nobody
   */
  readonly ingressDeny?: CiliumRule[];
  /**
   * Whom the pods may not talk to, whatever other policies allow. Like `egress`, it also bars whom no policy allows.
   * @default - nobody
   */
  readonly egressDeny?: CiliumRule[];
  /**
   * What the policy is for, for people.
   * @default - none
   */
  readonly description?: string;
  /**
   * The cluster's DNS server.
   * @default ClusterDns.DEFAULT
   */
  readonly dns?: ClusterDns;
}

/** A Cilium policy for pods of one namespace. */
export interface CiliumPolicyProps extends CiliumRulesProps {
  /** The pods it is for; also gives its namespace. */
  readonly pods: PodSet;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A CiliumNetworkPolicy: allows add up over all policies, a deny wins over every allow.
 *
 * Refuses what Cilium would accept and then ignore: names in a deny rule, names inside the cluster, HTTP rules on a TLS
 * port, HTTP rules beside a rule that lets the same peer through unfiltered. A name brings its DNS rule with it.
 */
export class CiliumPolicy extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  private readonly specOf: (rules: CiliumRuleLists) => CiliumPolicySpec;
  private rules: CiliumRuleLists;

  constructor(scope: Construct, id: string, props: CiliumPolicyProps) {
    super(scope, id);
    const { pods, ingress = [], egress = [], ingressDeny = [], egressDeny = [], description } = props;
    const name = Names.dnsSubdomain('policy name', props.name ?? id);
    this.specOf = rules => new CiliumPolicySpec(name, rules, props.dns ?? ClusterDns.DEFAULT, pods.namespaceName);
    this.rules = {
      ingress: [...ingress],
      egress: [...egress],
      ingressDeny: [...ingressDeny],
      egressDeny: [...egressDeny],
    };
    this.specOf(this.rules);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...CiliumNetworkPolicy.GVK,
      metadata: { name, namespace: pods.namespaceName },
      spec: Lazy.any({
        produce: () => {
          const spec = this.specOf(this.rules);
          return spec.toJson({ description, endpointSelector: spec.selectorOf(pods) });
        },
      }),
    });
  }

  /** `metadata.name` of the policy. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Adds a rule to the list of its direction. */
  public addRule(rule: CiliumRule): void {
    const rules = { ...this.rules, [rule.direction]: [...this.rules[rule.direction], rule] };
    this.specOf(rules);
    this.rules = rules;
  }
}
