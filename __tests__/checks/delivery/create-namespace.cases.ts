import type { CheckCases } from '../check-cases';
import { application, mlModel } from './argo-yaml';

export default {
  check: 'create-namespace',
  passing: [
    { name: 'no option', yaml: application('app') },
    { name: 'switched off', yaml: application('app', '  syncPolicy: { syncOptions: [CreateNamespace=false] }') },
    {
      name: 'with a level',
      yaml: application(
        'app',
        '  syncPolicy: { syncOptions: [CreateNamespace=true], managedNamespaceMetadata: { labels: { pod-security.kubernetes.io/enforce: restricted } } }',
      ),
    },
  ],
  failing: [
    {
      name: 'seed row B20: Argo CD makes ml-production',
      yaml: mlModel('ml-production-project'),
      finds: [
        'Application argocd/ml-model spec.syncPolicy.syncOptions[0]: CreateNamespace=true makes namespace "ml-production" without pod-security.kubernetes.io/enforce',
      ],
    },
    {
      name: 'only warned of',
      yaml: application(
        'app',
        '  syncPolicy: { syncOptions: [PruneLast=true, CreateNamespace=true], managedNamespaceMetadata: { labels: { pod-security.kubernetes.io/warn: restricted } } }',
      ),
      finds: [
        'Application argocd/app spec.syncPolicy.syncOptions[1]: CreateNamespace=true makes namespace "a" without pod-security.kubernetes.io/enforce',
      ],
    },
    {
      name: 'an empty level',
      yaml: application(
        'app',
        '  syncPolicy: { syncOptions: [CreateNamespace=true], managedNamespaceMetadata: { labels: { pod-security.kubernetes.io/enforce: "" } } }',
      ),
      finds: [
        'Application argocd/app spec.syncPolicy.syncOptions[0]: CreateNamespace=true makes namespace "a" without pod-security.kubernetes.io/enforce',
      ],
    },
  ],
} satisfies CheckCases;
