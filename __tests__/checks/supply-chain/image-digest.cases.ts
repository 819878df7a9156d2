import type { CheckCases } from '../check-cases';
import { CLASSIFIER, DIGEST, deployment, ML_API, running } from './pod-yaml';

export default {
  check: 'image-digest',
  passing: [
    { name: 'a digest', yaml: running(`registry.example.com/api@${DIGEST}`) },
    { name: 'a tag beside it', yaml: running(`registry.example.com:5000/team/api:1.2@${DIGEST}`) },
    {
      name: 'every list',
      yaml: deployment(
        `{ initContainers: [{ name: i, image: "a@${DIGEST}" }], containers: [{ name: c, image: "a@${DIGEST}" }], ephemeralContainers: [{ name: e, image: "a@${DIGEST}" }], volumes: [{ name: v, image: { reference: "a@${DIGEST}" } }, { name: w, emptyDir: {} }] }`,
      ),
    },
    { name: 'a kind of the same name', yaml: running('a:1').replace('apps/v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'seed rows D04, N12: the classifier',
      yaml: running(CLASSIFIER),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest" of container "api" is tag "latest", which can move',
      ],
    },
    {
      name: 'seed row D11: ml-api',
      yaml: running(ML_API),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "<your-ecr-repo>/ml-training-deployment:latest" of container "api" is no image reference',
      ],
    },
    {
      name: 'no tag is latest',
      yaml: running('grafana/grafana'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "grafana/grafana" of container "api" is tag "latest", which can move',
      ],
    },
    {
      name: 'every list',
      yaml: deployment(
        '{ initContainers: [{ name: i, image: "a:1" }], containers: [{ name: c }], ephemeralContainers: [{ name: e, image: "b:2" }], volumes: [{ name: v, image: { reference: "m:3" } }] }',
      ),
      finds: [
        'Deployment a/api spec.template.spec.initContainers[0].image: "a:1" of container "i" is tag "1", which can move',
        'Deployment a/api spec.template.spec.containers[0].image: "" of container "c" is no image reference',
        'Deployment a/api spec.template.spec.ephemeralContainers[0].image: "b:2" of container "e" is tag "2", which can move',
        'Deployment a/api spec.template.spec.volumes[0].image.reference: "m:3" of volume "v" is tag "3", which can move',
      ],
    },
    {
      name: 'half a digest',
      yaml: running('a@sha256:0123'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "a@sha256:0123" of container "api" is no image reference',
      ],
    },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: j, namespace: a }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: c, image: "a:1" }] } } } } }\n',
      finds: [
        'CronJob a/j spec.jobTemplate.spec.template.spec.containers[0].image: "a:1" of container "c" is tag "1", which can move',
      ],
    },
  ],
} satisfies CheckCases;
