import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';

/** One kind, as the server serves it. */
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly unknown[];
}

/** Under which path the server has each object, from what it says of itself. */
export class ResourcePaths {
  /** Asks the server for its groups, and each of them for its resources. */
  public static async read(get: (path: string) => Promise<{ readonly body: JsonObject }>): Promise<ResourcePaths> {
    const groups = Json.list((await get('/apis')).body.groups).flatMap(group => Json.list(Json.at(group, 'versions')));
    const versions = ['v1', ...groups.map(version => String(Json.at(version, 'groupVersion')))];
    const lists = await Promise.all(versions.map(version => get(ResourcePaths.root(version))));
    const resources = lists.flatMap(({ body }, index) =>
      Json.list(body.resources).map(resource => ({
        apiVersion: versions[index],
        kind: String(Json.at(resource, 'kind')),
        plural: String(Json.at(resource, 'name')),
        isNamespaced: Json.at(resource, 'namespaced') === true,
        verbs: Json.list(Json.at(resource, 'verbs')),
      })),
    );
    return new ResourcePaths(resources.filter(({ plural }) => !plural.includes('/')));
  }

  private readonly byKind: ReadonlyMap<string, Resource>;

  constructor(resources: readonly Resource[]) {
    this.byKind = new Map(resources.map(resource => [`${resource.apiVersion}/${resource.kind}`, resource]));
  }

  /** The path of an object, or undefined where the server does not know its kind. */
  public of(object: JsonObject): string | undefined {
    const { apiVersion, kind, namespace, name } = new Manifest(object);
    const resource = this.byKind.get(`${apiVersion}/${kind}`);
    if (!resource) return undefined;
    const folder = resource.isNamespaced ? `/namespaces/${namespace || 'default'}` : '';
    return `${ResourcePaths.root(apiVersion)}${folder}/${resource.plural}/${name}`;
  }

  /** The paths of all collections whose objects can be deleted, over all namespaces. */
  public everywhere(): string[] {
    return [...this.byKind.values()]
      .filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'))
      .map(({ apiVersion, plural }) => `${ResourcePaths.root(apiVersion)}/${plural}`);
  }

  /** The paths of the collections of a namespace. */
  public inNamespace(namespace: string): string[] {
    return [...this.byKind.values()]
      .filter(({ isNamespaced, verbs }) => isNamespaced && verbs.includes('deletecollection'))
      .map(({ apiVersion, plural }) => `${ResourcePaths.root(apiVersion)}/namespaces/${namespace}/${plural}`);
  }

  private static root(apiVersion: string): string {
    return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  }
}
