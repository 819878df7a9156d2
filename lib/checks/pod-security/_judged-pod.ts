import { Json } from '../../manifests/json/json';
import type { ContainerList, PodTemplate } from '../../manifests/pod-template';
import { Answers } from '../../notation/answers';
import type { Violation } from '../check';
import { type Misfit, type Shape, struct } from './_json-shape';
import {
  CONTAINER_LIST_NAMES,
  type ContainerFields,
  type ContainerSecurity,
  POD,
  type PodFields,
  type PodSecurity,
  type PodSpecFields,
} from './_pod-fields';

/** The pod of each kind stands at its own place, and one shape a place reads the object from its root to its pod; by the path of the spec. */
const PLACES = new Answers((specPath: string) => {
  const keys = specPath.split('.').slice(0, -1);
  return { keys, shape: keys.reduceRight<Shape<object>>((inner, key) => struct({ [key]: inner }), POD) };
});

/** One container as the Pod Security Standards see it. */
export class JudgedContainer {
  public readonly name: string;
  /** Its security context; to every check none is the same as an empty one. */
  public readonly security: ContainerSecurity;

  constructor(
    private readonly specPath: string,
    private readonly list: ContainerList,
    private readonly index: number,
    public readonly fields: ContainerFields,
  ) {
    this.name = fields.name ?? '';
    this.security = fields.securityContext ?? {};
  }

  /** Full path of one of its fields. */
  public at(field: string): string {
    return `${this.specPath}.${this.list}[${this.index}].${field}`;
  }
}

/** A pod as the Pod Security Standards see it: typed, without nulls, and with a note of what could not be decoded. */
export class JudgedPod {
  public static of(template: PodTemplate): JudgedPod {
    const { keys, shape } = PLACES.of(template.specPath);
    const { object } = template.manifest;
    if (shape.fits(object)) return new JudgedPod(template, Json.object(Json.at(object, ...keys)) as PodFields, []);
    const misfits: Misfit[] = [];
    const read = shape.read(object, misfits);
    return new JudgedPod(template, Json.object(Json.at(read, ...keys)) as PodFields, misfits);
  }

  public readonly spec: PodSpecFields;
  /** The security context of the pod itself; to every check none is the same as an empty one. */
  public readonly security: PodSecurity;
  /** Every container: init containers and native sidecars, containers, ephemeral containers. */
  public readonly containers: readonly JudgedContainer[];
  public readonly annotations: Readonly<Record<string, string>>;

  private constructor(
    private readonly template: PodTemplate,
    fields: PodFields,
    private readonly misfits: readonly Misfit[],
  ) {
    this.spec = fields.spec ?? {};
    this.security = this.spec.securityContext ?? {};
    this.annotations = fields.metadata?.annotations ?? {};
    const containers: JudgedContainer[] = [];
    for (const list of CONTAINER_LIST_NAMES) {
      const all = this.spec[list] ?? [];
      for (let at = 0; at < all.length; at++)
        containers.push(new JudgedContainer(template.specPath, list, at, all[at]));
    }
    this.containers = containers;
  }

  /** A pod that says it is for Windows nodes, where some fields do not exist. */
  public get isWindows(): boolean {
    return this.spec.os?.name === 'windows';
  }

  /** A pod in a user namespace of its own: its root is not the node's. */
  public get isUserNamespaced(): boolean {
    return this.spec.hostUsers === false;
  }

  /** What the API server could not decode. */
  public get undecodable(): readonly Violation[] {
    return this.misfits.map(({ path, expected, got }) => ({
      path,
      message: `field must be ${expected}, got ${JudgedPod.show(got)}`,
    }));
  }

  /** Full path of one of the fields of its spec. */
  public at(field: string): string {
    return `${this.template.specPath}.${field}`;
  }

  /** Full path of one of its annotations. */
  public atAnnotation(key: string): string {
    return `${this.template.metadataPath}.annotations[${key}]`;
  }

  private static show(got: unknown): string {
    if (Array.isArray(got)) return 'a list';
    if (typeof got === 'object') return 'an object';
    return typeof got === 'string' ? JSON.stringify(got) : String(got);
  }
}
