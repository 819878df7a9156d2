import { Flat } from '../../notation/flat';
import type { JsonObject } from '../json/json';
import { JsonField } from '../json/json-field';
import { MadeObjects } from '../made/made-objects';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { objectReferences } from './object-references';
import { pipelineReferences } from './pipeline-references';
import { podReferences } from './pod-references';
import { GATEWAY_GROUP, routeReferences } from './route-references';
import { SecretSources } from './secret-sources';

/** One object named by another. */
export interface Reference {
  /** Exact path of the field that names it. */
  readonly path: string;
  readonly group: string;
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /**
   * The key of a ConfigMap or Secret that is read; the path is then that of the key, and another reference names the
   * object.
   */
  readonly key?: string;
  /** Whether the object that names it does without. */
  readonly optional?: boolean;
}

/** What objects of a kind and a namespace name. */
interface ReferencesOfSpec {
  readonly groupKind: string;
  readonly namespace: string;
  readonly references: readonly Reference[];
}

/** What the objects with pods name that have this spec. */
const REFERENCES = new WeakMap<JsonObject, ReferencesOfSpec>();
const PROJECTS = new PerSet(projectsByName);
const CLAIM_TEMPLATES = new PerSet(setsByClaim);

const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const BUILT_IN_CLUSTER_ROLES = ['admin', 'cluster-admin', 'edit', 'view'];
const CUSTOM_METRICS = ['v1beta1.custom.metrics.k8s.io', 'v1beta2.custom.metrics.k8s.io'];

/** What every object names, and what is there under that name: opinion-free. */
export class References {
  /**
   * Every reference that an object makes, in the order of its fields. Those of pods are asked for often, and read once, also
   * where an object is there twice: with its sync wave and before it had one.
   */
  public static of(manifest: Manifest): readonly Reference[] {
    const { pod, groupKind, namespace, spec } = manifest;
    if (!pod?.specPath.startsWith('spec')) return References.read(manifest);
    const known = REFERENCES.get(spec);
    // Objects of a program can share a spec, in several namespaces.
    if (known?.groupKind === groupKind && known.namespace === namespace) return known.references;
    const references = References.read(manifest);
    REFERENCES.set(spec, { groupKind, namespace, references });
    return references;
  }

  private static read(manifest: Manifest): readonly Reference[] {
    const own = References.toNamespace(manifest);
    const named = objectReferences(manifest);
    if (manifest.pod || manifest.group === GATEWAY_GROUP) {
      return own.concat(podReferences(manifest), routeReferences(manifest), named);
    }
    const made = MadeObjects.of(manifest);
    const pipeline = pipelineReferences(manifest);
    if (made.length > 0 || pipeline.length > 0) return own.concat(named, pipeline, Flat.map(made, References.ofMade));
    return named.length === 0 ? own : own.concat(named);
  }

  /** What the pod of a made object names, where the object says so that it is made of. */
  private static ofMade(made: Manifest): readonly Reference[] {
    return podReferences(made).map(reference => ({
      ...reference,
      path: made.maker?.fields.sourceOf(reference.path) ?? '',
    }));
  }

  private static toNamespace({ isClusterScoped, namespace: name }: Manifest): Reference[] {
    if (isClusterScoped || name === '') return [];
    return [{ path: 'metadata.namespace', group: '', kind: 'Namespace', namespace: '', name }];
  }

  /**
   * The object that a reference means, judged or external: for a Secret the one that makes it, such as an
   * ExternalSecret. Undefined if there is none; also for what every cluster has by itself, see `isBuiltIn`.
   */
  public static resolve(reference: Reference, all: ManifestSet): Manifest | undefined {
    const { group, kind, namespace, name } = reference;
    if (group === '' && kind === 'Secret') return SecretSources.creatorOf(namespace, name, all);
    const found = all.find(group, kind, namespace, name);
    if (found) return found;
    switch (`${group}/${kind}`) {
      case '/PersistentVolumeClaim':
        return CLAIM_TEMPLATES.of(all).get(`${namespace}/${name.replace(/-\d+$/, '')}`);
      case 'apiregistration.k8s.io/APIService':
        if (!CUSTOM_METRICS.includes(name)) return undefined;
        return CUSTOM_METRICS.flatMap(version => all.find(group, kind, '', version) ?? [])[0];
      case 'argoproj.io/AppProject':
        return PROJECTS.of(all).get(name);
      default:
        return undefined;
    }
  }

  /** Whether every cluster has the object by itself, so that nobody renders it. */
  public static isBuiltIn({ group, kind, namespace, name }: Reference): boolean {
    switch (`${group}/${kind}`) {
      case '/Namespace':
        return BUILT_IN_NAMESPACES.includes(name);
      case '/ServiceAccount':
        return name === 'default';
      case '/ConfigMap':
        return name === 'kube-root-ca.crt';
      case '/Service':
        return namespace === 'default' && name === 'kubernetes';
      case 'rbac.authorization.k8s.io/ClusterRole':
        return BUILT_IN_CLUSTER_ROLES.includes(name) || name.startsWith('system:');
      case 'rbac.authorization.k8s.io/Role':
        return namespace === 'kube-system' && /^(system:|extension-apiserver-authentication-reader$)/.test(name);
      case 'scheduling.k8s.io/PriorityClass':
        return name === 'system-cluster-critical' || name === 'system-node-critical';
      case 'argoproj.io/AppProject':
        return name === 'default';
      default:
        return false;
    }
  }
}

/** Projects by name: they all live in Argo CD's own namespace, wherever the Application is. */
function projectsByName(all: ManifestSet): ReadonlyMap<string, Manifest> {
  return new Map(all.ofKind('argoproj.io', 'AppProject').map(project => [project.name, project]));
}

/** StatefulSets by the names of the claims that they make, less the number of the pod. */
function setsByClaim(all: ManifestSet): ReadonlyMap<string, Manifest> {
  const claims = all.ofKind('apps', 'StatefulSet').flatMap(manifest =>
    new JsonField(manifest.spec).items('volumeClaimTemplates').map(claim => {
      const name = `${claim.at('metadata', 'name').text ?? ''}-${manifest.name}`;
      return [`${manifest.effectiveNamespace}/${name}`, manifest] as const;
    }),
  );
  return new Map(claims);
}
