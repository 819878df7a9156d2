import type { CheckCases } from '../check-cases';
import { CLASSIFIER, deployment, running, SITE } from './pod-yaml';

const PRIVATE = 'registry.example.com:5050/team/api:1';

function account(name: string, rest: string): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: a }
${rest}
`;
}

export default {
  check: 'image-pull-secret',
  passing: [
    { name: 'a secret of the pod', site: SITE, yaml: running(PRIVATE, ', imagePullSecrets: [{ name: registry }]') },
    {
      name: 'a secret of its ServiceAccount',
      site: SITE,
      yaml: `${running(PRIVATE, ', serviceAccountName: api')}---\n${account('api', 'imagePullSecrets: [{ name: registry }]')}`,
    },
    {
      name: 'a secret of the ServiceAccount default',
      site: SITE,
      yaml: `${running(PRIVATE)}---\n${account('default', 'imagePullSecrets: [{ name: registry }]')}`,
    },
    { name: 'a public registry', site: SITE, yaml: running('ghcr.io/team/api:1') },
    { name: 'a registry that the site does not list', site: SITE, yaml: running('other.example.com/api:1') },
    { name: 'no site', yaml: running(PRIVATE) },
  ],
  failing: [
    {
      name: 'seed rows D04, H19: the classifier',
      site: SITE.replace('registry.example.com:5050', 'gitlab.build.server:5050'),
      yaml: running(CLASSIFIER),
      finds: [
        'Deployment a/api spec.template.spec.imagePullSecrets: neither the pod nor its ServiceAccount names a secret to pull from gitlab.build.server:5050',
      ],
    },
    {
      name: 'a secret without a name',
      site: SITE,
      yaml: running(PRIVATE, ', imagePullSecrets: [{}, { name: "" }]'),
      finds: [
        'Deployment a/api spec.template.spec.imagePullSecrets: neither the pod nor its ServiceAccount names a secret to pull from registry.example.com:5050',
      ],
    },
    {
      name: 'a secret of another ServiceAccount',
      site: SITE,
      yaml: `${running(PRIVATE, ', serviceAccountName: api')}---\n${account('default', 'imagePullSecrets: [{ name: registry }]')}`,
      finds: [
        'Deployment a/api spec.template.spec.imagePullSecrets: neither the pod nor its ServiceAccount names a secret to pull from registry.example.com:5050',
      ],
    },
    {
      name: 'an init container, and a volume',
      site: SITE,
      yaml: deployment(
        `{ initContainers: [{ name: i, image: "${PRIVATE}" }], containers: [{ name: c, image: "busybox" }], volumes: [{ name: v, image: { reference: "${PRIVATE}" } }] }`,
      ),
      finds: [
        'Deployment a/api spec.template.spec.imagePullSecrets: neither the pod nor its ServiceAccount names a secret to pull from registry.example.com:5050',
      ],
    },
  ],
} satisfies CheckCases;
