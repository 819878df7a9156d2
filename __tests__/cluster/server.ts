import type { ClusterClient } from './cluster-client';

/** A Kubernetes API server that belongs to one test file: empty at its start, gone at its end. */
export interface Server {
  readonly client: ClusterClient;
  /** How other programs reach it. */
  readonly kubeconfig: object;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/** The kubeconfig of a server on loopback that makes its own certificate. */
export function kubeconfigOf(server: string, token: string): object {
  const cluster = { server, 'insecure-skip-tls-verify': true };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'suite', cluster }],
    users: [{ name: 'suite', user: { token } }],
    contexts: [{ name: 'suite', context: { cluster: 'suite', user: 'suite' } }],
    'current-context': 'suite',
  };
}
