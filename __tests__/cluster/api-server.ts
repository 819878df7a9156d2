import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../source-files';
import { ClusterClient } from './cluster-client';

/** Where `go build` puts the program; the folder is not committed. */
const PROGRAM = join(ROOT, 'build/cluster/apiserver');
const SOURCE = join(__dirname, 'apiserver');

/** Why no API server can be started here, or undefined where one can. */
export function whyNoServer(): string | undefined {
  const { status } = spawnSync('go', ['version'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'the cluster suite needs Go 1.26 or newer, to build the API server; it is skipped';
}

/** An API server of its own: loopback only, a temporary folder, gone when `stop` is called or this process ends. */
export class ApiServer {
  /** Builds the program where its sources are newer than it, and starts one. */
  public static async start(): Promise<ApiServer> {
    ApiServer.build();
    const child = spawn(PROGRAM, { stdio: ['pipe', 'pipe', 'pipe'] });
    const log: string[] = [];
    child.stderr.on('data', chunk => {
      log.push(String(chunk));
      if (log.length > 200) log.shift();
    });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('error', reject);
      child.once('exit', code => reject(new Error(`the API server ended with status ${code}\n${log.join('')}`)));
    });
    const { server, token } = JSON.parse(line);
    return new ApiServer(child, server, token, await ClusterClient.connect(server, token));
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly server: string,
    private readonly token: string,
    public readonly client: ClusterClient,
  ) {}

  /** How other programs reach it. */
  public get kubeconfig(): object {
    const cluster = { server: this.server, 'insecure-skip-tls-verify': true };
    return {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'suite', cluster }],
      users: [{ name: 'suite', user: { token: this.token } }],
      contexts: [{ name: 'suite', context: { cluster: 'suite', user: 'suite' } }],
      'current-context': 'suite',
    };
  }

  /** Ends it, and waits until it is gone. */
  public async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await ended;
  }

  /** Go's own cache makes this a matter of a second when nothing changed. */
  public static build(): void {
    const { status, stderr } = spawnSync('go', ['build', '-o', PROGRAM, '.'], { cwd: SOURCE, encoding: 'utf8' });
    if (status !== 0 || !existsSync(PROGRAM)) throw new Error(`the API server could not be built:\n${stderr}`);
  }
}
