import { ApiObject } from 'cdk8s';
import type { IConstruct, IMixin } from 'constructs';
import { PodSweep } from './_pod-sweep';

/** The account that every pod gets that names none. */
const DEFAULT = 'default';

/**
 * Gives each workload that runs as the ServiceAccount `default` one of its own, of the workload's name, whose token is not
 * mounted. A workload that names another account keeps it.
 *
 * Apply it when the workload has its containers: it renders the pod once, to see whose account it has.
 *
 * Checks: `dedicated-service-account`, `service-account-token`.
 */
export class PodServiceAccount implements IMixin {
  private readonly pods = new PodSweep();

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Renders the account, and names it in the pod of an object. */
  public applyTo(construct: IConstruct): void {
    if (!PodSweep.supports(construct) || !PodServiceAccount.runsAsDefault(construct)) return;
    const { name, metadata, node } = construct;
    const account = new ApiObject(node.scope ?? construct, `${node.id}-service-account`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: metadata.namespace },
      automountServiceAccountToken: false,
    });
    construct.addDependency(account);
    this.pods.change(construct, ({ serviceAccount: _oldName, ...pod }) => ({
      ...pod,
      serviceAccountName: name,
      automountServiceAccountToken: false,
    }));
  }

  private static runsAsDefault(object: ApiObject): boolean {
    const { serviceAccountName, serviceAccount } = PodSweep.podOf(object, object.toJson());
    return (serviceAccountName || serviceAccount || DEFAULT) === DEFAULT;
  }
}
