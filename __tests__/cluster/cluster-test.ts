import { startServer, whyNoServer } from './api-server';
import type { ClusterClient } from './cluster-client';
import type { Server } from './server';

/** Tests against an API server of their own; skipped, with the reason as their name, where none can be started. */
export function describeCluster(name: string, tests: (client: () => ClusterClient) => void): void {
  const reason = whyNoServer();
  if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    describe.skip(`${name}: ${reason}`, () => tests(unreachable));
    return;
  }
  describe(name, () => {
    let server: Server;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server?.stop());
    tests(() => server.client);
  });
}

function unreachable(): never {
  throw new Error('there is no server');
}
