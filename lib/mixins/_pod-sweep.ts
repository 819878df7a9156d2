import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PodJson } from '../hardening/hardening';
import { PodKinds } from '../notation/pod-kinds';
import { changeAt, changeRendered, type ObjectJson } from './_rendered-object';

/** An object that a mixin was applied to, and what it rendered before. */
interface SweptObject {
  readonly object: ApiObject;
  readonly before: () => ObjectJson;
}

/** The objects whose pods a mixin changes. */
export class PodSweep {
  /** Whether the construct is an object that carries a pod. */
  public static supports(construct: IConstruct): construct is ApiObject {
    return ApiObject.isApiObject(construct) && podAt(construct) !== undefined;
  }

  /** The rendered spec of the pod that an object carries. */
  public static podOf(object: ApiObject, rendered: ObjectJson): PodJson {
    return (podAt(object) ?? []).concat('spec').reduce<ObjectJson>((part, key) => part?.[key] ?? {}, rendered);
  }

  private readonly swept: SweptObject[] = [];

  /** Paths of the objects, in the order of the sweep. */
  public get paths(): string[] {
    return this.swept.map(({ object }) => object.node.path);
  }

  /** The specs of the pods, as they were before the change; renders them. */
  public get podsBefore(): PodJson[] {
    return this.swept.map(({ object, before }) => PodSweep.podOf(object, before()));
  }

  /**
   * Changes the pod of an object from now on.
   *
   * @throws if the construct is no object that carries a pod
   */
  public change(construct: IConstruct, change: (pod: PodJson) => PodJson): SweptObject {
    if (!PodSweep.supports(construct)) {
      throw new Error(`${construct.node.path} carries no pod; apply the mixin by with(), which passes it over`);
    }
    const swept = { object: construct, before: construct.toJson.bind(construct) };
    const keys = [...(podAt(construct) ?? []), 'spec'];
    changeRendered(construct, rendered => changeAt(rendered, keys, change));
    this.swept.push(swept);
    return swept;
  }
}

function podAt({ apiVersion, kind }: ApiObject): readonly string[] | undefined {
  return PodKinds.placeIn(apiVersion, kind)?.keys;
}

/** The pod with each of its containers changed, of whatever list. */
export function changeContainers(pod: PodJson, change: (container: PodJson) => PodJson): PodJson {
  const changed: PodJson = { ...pod };
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    if (Array.isArray(pod[list])) changed[list] = pod[list].map(change);
  }
  return changed;
}
