import type { IConstruct, IMixin } from 'constructs';
import type { Resources } from '../values/resources';
import { ContainerKeys } from './_container-keys';
import { PodSweep } from './_pod-sweep';

/**
 * Says what containers that exist already may use, in place of what they said.
 *
 * Checks: `resources-set`, and `resource-quota`, `limit-range`, `pool-capacity` with what it says.
 */
export class ContainerResources implements IMixin {
  private readonly containers: ContainerKeys<Resources>;

  /**
   * @param resources by the name of the container, of whatever list; a name that no container has is a problem of the
   * synthesis
   */
  constructor(resources: { readonly [container: string]: Resources }) {
    this.containers = new ContainerKeys('ContainerResources', 'name', resources);
  }

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.containers.paths;
  }

  /** Whether the construct is an object that carries a pod. */
  public supports(construct: IConstruct): boolean {
    return PodSweep.supports(construct);
  }

  /** Sets the resources of the containers of an object. */
  public applyTo(construct: IConstruct): void {
    this.containers.change(construct, (container, { requests, limits }) => ({
      ...container,
      resources: { ...container.resources, requests: { ...requests }, limits: { ...limits } },
    }));
  }
}
