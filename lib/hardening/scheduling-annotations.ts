import type { NodePool } from '../values/node-pool';

/** Tolerations that Kubernetes itself adds to every pod, so that a whitelist must hold them. */
const BUILT_IN: object[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
];

/** What the DaemonSet controller adds beside them, the last for pods on the node's network. */
const DAEMON: object[] = ['disk-pressure', 'pid-pressure', 'unschedulable', 'network-unavailable'].map(condition => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoSchedule',
}));

/**
 * The annotations by which two admission plugins hold every pod of a namespace to its pool, whoever made the pod: also
 * one of an installed chart that knows nothing of pools.
 *
 * PodNodeSelector adds the selector and refuses a pod that selects otherwise (seed row A11); PodTolerationRestriction
 * adds the toleration and refuses a pod that tolerates anything else (seed row A12). Neither is on in a plain API server.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podtolerationrestriction
 */
export function schedulingAnnotations(pool: NodePool, daemonSets: boolean): { [key: string]: string } {
  const selector = Object.entries(pool.nodeSelector).map(([key, value]) => `${key}=${value}`);
  const tolerations = pool.taints.map(({ key, value, effect }) => ({ key, operator: 'Equal', value, effect }));
  return {
    'scheduler.alpha.kubernetes.io/node-selector': selector.join(','),
    'scheduler.alpha.kubernetes.io/defaultTolerations': JSON.stringify(tolerations),
    'scheduler.alpha.kubernetes.io/tolerationsWhitelist': JSON.stringify([
      ...tolerations,
      ...BUILT_IN,
      ...(daemonSets ? DAEMON : []),
    ]),
  };
}
