import { ArgoApplication } from '../../manifests/delivery/argo-application';
import { Json } from '../../manifests/json/json';
import type { Check } from '../check';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/**
 * No Application makes its namespace without a Pod Security level: a namespace that Argo CD makes has the labels of
 * managedNamespaceMetadata, and else none, so that any pod may run in it.
 *
 * Fields:  Application: spec.syncPolicy.{syncOptions,managedNamespaceMetadata.labels}
 * Allowed: no CreateNamespace=true; or with it the label pod-security.kubernetes.io/enforce
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#create-namespace; seed row B20
 */
export const createNamespace: Check = {
  id: 'create-namespace',
  family: 'delivery',
  title: 'No Application makes a namespace without a Pod Security level',
  fix: 'render the Namespace with its labels, and leave CreateNamespace out; or label it in managedNamespaceMetadata',
  kinds: [ArgoApplication.KIND],
  examine: manifest => {
    if (!ArgoApplication.is(manifest)) return [];
    const { syncOptions } = ArgoApplication.of(manifest);
    const index = syncOptions.indexOf('CreateNamespace=true');
    const labels = Json.texts(Json.at(manifest.spec, 'syncPolicy', 'managedNamespaceMetadata', 'labels'));
    if (index < 0 || (labels[ENFORCE] ?? '') !== '') return [];
    const namespace = JSON.stringify(Json.text(Json.at(manifest.spec, 'destination', 'namespace')) ?? '');
    return [
      {
        path: `spec.syncPolicy.syncOptions[${index}]`,
        message: `CreateNamespace=true makes namespace ${namespace} without ${ENFORCE}`,
      },
    ];
  },
};
