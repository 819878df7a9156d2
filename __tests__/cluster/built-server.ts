import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../source-files';
import { ClusterClient } from './cluster-client';
import { type Kubeconfig, kubeconfigOf, type Server } from './server';

/** Where `go build` puts the program; the folder is not committed. */
const PROGRAM = join(ROOT, 'build/cluster/apiserver');
const SOURCE = join(__dirname, 'apiserver');

/** For the garbage collector of Go: memory is cheaper here than time. */
export const FEWER_COLLECTIONS = { GOGC: '400', GOMEMLIMIT: '1GiB' };

/** The API server that is built here from Kubernetes' Go modules: one process, which ends when this one does. */
export class BuiltServer implements Server {
  public static async start(): Promise<Server> {
    const child = spawn(PROGRAM, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...FEWER_COLLECTIONS } });
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
    return new BuiltServer(child, kubeconfigOf(server, token), await ClusterClient.connect(server, token));
  }

  /** Go's own cache makes this a matter of a second when nothing changed. */
  public static build(): void {
    const { status, stderr } = spawnSync('go', ['build', '-o', PROGRAM, '.'], { cwd: SOURCE, encoding: 'utf8' });
    if (status !== 0 || !existsSync(PROGRAM)) throw new Error(`the API server could not be built:\n${stderr}`);
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly kubeconfig: Kubeconfig,
    public readonly client: ClusterClient,
  ) {}

  public async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await ended;
  }
}
