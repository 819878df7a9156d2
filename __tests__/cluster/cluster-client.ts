import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { ResourcePaths } from './resource-paths';

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
}

/** How an object is sent. */
export interface SendOptions {
  /** Says what would happen, and stores nothing. */
  readonly dryRun?: boolean;
  /** Name of the field manager of a server-side apply. */
  readonly manager?: string;
  /** Takes fields over from other managers. */
  readonly force?: boolean;
  /** Drops fields that the server does not know, as it does for whoever does not ask to be told; by default they are an error. */
  readonly lenient?: boolean;
}

/** Who asks. */
export interface Impersonation {
  readonly user: string;
  readonly groups?: readonly string[];
}

/** The REST API of a cluster, in the few forms that the suite needs. */
export class ClusterClient {
  /** Reads which resources the server has. */
  public static async connect(server: string, token?: string): Promise<ClusterClient> {
    const client = new ClusterClient(server, token);
    await client.discover();
    return client;
  }

  /** Whether a server answers there, and says that it is ready. */
  public static async isReady(server: string, token: string): Promise<boolean> {
    const client = new ClusterClient(server, token);
    try {
      return (await client.send('GET', '/readyz')).status === 200;
    } catch {
      return false;
    } finally {
      client.close();
    }
  }

  private readonly agent: Agent | PlainAgent;
  private readonly request: typeof plainRequest;
  private paths = new ResourcePaths([]);

  private constructor(
    private readonly server: string,
    /** Absent where the server is a proxy that logs in by itself. */
    private readonly token?: string,
  ) {
    const options = { keepAlive: true, maxSockets: 16 };
    const isPlain = server.startsWith('http:');
    this.agent = isPlain ? new PlainAgent(options) : new Agent({ ...options, rejectUnauthorized: false });
    this.request = isPlain ? plainRequest : request;
  }

  /** The minor version of the server: 36 of v1.36.3. */
  public async minorVersion(): Promise<number> {
    return Number.parseInt(String((await this.send('GET', '/version')).body.minor), 10);
  }

  /** Reads the resources again, as after a CustomResourceDefinition was installed. */
  public async discover(): Promise<void> {
    this.paths = await ResourcePaths.read(path => this.send('GET', path));
  }

  /** Whether the server knows the kind. */
  public knows(object: JsonObject): boolean {
    return this.paths.of(object) !== undefined;
  }

  /** The paths of all that can be deleted, one a kind, over all namespaces. */
  public folders(): string[] {
    return this.paths.everywhere();
  }

  /** The paths of all that can be in a namespace, one a kind. */
  public foldersIn(namespace: string): string[] {
    return this.paths.inNamespace(namespace);
  }

  /** Server-side apply with strict field validation: an unknown or duplicate field is an error. */
  public apply(object: JsonObject, { dryRun, manager = 'fortress', force = false }: SendOptions = {}): Promise<Answer> {
    const query = new URLSearchParams({
      fieldManager: manager,
      force: String(force),
      fieldValidation: 'Strict',
      ...dryRunQuery(dryRun),
    });
    return this.send('PATCH', `${this.pathOf(object)}?${query}`, JSON.stringify(object), {
      'content-type': 'application/apply-patch+yaml',
    });
  }

  /** Creates, as `kubectl create` and every controller do. */
  public create(object: JsonObject, { dryRun, lenient }: SendOptions = {}, as?: Impersonation): Promise<Answer> {
    const path = this.pathOf(object).replace(/\/[^/]*$/, '');
    const fieldValidation = lenient ? 'Ignore' : 'Strict';
    const query = new URLSearchParams({ fieldValidation, ...dryRunQuery(dryRun) });
    return this.send('POST', `${path}?${query}`, JSON.stringify(object), { 'content-type': 'application/json' }, as);
  }

  public get(object: JsonObject): Promise<Answer> {
    return this.send('GET', this.pathOf(object));
  }

  public delete(object: JsonObject): Promise<Answer> {
    return this.send('DELETE', `${this.pathOf(object)}?gracePeriodSeconds=0`);
  }

  /** Merges into the status, as the object's controller would. */
  public patchStatus(object: JsonObject, status: JsonObject): Promise<Answer> {
    return this.send('PATCH', `${this.pathOf(object)}/status`, JSON.stringify({ status }), {
      'content-type': 'application/merge-patch+json',
    });
  }

  /** Lets go what its controllers were to look after first. */
  public removeFinalizers(object: JsonObject): Promise<Answer> {
    return this.send('PATCH', this.pathOf(object), JSON.stringify({ metadata: { finalizers: null } }), {
      'content-type': 'application/merge-patch+json',
    });
  }

  /** Lets go a namespace that was deleted, as its controller does when nothing is left in it. */
  public finalize(namespace: JsonObject): Promise<Answer> {
    const body = JSON.stringify({ ...namespace, spec: { finalizers: [] } });
    const path = `/api/v1/namespaces/${Json.at(namespace, 'metadata', 'name')}/finalize`;
    return this.send('PUT', path, body, { 'content-type': 'application/json' });
  }

  /** Sends any request; for what the methods above do not say. */
  public send(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
    as?: Impersonation,
  ): Promise<Answer> {
    const login = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const all = { ...login, ...headers, ...impersonation(as) };
    return new Promise((resolve, reject) => {
      const call = this.request(`${this.server}${path}`, { method, agent: this.agent, headers: all }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = response.headers['content-type']?.startsWith('application/json');
          resolve({
            status: response.statusCode ?? 0,
            body: isJson ? Json.object(JSON.parse(text)) : { message: text },
            warnings: warningsOf(response.headers.warning),
          });
        });
      });
      call.on('error', error => {
        // The server has closed a connection that was idle for long, as during a synthesis; nothing was asked yet.
        const isStale = call.reusedSocket && Object(error).code === 'ECONNRESET';
        if (isStale) resolve(this.send(method, path, body, headers, as));
        else reject(error);
      });
      call.end(body);
    });
  }

  public close(): void {
    this.agent.destroy();
  }

  /** The path of an object; a sentence for kinds that the server does not have. */
  private pathOf(object: JsonObject): string {
    const path = this.paths.of(object);
    if (path === undefined) throw new Error(`the server has no ${object.apiVersion} ${object.kind}`);
    return path;
  }
}

function dryRunQuery(dryRun: boolean | undefined): Record<string, string> {
  return dryRun ? { dryRun: 'All' } : {};
}

function impersonation(as: Impersonation | undefined): Record<string, string | string[]> {
  if (!as) return {};
  return { 'impersonate-user': as.user, ...(as.groups ? { 'impersonate-group': [...as.groups] } : {}) };
}

/** `299 - "text", 299 - "text"`: the texts. */
function warningsOf(header: string | string[] | undefined): string[] {
  return [
    ...[header ?? []]
      .flat()
      .join(', ')
      .matchAll(/\d{3} \S+ ("(?:[^"\\]|\\.)*")/g),
  ].map(([, text]) => JSON.parse(text));
}
