import { type ApiObject, Lazy } from 'cdk8s';
import { Json, type JsonObject } from '../manifests/json/json';
import { type NotPlain, PlainData } from '../manifests/json/plain-data';
import { PlainObject } from './plain-object';

/** Renders objects, or says of which construct and which field why not. */
export class ObjectRenderer {
  /** @throws with every reason why the object cannot be written, each on a line */
  public static render(construct: ApiObject): JsonObject {
    const plain = PlainObject.tryRender(construct);
    const object = plain ?? ObjectRenderer.toJson(construct);
    const problems = ObjectRenderer.unnamed(object);
    if (!plain) problems.push(...PlainData.problems(object).map(ObjectRenderer.text));
    if (problems.length > 0) throw ObjectRenderer.error(construct, problems);
    return object;
  }

  /** cdk8s does not say which field it stumbled over, so the props are looked at once more. */
  private static toJson(construct: ApiObject): JsonObject {
    try {
      return construct.toJson();
    } catch (error) {
      const { props } = construct as unknown as { props: unknown };
      const problems = PlainData.problems(props, ObjectRenderer.resolved);
      if (problems.length === 0) throw error;
      throw ObjectRenderer.error(construct, problems.map(ObjectRenderer.text));
    }
  }

  private static error(construct: ApiObject, problems: readonly string[]): Error {
    return new Error(problems.map(problem => `${construct.node.path}: ${problem}`).join('\n'));
  }

  private static text(this: void, { path, fact }: NotPlain): string {
    return `${path} ${fact}, which YAML cannot carry; make it text, a number, a boolean, a list or a map`;
  }

  private static unnamed({ kind, metadata }: JsonObject): string[] {
    const missing: string[] = [];
    if (!Json.text(kind)) missing.push('kind');
    if (!Json.text(Json.object(metadata).name)) missing.push('metadata.name');
    return missing.map(field => `the object has no ${field}; every Kubernetes object needs one`);
  }

  /** What a value stands for; that it cannot be told is what cdk8s then says itself. */
  private static resolved(this: void, value: unknown): unknown {
    try {
      return value instanceof Lazy ? value.produce() : value;
    } catch {
      return null;
    }
  }
}
