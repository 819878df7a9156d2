import { ManifestSet } from '../manifests/manifest-set';
import type { PodTemplate } from '../manifests/pod-template';
import { PodPlacement } from '../manifests/scheduling/pod-placement';
import { SiteFacts } from '../manifests/site-facts';
import type { NodePool } from '../values/node-pool';
import type { ReceivedObjects } from './received';

const INSIDE = 'inside';
const OUTSIDE = 'outside';

/** Which pods a pool holds: where the scheduler may put them, on a site of one node in the pool and one outside. */
export class PoolPlacement {
  /** What keeps each pod from running in the pool, or from running there only: one line a pod; empty where nothing does. */
  public static problems(groups: readonly ReceivedObjects[], pool: NodePool): readonly string[] {
    return groups.flatMap(({ manifests }) => {
      const all = new ManifestSet(manifests, SiteFacts.fromObjects(PoolPlacement.nodes(pool)));
      return manifests.flatMap(manifest => {
        const pod = all.podOf(manifest);
        const problem = pod && PoolPlacement.problem(pod, pool, all);
        return problem === undefined ? [] : [`${manifest} ${pod?.specPath}: ${problem}`];
      });
    });
  }

  private static problem(pod: PodTemplate, pool: NodePool, all: ManifestSet): string | undefined {
    const { selected, reachable } = PodPlacement.of(pod, all);
    const name = JSON.stringify(pool.name);
    if (reachable.some(node => node.name === OUTSIDE)) {
      const selector = JSON.stringify(pool.nodeSelector);
      return `may run outside pool ${name}; select ${selector} in nodeSelector`;
    }
    if (reachable.length > 0) return undefined;
    if (selected.length === 0) return `selects no node of pool ${name}, got ${JSON.stringify(pod.spec.nodeSelector)}`;
    const taints = pool.taints.map(PodPlacement.taintText).join(' and ');
    return `does not tolerate ${taints} of pool ${name}, and so runs nowhere; add the toleration`;
  }

  private static nodes({ nodeSelector, taints }: NodePool): Record<string, any>[] {
    const node = (name: string, labels: object, taints: object[]) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels } },
      spec: { taints },
    });
    return [node(INSIDE, nodeSelector, [...taints]), node(OUTSIDE, {}, [])];
  }
}
