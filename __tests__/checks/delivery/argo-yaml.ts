/** YAML of the objects that the cases of delivery checks have in common. */

export const SERVER = 'https://kubernetes.default.svc';
export const REPO = 'https://git.example.com/team/deploy.git';

/** An AppProject with this spec, in flow style. */
export function project(spec: string, name = 'team'): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: ${name}, namespace: argocd }
spec: ${spec}
`;
}

/** An Application of project `team`, read from `dist/prod/<name>`; `rest` is more of its spec. */
export function application(
  name: string,
  rest = '',
  { project = 'team', path = `dist/prod/${name}`, namespace = 'a' } = {},
): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: ${project}
  source: { repoURL: ${REPO}, path: ${path} }
  destination: { server: ${SERVER}, namespace: ${namespace} }
${rest}
`;
}

/** Documents as one text. */
export function all(...documents: string[]): string {
  return documents.join('---\n');
}

/** The AppProject of seed 000, as it stands there (rows G02 to G06). */
export const ML_PRODUCTION_PROJECT = `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: ml-production-project, namespace: argocd }
spec:
  description: Secure project for Production ML Workloads
  sourceRepos: ["https://gitlab.build.server/ml-security/production-models.git"]
  destinations: [{ namespace: ml-production, server: https://kubernetes.default.svc }]
  namespaceResourceWhitelist:
    - { group: apps, kind: Deployment }
    - { group: "", kind: Service }
    - { group: "", kind: ConfigMap }
    - { group: networking.k8s.io, kind: NetworkPolicy }
  clusterResourceBlacklist: [{ group: "*", kind: "*" }]
`;

/** The Application of seed 000, as it is clicked together there (rows G03, G08, B20). */
export function mlModel(project: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ml-model, namespace: argocd }
spec:
  project: ${project}
  source: { repoURL: "http://gitlab.build.server/your-user/mlsecops-production-pipeline.git", path: k8s }
  destination: { server: https://kubernetes.default.svc, namespace: ml-production }
  syncPolicy: { automated: {}, syncOptions: [CreateNamespace=true] }
`;
}

/** The project and Application that Argo CD starts from, and the file that the Application delivers both from. */
export const ROOT_FILE = 'dist/prod/root/root.k8s.yaml';
export function rootProject(kinds = 'AppProject', namespace = 'argocd', name = 'root'): string {
  return project(
    `{ sourceRepos: [${REPO}], destinations: [{ server: ${SERVER}, namespace: ${namespace} }], namespaceResourceWhitelist: [{ group: argoproj.io, kind: Application }, { group: argoproj.io, kind: ${kinds} }] }`,
    name,
  );
}
export const ROOT_APPLICATION = application('root', '', { project: 'root', namespace: 'argocd' });
