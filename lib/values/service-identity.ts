import type { INamespace } from './namespace';

/** Who a pod is: its ServiceAccount, and whether it calls the Kubernetes API as such. */
export interface IServiceIdentity {
  /** Name of the ServiceAccount. */
  readonly serviceAccountName: string;
  /** Where the ServiceAccount is; its pods are there, too. */
  readonly namespace: INamespace;
  /** Whether it has any right to use: its pods then mount a token. */
  readonly callsApi: boolean;
}
