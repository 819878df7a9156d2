import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClusterQueue as ClusterQueueResource,
  ClusterQueueSpecResourceGroupsFlavorsResourcesNominalQuota as NominalQuota,
} from '../../../imports/kueue-kueue.x-k8s.io';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import { type ResourceAmounts, Resources } from '../../values/resources';
import type { ResourceFlavor } from './resource-flavor';

/** What the jobs of some namespaces share. */
export interface ClusterQueueProps {
  /** The nodes that the jobs run on. */
  readonly flavor: ResourceFlavor;
  /** What runs at the same time, at most. A job that asks for any other resource is never admitted. */
  readonly quota: ResourceAmounts;
  /** The namespaces whose LocalQueues may lead here. */
  readonly namespaces: INamespace[];
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * A ClusterQueue of Kueue: jobs of several namespaces share one pool, and wait where it is full, so that quotas may promise
 * more than there is (seed row C14).
 *
 * Namespaces are selected by name, never by a label that somebody could set.
 */
export class ClusterQueue extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ClusterQueueProps) {
    super(scope, id);
    const { namespaces, flavor } = props;
    if (namespaces.length === 0) throw new InvalidValue('namespaces', 'at least one namespace', namespaces);
    const amounts = Object.entries(Resources.guaranteed(props.quota).requests);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ClusterQueueResource.GVK,
      metadata: { name: Names.dnsSubdomain('ClusterQueue name', props.name ?? id) },
      spec: ClusterQueueResource.manifest({
        spec: {
          namespaceSelector: {
            matchExpressions: [
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'In',
                values: namespaces.map(({ namespaceName }) => namespaceName),
              },
            ],
          },
          resourceGroups: [
            {
              coveredResources: amounts.map(([name]) => name),
              flavors: [
                {
                  name: flavor.name,
                  resources: amounts.map(([name, amount]) => ({ name, nominalQuota: NominalQuota.fromString(amount) })),
                },
              ],
            },
          ],
        },
      }).spec,
    });
  }

  /** `metadata.name`, as LocalQueues name it. */
  public get name(): string {
    return this.apiObject.name;
  }
}
