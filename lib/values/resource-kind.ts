import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

/** A kind of Kubernetes objects, whatever its version. */
export class ResourceKind {
  /**
   * A kind by its API group.
   * @param group such as `apps`; empty for the core group
   * @param kind such as `Deployment`
   * @throws if the group carries a version, or the kind is a plural or a wildcard
   */
  public static of(group: string, kind: string): ResourceKind {
    if (group !== '' && !Names.isDnsSubdomain(group)) {
      throw new InvalidValue(
        'API group',
        'a group without its version such as "apps", or empty for the core group',
        group,
      );
    }
    if (!/^[A-Z][A-Za-z0-9]*$/.test(kind)) {
      throw new InvalidValue('kind', 'the name of one kind such as "Deployment"', kind);
    }
    return new ResourceKind(group, kind);
  }

  private constructor(
    public readonly group: string,
    public readonly kind: string,
  ) {}
}
