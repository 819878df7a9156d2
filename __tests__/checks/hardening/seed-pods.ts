/** A Deployment, its pod's spec in YAML flow style. */
export function deployment(pod: string, kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: w, namespace: a }
spec: { template: { spec: { ${pod} } } }
---
`;
}

/** A Deployment with one container. */
export function container(fields: string, rest = ''): string {
  return deployment(`${rest} containers: [{ name: main, ${fields} }]`);
}

/** Seed row D04: the Deployment as the pipeline has it, all of it. */
export const D04 = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ml-model-deployment
  namespace: ml-production
spec:
  replicas: 1
  selector:
    matchLabels:
      app: ml-classifier
  template:
    metadata:
      labels:
        app: ml-classifier
    spec:
      containers:
        - name: model
          image: gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest
          ports:
            - containerPort: 8000
---
`;
