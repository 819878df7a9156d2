import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HardenedPod } from './hardened-pod';

/**
 * Renders a budget of one pod: a node can be drained, but never all replicas at once (seed row D08). Pods that are not
 * ready never block a drain.
 */
export function disruptionBudget(scope: Construct, pod: HardenedPod): ApiObject {
  return new ApiObject(scope, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: pod.name, namespace: pod.namespace.namespaceName, labels: { ...pod.labels } },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { app: pod.app } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
