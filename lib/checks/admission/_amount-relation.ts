import { keyPath } from '../../manifests/json/key-path';
import type { Amounts } from '../../manifests/quota/pod-amounts';
import type { PodResources } from '../../manifests/quota/pod-resources';
import type { ResourceList } from '../../manifests/quota/resource-list';
import type { Quantity } from '../../notation/quantity';
import { ResourceNames } from '../../notation/resource-names';
import type { Violation } from '../check';
import { shown } from './_amounts';

/** Whether amounts, each of them fine, go together; the API server refuses the pod otherwise. */
export class AmountRelation {
  /** Requests against limits of one container or pod, after defaults. */
  public static of(amounts: Amounts, declaredLimits: ResourceList, path: string): Violation[] {
    const { requests, limits } = amounts;
    const violations: Violation[] = [];
    for (const [name, request] of requests) {
      const message = AmountRelation.wrong(name, request, limits.get(name), declaredLimits.has(name));
      if (message !== undefined) violations.push({ path: keyPath(`${path}.requests`, name), message });
    }
    violations.push(...AmountRelation.pages(amounts, path));
    return violations;
  }

  /** Containers within what their pod declares: all together for requests and huge pages, each for limits. */
  public static ofPod(resources: PodResources, path: string): Violation[] {
    const { podLevel, containers, amounts } = resources;
    if (podLevel.requests.isEmpty && podLevel.limits.isEmpty) return [];
    const pages = amounts.ofContainers('limits').only(ResourceNames.isHugePages);
    return [
      ...AmountRelation.within(
        amounts.ofContainers('requests'),
        podLevel.requests,
        `${path}.requests`,
        'of all containers',
      ),
      ...AmountRelation.within(pages, podLevel.limits, `${path}.limits`, 'of all containers'),
      ...containers
        .filter(({ container }) => container.list === 'containers')
        .flatMap(({ container, limits }) => {
          const who = `of container ${JSON.stringify(container.name)}`;
          return AmountRelation.within(limits, podLevel.limits, `${path}.limits`, who);
        }),
    ];
  }

  private static within(inner: ResourceList, outer: ResourceList, path: string, who: string): Violation[] {
    return outer.entries.flatMap(([name, bound]) => {
      const amount = inner.get(name);
      if (!amount?.exceeds(bound)) return [];
      const found = `${name} ${shown(name, amount)} ${who} is above the ${shown(name, bound)} of the pod`;
      return [{ path: keyPath(path, name), message: found }];
    });
  }

  /** What is wrong with one request, in words. */
  private static wrong(
    name: string,
    request: Quantity,
    limit: Quantity | undefined,
    isDeclared: boolean,
  ): string | undefined {
    const isRigid = !ResourceNames.mayOvercommit(name);
    if (!limit) return isRigid ? `${name} is requested without a limit of the same amount` : undefined;
    const isAbove = request.exceeds(limit);
    if (!isAbove && !(isRigid && limit.exceeds(request))) return undefined;
    const found = `${shown(name, limit)}${isDeclared ? '' : ' (by default)'}`;
    return `${name} request ${shown(name, request)} is ${isAbove ? 'above its' : 'not its'} limit ${found}`;
  }

  private static pages({ requests, limits }: Amounts, path: string): Violation[] {
    const names = [...requests.names, ...limits.names];
    if (!names.some(ResourceNames.isHugePages) || names.some(name => name === 'cpu' || name === 'memory')) return [];
    return [{ path, message: 'huge pages are asked for without CPU or memory' }];
  }
}
