import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ClusterClient } from './cluster-client';

/** The name that `npm run test:cluster -- --context NAME` was given. */
export const USER_CONTEXT = process.env.FORTRESS_CLUSTER_CONTEXT || undefined;

/**
 * A cluster that is somebody's: nothing is stored there but empty namespaces with names of their own, which are deleted at the end.
 * kubectl does the talking, so that every way to log in works that works for it.
 */
export class UserCluster {
  /**
   * @param context a context of the kubeconfig
   * @param kubeconfig a file; as kubectl finds its own when absent
   */
  public static async connect(context: string, kubeconfig?: string): Promise<UserCluster> {
    const args = ['proxy', '--context', context, '--port', '0', ...(kubeconfig ? ['--kubeconfig', kubeconfig] : [])];
    const proxy = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const complaints: string[] = [];
    proxy.stderr.on('data', chunk => complaints.push(String(chunk)));
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(proxy.stdout).once('line', resolve);
      proxy.once('error', reject);
      proxy.once('exit', code => reject(new Error(`kubectl proxy ended with status ${code}\n${complaints.join('')}`)));
    });
    const address = line.match(/127\.0\.0\.1:\d+/)?.[0];
    try {
      return new UserCluster(proxy, await ClusterClient.connect(`http://${address}`));
    } catch (error) {
      proxy.kill();
      throw error;
    }
  }

  private readonly suffix = `fortress-${randomBytes(3).toString('hex')}`;
  private readonly made: JsonObject[] = [];
  private readonly end = () => this.proxy.kill();

  private constructor(
    private readonly proxy: ChildProcess,
    public readonly client: ClusterClient,
  ) {
    process.once('exit', this.end);
  }

  /** The name of this run's own copy of a namespace. */
  public nameOf(namespace: string): string {
    return `${namespace}-${this.suffix}`;
  }

  /** The object as it would be in this run's copies of namespaces. */
  public moved(object: JsonObject): JsonObject {
    const { kind, namespace, name, metadata } = new Manifest(object);
    if (kind === 'Namespace') return { ...object, metadata: { ...metadata, name: this.nameOf(name) } };
    return namespace ? { ...object, metadata: { ...metadata, namespace: this.nameOf(namespace) } } : object;
  }

  /** Makes this run's copy of a namespace: with its labels and annotations, and empty. */
  public async makeNamespace(namespace: JsonObject): Promise<void> {
    const copy = this.moved(namespace);
    const { status, body } = await this.client.create(copy);
    if (status !== 201) throw new Error(`namespace ${Json.at(copy, 'metadata', 'name')}: ${status} ${body.message}`);
    this.made.push(copy);
  }

  /** Deletes what was made. */
  public async removeNamespaces(): Promise<void> {
    for (const namespace of this.made.splice(0)) await this.client.delete(namespace);
  }

  /** Leaves, also after a failure, nothing behind. */
  public async close(): Promise<void> {
    await this.removeNamespaces();
    this.client.close();
    process.off('exit', this.end);
    const ended = new Promise(resolve => this.proxy.once('exit', resolve));
    this.proxy.kill();
    await ended;
  }
}
