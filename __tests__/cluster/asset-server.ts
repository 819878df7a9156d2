import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterClient } from './cluster-client';
import { freePort } from './free-port';
import { type Kubeconfig, kubeconfigOf, type Server } from './server';

const START_MS = 90_000;

/** The pair that `setup-envtest` installs: a kube-apiserver and an etcd, two programs in one folder. */
export class AssetServer implements Server {
  /** @param assets the folder, usually the value of KUBEBUILDER_ASSETS */
  public static async start(assets: string): Promise<Server> {
    const missing = ['etcd', 'kube-apiserver'].filter(program => !existsSync(join(assets, program)));
    if (missing.length > 0) throw new Error(`KUBEBUILDER_ASSETS has no ${missing.join(' and no ')}, got ${assets}`);
    const server = new AssetServer(assets, mkdtempSync(join(tmpdir(), 'fortress-assets-')));
    try {
      await server.run();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  private readonly children: ChildProcess[] = [];
  private readonly log: string[] = [];
  private readonly token = randomBytes(16).toString('hex');
  private address = '';
  private connected?: ClusterClient;
  /** Also when this process ends by an exception: neither program notices that nobody needs it any more. */
  private readonly killAll = () => {
    for (const child of this.children) child.kill('SIGKILL');
  };

  private constructor(
    private readonly assets: string,
    private readonly directory: string,
  ) {
    process.once('exit', this.killAll);
  }

  public get client(): ClusterClient {
    if (!this.connected) throw new Error('the API server is not ready yet');
    return this.connected;
  }

  public get kubeconfig(): Kubeconfig {
    return kubeconfigOf(this.address, this.token);
  }

  public async stop(): Promise<void> {
    this.connected?.close();
    const ended = this.children.map(
      child =>
        child.exitCode !== null || child.signalCode !== null || new Promise(resolve => child.once('exit', resolve)),
    );
    this.killAll();
    await Promise.all(ended);
    process.off('exit', this.killAll);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async run(): Promise<void> {
    const [client, peer, port] = await Promise.all([freePort(), freePort(), freePort()]);
    const etcd = `http://127.0.0.1:${client}`;
    this.spawn('etcd', [
      ...['--data-dir', join(this.directory, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
      ...['--listen-client-urls', etcd, '--advertise-client-urls', etcd],
      ...[
        '--listen-peer-urls',
        `http://127.0.0.1:${peer}`,
        '--initial-advertise-peer-urls',
        `http://127.0.0.1:${peer}`,
      ],
      ...['--initial-cluster', `default=http://127.0.0.1:${peer}`],
    ]);
    this.spawn('kube-apiserver', [...this.credentials(), ...flags(etcd, port, join(this.directory, 'certificates'))]);
    this.address = `https://127.0.0.1:${port}`;
    this.connected = await this.ready();
  }

  /** One user, a member of system:masters; the tokens of ServiceAccounts are signed with a key of this run. */
  private credentials(): string[] {
    const tokens = join(this.directory, 'tokens.csv');
    const key = join(this.directory, 'service-account.key');
    writeFileSync(tokens, `${this.token},suite,suite,system:masters\n`, { mode: 0o600 });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return [
      `--token-auth-file=${tokens}`,
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
    ];
  }

  private spawn(program: string, args: readonly string[]): void {
    const child = spawn(join(this.assets, program), args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: this.directory });
    child.stderr.on('data', chunk => {
      this.log.push(String(chunk));
      if (this.log.length > 200) this.log.shift();
    });
    child.once('error', error => this.log.push(String(error)));
    this.children.push(child);
  }

  private async ready(): Promise<ClusterClient> {
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; ) {
      await new Promise(resolve => setTimeout(resolve, 200));
      const ended = this.children.find(({ exitCode, pid }) => exitCode !== null || pid === undefined);
      if (ended) throw new Error(`${ended.spawnfile} ended\n${this.log.join('')}`);
      if (await ClusterClient.isReady(this.address, this.token)) {
        return ClusterClient.connect(this.address, this.token);
      }
    }
    throw new Error(`the API server was not ready within ${START_MS / 1000} s\n${this.log.join('')}`);
  }
}

/** The same that apiserver/main.go gives to its own. */
function flags(etcd: string, port: number, certificates: string): string[] {
  return [
    '--allow-privileged=true',
    `--etcd-servers=${etcd}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--cert-dir=${certificates}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.43.0.0/16',
    '--authorization-mode=RBAC',
    '--enable-admission-plugins=PodNodeSelector,PodTolerationRestriction',
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
    '--enable-priority-and-fairness=false',
  ];
}
