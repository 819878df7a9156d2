/** YAML of the pods that the cases of supply-chain checks have in common. */

export const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

export const SITE = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { registries: ["registry.example.com:5050", ghcr.io/team] }
`;

/** A Deployment with this pod spec, in flow style. */
export function deployment(spec: string, name = 'api'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: a }
spec: { template: { spec: ${spec} } }
`;
}

/** A Deployment with one container of this image. */
export function running(image: string, rest = ''): string {
  return deployment(`{ containers: [{ name: api, image: "${image}" }]${rest} }`);
}

/** Images of the Deployments in the seeds (rows D04, D11). */
export const CLASSIFIER = 'gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest';
export const ML_API = '<your-ecr-repo>/ml-training-deployment:latest';
