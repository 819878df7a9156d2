import { ApiObject, type ApiObjectMetadataDefinition } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The Namespaces whose metadata a mixin adds to. */
export class NamespaceSweep {
  /** Whether the construct is a Namespace. */
  public static supports(construct: IConstruct): boolean {
    return ApiObject.isApiObject(construct) && construct.apiVersion === 'v1' && construct.kind === 'Namespace';
  }

  private readonly swept: string[] = [];

  /** Paths of the objects, in the order of the sweep. */
  public get paths(): string[] {
    return [...this.swept];
  }

  public change(construct: IConstruct, change: (metadata: ApiObjectMetadataDefinition) => void): void {
    const { metadata, node } = ApiObject.of(construct);
    change(metadata);
    this.swept.push(node.path);
  }
}
