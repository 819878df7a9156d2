import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { SharedSecurity } from './_pod-fields';
import { named } from './_wording';

/** The pod or one of its containers: whatever has a security context. */
interface Setter {
  readonly security: SharedSecurity;
  at(field: string): string;
}

/** Who in a pod set a field of the security context badly: the pod itself, some containers, or both. */
export class Setters {
  /** Undefined where nobody did. */
  public static of(pod: JudgedPod, isBad: (security: SharedSecurity) => boolean): Setters | undefined {
    const isPodBad = isBad(pod.security);
    let isSomeBad = isPodBad;
    for (let index = 0; index < pod.containers.length && !isSomeBad; index++) {
      isSomeBad = isBad(pod.containers[index].security);
    }
    if (!isSomeBad) return undefined;
    return new Setters(
      isPodBad ? pod : undefined,
      pod.containers.filter(({ security }) => isBad(security)),
    );
  }

  /** The pod first. */
  public readonly all: readonly Setter[];

  private constructor(
    private readonly pod: JudgedPod | undefined,
    private readonly containers: readonly JudgedContainer[],
  ) {
    this.all = pod ? [pod, ...containers] : containers;
  }

  /** The path of a field in the security context of the first of them. */
  public at(field: string): string {
    return this.all[0].at(`securityContext.${field}`);
  }

  /** As the API server names them: `pod`, `containers "a", "b"`, `pod and container "a"`. */
  public toString(): string {
    const names = this.containers.map(container => container.name);
    return [...(this.pod ? ['pod'] : []), ...(names.length > 0 ? [named('container', names)] : [])].join(' and ');
  }
}
