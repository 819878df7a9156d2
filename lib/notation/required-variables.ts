import { InvalidValue } from './invalid-value';

const PREFIX = 'required-variables.fortress.cdk8s.io/';
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables without which an image does not start, as an annotation of the pod: one for each container. */
export class RequiredVariables {
  /** The annotation of a container; none where nothing is required. */
  public static annotation(container: string, variables: readonly string[] = []): Readonly<Record<string, string>> {
    for (const variable of variables) {
      if (!VARIABLE.test(variable))
        throw new InvalidValue('required variable', 'a name such as "DATABASE_URL"', variable);
    }
    return variables.length === 0 ? {} : { [RequiredVariables.keyOf(container)]: variables.join(',') };
  }

  /** What a pod's annotations say of a container. */
  public static of(container: string, annotations: Readonly<Record<string, string>>): readonly string[] {
    const text = annotations[RequiredVariables.keyOf(container)] ?? '';
    return text.split(',').filter(name => name !== '');
  }

  /** The key of the annotation. */
  public static keyOf(container: string): string {
    return `${PREFIX}${container}`;
  }
}
