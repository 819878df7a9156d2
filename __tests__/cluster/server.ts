import type { ClusterClient } from './cluster-client';

/** A Kubernetes API server that belongs to whoever started it: empty at its start, gone at its end. */
export interface Server {
  readonly client: ClusterClient;
  /** How other programs reach it. */
  readonly kubeconfig: Kubeconfig;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/** As much of a kubeconfig as is needed to reach a server on loopback. */
export interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

/** The kubeconfig of a server on loopback that makes its own certificate. */
export function kubeconfigOf(server: string, token: string): Kubeconfig {
  const cluster = { server, 'insecure-skip-tls-verify': true };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'suite', cluster }],
    users: [{ name: 'suite', user: { token } }],
    contexts: [{ name: 'suite', context: { cluster: 'suite', user: 'suite' } }],
    'current-context': 'suite',
  };
  return config;
}

/** Where the server of such a kubeconfig is, and what to say there. */
export function loginOf({ clusters, users }: Kubeconfig): { readonly address: string; readonly token: string } {
  return { address: clusters[0].cluster.server, token: users[0].user.token };
}
