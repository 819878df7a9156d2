import type { INamespace } from './namespace';

/** Who a pod is: its ServiceAccount, and whether it calls the Kubernetes API as such. */
export interface IServiceIdentity {
  /** Name of the ServiceAccount. */
  readonly serviceAccountName: string;
  /** Where the ServiceAccount is; its pods are there, too. */
  readonly namespace: INamespace;
  /** Whether it has any right to use: its pods then mount a token. */
  readonly callsApi: boolean;
  /** Whether every pod of the account mounts its token, without asking. */
  readonly automountsToken: boolean;
  /** The audience of a token that its pods mount at `/var/run/secrets/identity/token`; undefined for none. */
  readonly audience?: string;
}
