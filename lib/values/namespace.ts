import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { NodePool } from './node-pool';
import type { PodSecurity } from './pod-security';
import type { Tenant } from './tenant';

/** A namespace that pods can stand in or talk to. */
export interface INamespace {
  /** Its `metadata.name`. */
  readonly namespaceName: string;
}

/**
 * A namespace with everything that a workload inherits from it.
 *
 * `TenantNamespace` renders one; `TenantNamespace.fromAttributes` describes one that is rendered elsewhere.
 */
export interface ITenantNamespace extends INamespace {
  /** Whose it is: the labels of every object in it. */
  readonly tenant: Tenant;
  /** The nodes that its pods run on. */
  readonly pool: NodePool;
  /** The Pod Security level that the API server enforces in it. */
  readonly podSecurity: PodSecurity;
  /** Hard limits of its ResourceQuota by key, such as `requests.cpu`; empty if they are not known here. */
  readonly quotaHard: { readonly [key: string]: string };
  /** ServiceAccounts that exist in it; a workload that names one of them renders none of its own. */
  readonly serviceAccountNames: string[];
  /** Whether it admits the tolerations that Kubernetes gives to pods of DaemonSets. */
  readonly admitsDaemonSets: boolean;
  /** Secret with the registry's credentials; undefined if images are pulled without. */
  readonly imagePullSecretName?: string;
}

/** A namespace that exists on the cluster and is nobody's tenant, such as `kube-system`. */
export class ExternalNamespace implements INamespace {
  /** Refers to a namespace by its name; renders nothing. */
  public static named(name: string): ExternalNamespace {
    return new ExternalNamespace(Names.dnsLabel('namespace', name));
  }

  private constructor(public readonly namespaceName: string) {
    if (namespaceName === 'default') {
      throw new InvalidValue('namespace', 'a namespace of its own purpose, never the default one', namespaceName);
    }
  }
}
