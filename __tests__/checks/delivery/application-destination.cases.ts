import type { CheckCases } from '../check-cases';
import { all, application, project, SERVER } from './argo-yaml';

function to(destinations: string, namespace = 'a'): string {
  return all(project(`{ destinations: ${destinations} }`), application('app', '', { namespace }));
}

export default {
  check: 'application-destination',
  passing: [
    { name: 'the namespace', yaml: to(`[{ server: ${SERVER}, namespace: a }]`) },
    { name: 'the cluster by its name', yaml: to('[{ name: in-cluster, namespace: a }]') },
    { name: 'a wildcard', yaml: to(`[{ server: "*", namespace: "team-*" }]`, 'team-a') },
    {
      name: 'an Application that names the cluster',
      yaml: to(`[{ server: ${SERVER}, namespace: a }]`).replace(
        `destination: { server: ${SERVER}`,
        'destination: { name: in-cluster',
      ),
    },
    {
      name: 'a denial of another namespace',
      yaml: to(`[{ server: ${SERVER}, namespace: "*" }, { server: ${SERVER}, namespace: "!kube-system" }]`),
    },
    { name: 'no project: another check says so', yaml: application('app') },
  ],
  failing: [
    {
      name: 'another namespace',
      yaml: to(`[{ server: ${SERVER}, namespace: b }]`),
      finds: [
        'Application argocd/app spec.destination: project "team" does not allow namespace "a" of "https://kubernetes.default.svc"',
      ],
    },
    {
      name: 'seed row G07: argocd',
      yaml: to(`[{ server: ${SERVER}, namespace: "*" }, { server: ${SERVER}, namespace: "!argocd" }]`, 'argocd'),
      finds: [
        'Application argocd/app spec.destination: project "team" does not allow namespace "argocd" of "https://kubernetes.default.svc"',
      ],
    },
    {
      name: 'another cluster',
      yaml: to('[{ server: https://other:6443, namespace: a }]'),
      finds: [
        'Application argocd/app spec.destination: project "team" does not allow namespace "a" of "https://kubernetes.default.svc"',
      ],
    },
    {
      name: 'no destination',
      yaml: to('[]'),
      finds: [
        'Application argocd/app spec.destination: project "team" does not allow namespace "a" of "https://kubernetes.default.svc"',
      ],
    },
    {
      name: 'no namespace, which is none of those named',
      yaml: to(`[{ server: ${SERVER}, namespace: a }]`, '""'),
      finds: [
        'Application argocd/app spec.destination: project "team" does not allow namespace "" of "https://kubernetes.default.svc"',
      ],
    },
  ],
} satisfies CheckCases;
