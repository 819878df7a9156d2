import { isServerBuilt, startServer, whyNoServer } from './api-server';
import { BuiltServer } from './built-server';
import { ClusterClient } from './cluster-client';
import { applyAll, committed, installCustomKinds, PRODUCTION, refusalsOf } from './platform-on-server';
import { type Kubeconfig, loginOf, type Server } from './server';

/** How test files, which run in processes of their own, learn of it. */
const VARIABLE = 'FORTRESS_SUITE_SERVER';

let server: Server | undefined;

/** Before all test files: a server that they share, with the custom kinds and the platform of production on it. */
export async function startSuiteServer(): Promise<void> {
  if (isServerBuilt()) BuiltServer.build();
  if (whyNoServer() !== undefined) return;
  server = await startServer();
  await installCustomKinds(server.client);
  const refusals = refusalsOf(await applyAll(server.client, committed(PRODUCTION).manifests));
  if (refusals.length > 0) throw new Error(`the server refuses the platform:\n${refusals.join('\n')}`);
  process.env[VARIABLE] = JSON.stringify(server.kubeconfig);
}

/** After all of them. */
export async function stopSuiteServer(): Promise<void> {
  await server?.stop();
}

/** The kubeconfig of the shared server, for a test file. */
export function suiteKubeconfig(): Kubeconfig {
  return JSON.parse(process.env[VARIABLE] ?? '');
}

/** A connection of a test file's own. */
export function connectToSuiteServer(): Promise<ClusterClient> {
  const { address, token } = loginOf(suiteKubeconfig());
  return ClusterClient.connect(address, token);
}
