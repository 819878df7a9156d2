import { spawnSync } from 'node:child_process';
import { AssetServer } from './asset-server';
import { BuiltServer } from './built-server';
import type { Server } from './server';
import { USER_CONTEXT } from './user-cluster';

const ASSETS = process.env.KUBEBUILDER_ASSETS;

/** Why no API server of our own is started, or undefined where one can be. */
export function whyNoServer(): string | undefined {
  if (USER_CONTEXT !== undefined) return 'the cluster of --context is asked by dry-run only; it is skipped';
  if (ASSETS) return undefined;
  const { status } = spawnSync('go', ['version'], { stdio: 'ignore' });
  if (status === 0) return undefined;
  return 'the cluster suite needs Go 1.26 or newer, to build the API server, or KUBEBUILDER_ASSETS; it is skipped';
}

/** Whether the server is the one that is built here. */
export function isServerBuilt(): boolean {
  return !ASSETS && whyNoServer() === undefined;
}

/** Starts an API server: the pair of KUBEBUILDER_ASSETS where that is set, else the one that is built here. */
export function startServer(): Promise<Server> {
  return ASSETS ? AssetServer.start(ASSETS) : BuiltServer.start();
}
