import { InvalidValue } from '../../notation/invalid-value';
import { Quantity } from '../../notation/quantity';
import type { ITenantNamespace } from '../../values/namespace';
import type { Resources } from '../../values/resources';
import type { HardenedPodProps } from './hardened-pod-props';

/**
 * How many pods of one size a namespace's quota admits, if nothing else runs there.
 *
 * A construct sees only its own pods; that all workloads of the namespace fit together is for the judge to say.
 */
export class PodQuotaFit {
  /** The pods that props describe. */
  public static of({ namespace, resources, sidecars = [], initContainers = [] }: HardenedPodProps): PodQuotaFit {
    const running = [resources, ...sidecars.map(sidecar => sidecar.resources)];
    return new PodQuotaFit(
      namespace,
      running,
      initContainers.map(container => container.resources),
    );
  }

  /**
   * @param running resources of the containers that run at the same time in one pod
   * @param before resources of the containers that run before them, one after the other
   */
  constructor(
    private readonly namespace: ITenantNamespace,
    private readonly running: readonly Resources[],
    private readonly before: readonly Resources[] = [],
  ) {}

  /** The quota key that a number of pods exceeds, or undefined if the quota admits them. */
  public exceededBy(pods: number): string | undefined {
    return Object.entries(this.namespace.quotaHard).find(([key, hard]) =>
      this.ofOnePod(key).times(pods).exceeds(Quantity.parse(key, hard)),
    )?.[0];
  }

  /** @throws if the quota cannot admit so many pods */
  public assertAdmits(thing: string, pods: number): void {
    const key = this.exceededBy(pods);
    if (key === undefined) return;
    const hard = `${key} ${JSON.stringify(this.namespace.quotaHard[key])}`;
    throw new InvalidValue(
      thing,
      `admitted by the quota of namespace ${JSON.stringify(this.namespace.namespaceName)} (${hard}); ` +
        `lower it, or raise the quota to ${this.needed(key, pods)}`,
      pods,
    );
  }

  private needed(key: string, pods: number): string {
    const amount = this.ofOnePod(key).times(pods);
    return key.endsWith('memory') || key.endsWith('storage') ? amount.toBinaryString() : amount.toString();
  }

  /**
   * What the API server counts for one pod.
   * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#compute-resource-quota
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
   */
  private ofOnePod(key: string): Quantity {
    if (key === 'pods' || key === 'count/pods') return Quantity.units(1);
    const amount = (container: Resources) => PodQuotaFit.amountOf(key, container);
    const together = this.running.map(amount).reduce((sum, one) => sum.plus(one), Quantity.ZERO);
    return this.before.map(amount).reduce((most, one) => most.max(one), together);
  }

  private static amountOf(key: string, container: Resources): Quantity {
    const [list, name] = key.startsWith('limits.')
      ? (['limits', key.slice('limits.'.length)] as const)
      : (['requests', key.replace(/^requests\./, '')] as const);
    const amount = container[list][name];
    return amount === undefined ? Quantity.ZERO : Quantity.parse(key, amount);
  }
}
