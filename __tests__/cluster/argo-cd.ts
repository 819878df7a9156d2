import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/manifests/json/json';
import { ROOT } from '../source-files';
import { whyNoServer } from './api-server';
import { FEWER_COLLECTIONS } from './built-server';
import { freePort } from './free-port';
import type { Server } from './server';

const PROGRAM = join(ROOT, 'build/cluster/argo-cd');
const SOURCE = join(__dirname, 'argo-cd');
const PART_OF = { 'app.kubernetes.io/part-of': 'argocd' };

/** Why Argo CD cannot run here, or undefined where it can. */
export function whyNoArgoCd(): string | undefined {
  const noServer = whyNoServer();
  if (noServer !== undefined) return noServer;
  const missing = ['go', 'git', 'redis-server'].filter(tool => spawnSync('which', [tool]).status !== 0);
  return missing.length === 0 ? undefined : `Argo CD needs ${missing.join(' and ')}; it is skipped`;
}

/** Argo CD's own application controller and repo server, before an API server of ours. */
export class ArgoCd {
  /**
   * Builds the program where needed, makes what an installation consists of, and starts it.
   *
   * @param settings its ConfigMaps
   */
  public static async start(server: Server, settings: readonly JsonObject[]): Promise<ArgoCd> {
    const { status, stderr } = spawnSync('go', ['build', '-o', PROGRAM, '.'], { cwd: SOURCE, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Argo CD could not be built:\n${stderr}`);
    const argoCd = new ArgoCd(server, mkdtempSync(join(tmpdir(), 'fortress-argocd-')));
    try {
      await argoCd.install(settings);
      await argoCd.run();
    } catch (error) {
      await argoCd.stop();
      throw error;
    }
    return argoCd;
  }

  private readonly children: ChildProcess[] = [];

  private constructor(
    private readonly server: Server,
    private readonly directory: string,
  ) {}

  /** What the programs have said, for whoever looks for a reason. */
  public get logs(): string {
    return this.directory;
  }

  public async stop(): Promise<void> {
    const ended = this.children.map(child => new Promise(resolve => child.once('exit', resolve)));
    for (const child of this.children) child.kill('SIGKILL');
    await Promise.all(ended);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The objects that its installation manifest would make, as far as these two programs read them. */
  private async install(settings: readonly JsonObject[]): Promise<void> {
    const namespace = 'argocd';
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...settings,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'argocd-secret', namespace, labels: PART_OF },
        stringData: { 'server.secretkey': 'only-for-this-run' },
      },
    ];
    for (const object of objects) {
      const { status, body } = await this.server.client.create(object);
      if (status >= 300) throw new Error(String(body.message));
    }
  }

  private async run(): Promise<void> {
    const bin = join(this.directory, 'bin');
    mkdirSync(bin);
    for (const name of ['argocd-application-controller', 'argocd-repo-server']) symlinkSync(PROGRAM, join(bin, name));
    const wrapper = join(bin, 'git-verify-wrapper.sh');
    writeFileSync(wrapper, '#!/bin/sh\nexit 0\n');
    chmodSync(wrapper, 0o755);
    const kubeconfig = join(this.directory, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(this.server.kubeconfig), { mode: 0o600 });

    const [redisPort, repoPort, repoMetrics, metrics] = await Promise.all([1, 2, 3, 4].map(() => freePort()));
    const redis = `127.0.0.1:${redisPort}`;
    const loopback = ['--bind', '127.0.0.1', '--port', String(redisPort)];
    this.spawn('redis-server', [...loopback, '--save', '', '--appendonly', 'no']);
    const repo = ['--disable-tls', '--client-ca-path', '', '--redis', redis, '--address', '127.0.0.1'];
    this.spawn(join(bin, 'argocd-repo-server'), [...repo, '--port', `${repoPort}`, '--metrics-port', `${repoMetrics}`]);
    const cluster = ['--kubeconfig', kubeconfig, '--namespace', 'argocd', '--app-resync', '300'];
    const peers = ['--repo-server', `127.0.0.1:${repoPort}`, '--repo-server-plaintext', '--redis', redis];
    const controller = [...cluster, ...peers, '--metrics-port', String(metrics), '--self-heal-timeout-seconds', '1'];
    this.spawn(join(bin, 'argocd-application-controller'), controller);
  }

  private spawn(command: string, args: readonly string[]): void {
    const env = {
      ...process.env,
      PATH: `${join(this.directory, 'bin')}:${process.env.PATH}`,
      HOME: this.directory,
      KUBECONFIG: join(this.directory, 'kubeconfig'),
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_EXEC_TIMEOUT: '60s',
      TMPDIR: this.directory,
      ...FEWER_COLLECTIONS,
    };
    const child = spawn(command, args, { env, cwd: this.directory, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(this.directory, `${command.split('/').at(-1)}.log`));
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    this.children.push(child);
  }
}
