import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { PodCount } from '../quota/pod-count';

/** Who runs as, or acts as, a ServiceAccount. */
interface Users {
  /** What stamps out pods that run as it. */
  readonly pods: Manifest[];
  /** Custom objects and token Secrets that name it. */
  readonly others: Manifest[];
}

const NONE: Users = { pods: [], others: [] };
const CACHE = new PerSet(all => new UserIndex(all).users);

const REFERENCES: ReadonlySet<string> = new Set(['serviceAccountName', 'serviceAccount', 'serviceAccountRef']);

/** Kubernetes' own groups have no dot, or end in `.k8s.io`. */
function isCustom({ group }: Manifest): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/**
 * Who uses a ServiceAccount: pods, by `serviceAccountName`; custom objects, by a field `serviceAccountName`,
 * `serviceAccount` or `serviceAccountRef` anywhere in them, or an AppProject's `defaultServiceAccount`; Secrets that hold
 * its token.
 */
export class ServiceAccountUsers {
  public static of(namespace: string, name: string, all: ManifestSet): Readonly<Users> {
    return CACHE.of(all).get(`${namespace}/${name}`) ?? NONE;
  }
}

class UserIndex {
  public readonly users = new Map<string, Users>();

  constructor(all: ManifestSet) {
    for (const { manifest, spec } of all.pods) {
      if (PodCount.isStamped(manifest, all)) continue;
      const name = Json.text(spec.serviceAccountName) || Json.text(spec.serviceAccount) || 'default';
      // All that a controller makes of one object is one workload.
      const workload = manifest.maker?.manifest ?? manifest;
      const { pods } = this.at(manifest.effectiveNamespace, name);
      if (!pods.includes(workload)) pods.push(workload);
    }
    for (const secret of all.ofKind('', 'Secret')) {
      const name = secret.annotations['kubernetes.io/service-account.name'];
      if (name !== undefined) this.at(secret.effectiveNamespace, name).others.push(secret);
    }
    for (const manifests of [all.manifests, all.facts.externals]) {
      for (const manifest of manifests) {
        if (isCustom(manifest)) this.visit(manifest, manifest.spec, new Set());
      }
    }
  }

  /** Goes through all of an object, and once through what several aliases of its YAML stand for. */
  private visit(manifest: Manifest, value: object, seen: Set<object>): void {
    if (seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) this.visitField(manifest, value[index], seen);
      return;
    }
    const fields = value as JsonObject;
    for (const key in fields) {
      const field = fields[key];
      if (REFERENCES.has(key)) this.named(manifest, field);
      else if (key === 'defaultServiceAccount') this.impersonated(manifest, Json.at(value, 'namespace'), field);
      this.visitField(manifest, field, seen);
    }
  }

  private visitField(manifest: Manifest, field: unknown, seen: Set<object>): void {
    if (typeof field === 'object' && field !== null) this.visit(manifest, field, seen);
  }

  /** A name, or a reference with a name and perhaps a namespace. */
  private named(manifest: Manifest, field: unknown): void {
    const name = Json.text(field) ?? Json.text(Json.at(field, 'name'));
    const namespace = Json.text(Json.at(field, 'namespace')) || manifest.effectiveNamespace;
    if (name !== undefined) this.at(namespace, name).others.push(manifest);
  }

  /** Argo CD: the ServiceAccount that it delivers as, of the destination's namespace or `<namespace>:<name>`. */
  private impersonated(manifest: Manifest, destination: unknown, field: unknown): void {
    const [name, namespace = Json.text(destination) ?? ''] = (Json.text(field) ?? '').split(':').reverse();
    this.at(namespace, name).others.push(manifest);
  }

  private at(namespace: string, name: string): Users {
    const key = `${namespace}/${name}`;
    const known = this.users.get(key);
    if (known) return known;
    const users: Users = { pods: [], others: [] };
    this.users.set(key, users);
    return users;
  }
}
