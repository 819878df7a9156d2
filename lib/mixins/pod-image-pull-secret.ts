import type { IConstruct, IMixin } from 'constructs';
import { Names } from '../notation/names';
import { PodSweep } from './_pod-sweep';

/**
 * Lets pods that exist already pull their images with the credentials of a Secret, beside those that they name themselves.
 * `ImagePullSecret` renders one, and so does a TenantNamespace with a store.
 *
 * Check: `image-pull-secret`, with the registries of the site.
 */
export class PodImagePullSecret implements IMixin {
  private readonly pods = new PodSweep();
  private readonly secretName: string;

  /**
   * @param secretName name of a Secret in the namespace of the pods
   * @throws if it cannot be the name of a Secret
   */
  constructor(secretName: string) {
    this.secretName = Names.dnsSubdomain('pull secret', secretName);
  }

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.pods.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Names the Secret in the pod of an object. */
  public applyTo(construct: IConstruct): void {
    const secret = { name: this.secretName };
    this.pods.change(construct, pod => {
      const secrets: { readonly name?: string }[] = pod.imagePullSecrets ?? [];
      const isNamed = secrets.some(({ name }) => name === secret.name);
      return isNamed ? pod : { ...pod, imagePullSecrets: [...secrets, secret] };
    });
  }
}
