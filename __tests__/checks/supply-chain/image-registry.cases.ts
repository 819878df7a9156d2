import type { CheckCases } from '../check-cases';
import { CLASSIFIER, DIGEST, deployment, running, SITE } from './pod-yaml';

export default {
  check: 'image-registry',
  passing: [
    { name: 'the registry', site: SITE, yaml: running('registry.example.com:5050/team/api:1') },
    { name: 'a path of a registry', site: SITE, yaml: running(`ghcr.io/team/api@${DIGEST}`) },
    { name: 'no registries are known', yaml: running('docker.io/library/busybox') },
    {
      name: 'Docker Hub, where the site lists it',
      site: SITE.replace('ghcr.io/team', 'docker.io/library'),
      yaml: running('busybox'),
    },
  ],
  failing: [
    {
      name: 'seed row H19: another registry',
      site: SITE,
      yaml: running(CLASSIFIER),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest" of container "api" is from "gitlab.build.server:5050", not from registry.example.com:5050, ghcr.io/team',
      ],
    },
    {
      name: 'seed row K09: Docker Hub, which an image is from that names no registry',
      site: SITE,
      yaml: running('team/api:1'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "team/api:1" of container "api" is from "docker.io", not from registry.example.com:5050, ghcr.io/team',
      ],
    },
    {
      name: 'another path',
      site: SITE,
      yaml: running('ghcr.io/team-b/api:1'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "ghcr.io/team-b/api:1" of container "api" is from "ghcr.io", not from registry.example.com:5050, ghcr.io/team',
      ],
    },
    {
      name: 'another port',
      site: SITE,
      yaml: running('registry.example.com/team/api:1'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "registry.example.com/team/api:1" of container "api" is from "registry.example.com", not from registry.example.com:5050, ghcr.io/team',
      ],
    },
    {
      name: 'an image that a volume mounts, and none',
      site: SITE,
      yaml: deployment(
        '{ containers: [{ name: c, image: "" }], volumes: [{ name: model, image: { reference: "quay.io/m:1" } }] }',
      ),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "" of container "c" is no image reference',
        'Deployment a/api spec.template.spec.volumes[0].image.reference: "quay.io/m:1" of volume "model" is from "quay.io", not from registry.example.com:5050, ghcr.io/team',
      ],
    },
  ],
} satisfies CheckCases;
