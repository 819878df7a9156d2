import { startServer, whyNoServer } from './api-server';
import type { ClusterClient } from './cluster-client';
import type { Server } from './server';
import { connectToSuiteServer } from './suite-server';

type Tests = (client: () => ClusterClient) => void;

/**
 * Tests against the API server that all files share, with the platform of production on it. What they store, they store in namespaces
 * of their own. Skipped, with the reason as their name, where no server can be started.
 */
export function describeCluster(name: string, tests: Tests): void {
  describeWhereServed(name, tests, () => {
    let client: ClusterClient;
    beforeAll(async () => {
      client = await connectToSuiteServer();
    });
    afterAll(() => client?.close());
    tests(() => client);
  });
}

/** Tests against an API server of their own, with nothing on it. */
export function describeEmptyCluster(name: string, tests: Tests): void {
  describeWhereServed(name, tests, () => {
    let server: Server;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server?.stop());
    tests(() => server.client);
  });
}

function describeWhereServed(name: string, tests: Tests, withServer: () => void): void {
  const reason = whyNoServer();
  if (reason === undefined) {
    describe(name, withServer);
    return;
  }
  process.stderr.write(`${reason}\n`);
  describe.skip(`${name}: ${reason}`, () => tests(unreachable));
}

function unreachable(): never {
  throw new Error('there is no server');
}
