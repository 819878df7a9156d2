import type { IArtifact } from '../values/artifact';
import { yamlFile } from './_yaml-file';

const COMMENT = "The API server's audit policy; k3s-config.yaml says where it lies. Restart k3s after a change.";

/** Neither at Request nor at RequestResponse: their bodies are what nobody may read in a log. */
const SECRET = [
  { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
  { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
  { group: 'external-secrets.io' },
];

/** What a person does inside of a running pod. Websockets arrive as GET, so no verb is named. */
const INSIDE_OF_PODS = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'pods/ephemeralcontainers'];

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const WORKLOADS = [
  { group: '', resources: ['pods', 'pods/eviction', 'persistentvolumeclaims', 'services', 'serviceaccounts'] },
  { group: 'apps' },
  { group: 'batch' },
  { group: 'autoscaling' },
  { group: 'rbac.authorization.k8s.io' },
  { group: 'networking.k8s.io' },
  { group: 'cilium.io' },
];

/** They are asked every few seconds, and say nothing about anybody. */
const HEALTH = ['/healthz*', '/livez*', '/readyz*', '/version'];

/**
 * The audit policy of the API server (seed row L04): who created, changed, removed or entered what in the namespaces of
 * tenants, with the objects themselves; everything else with who, what and when. Secrets never show their content.
 *
 * The namespaces are those that are rendered with the label `tenant`.
 * @see https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export class ApiAuditPolicy implements IArtifact {
  public readonly fileName = 'audit-policy.yaml';

  public render(objects: any[]): string {
    const namespaces = ApiAuditPolicy.tenantNamespaces(objects);
    // A rule without namespaces would mean all of them.
    const ofTenants =
      namespaces.length === 0
        ? []
        : [
            { level: 'RequestResponse', namespaces, resources: [{ group: '', resources: INSIDE_OF_PODS }] },
            { level: 'RequestResponse', namespaces, verbs: WRITES, resources: WORKLOADS },
          ];
    return yamlFile(COMMENT, {
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      // The answer is logged; that the question arrived says nothing more.
      omitStages: ['RequestReceived'],
      omitManagedFields: true,
      // The first rule that fits decides.
      rules: [
        { level: 'None', nonResourceURLs: HEALTH },
        { level: 'Metadata', resources: SECRET },
        ...ofTenants,
        { level: 'Metadata' },
      ],
    });
  }

  private static tenantNamespaces(objects: any[]): string[] {
    return objects
      .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace')
      .filter(({ metadata }) => metadata.labels?.tenant !== undefined)
      .map(({ metadata }) => metadata.name)
      .sort();
  }
}
