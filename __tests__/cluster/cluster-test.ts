import { ApiServer, whyNoServer } from './api-server';
import type { ClusterClient } from './cluster-client';

/** Tests against an API server of their own; skipped, with the reason as their name, where none can be started. */
export function describeCluster(name: string, tests: (client: () => ClusterClient) => void): void {
  const reason = whyNoServer();
  if (reason !== undefined) {
    describe.skip(`${name}: ${reason}`, () => tests(unreachable));
    return;
  }
  describe(name, () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await ApiServer.start();
    });
    afterAll(() => server?.stop());
    tests(() => server.client);
  });
}

function unreachable(): never {
  throw new Error('there is no server');
}
