import type { CheckCases } from '../check-cases';

const deployment = (container: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: w, namespace: a }
spec: { template: { spec: { containers: [{ name: c, ${container} }] } } }
`;
const path = 'Deployment a/w spec.template.spec.containers[0]';

export default {
  check: 'debug-mode',
  passing: [
    { name: 'off', yaml: deployment('env: [{ name: DEBUG, value: "False" }, { name: NODE_ENV, value: production }]') },
    {
      name: 'names that Node chooses its log lines by',
      yaml: deployment('env: [{ name: DEBUG, value: "express:*" }]'),
    },
    { name: 'a log level is no mode', yaml: deployment('env: [{ name: LOG_LEVEL, value: DEBUG }], args: [--verbose]') },
    {
      name: 'a key that is not there',
      yaml: deployment('env: [{ name: DEBUG, valueFrom: { configMapKeyRef: { name: x, key: y } } }]'),
    },
    {
      name: 'I01: in development, whose facts allow it',
      yaml: deployment('env: [{ name: DEBUG, value: "true" }]'),
      site: '{ apiVersion: fortress.cdk8s.io/v1, kind: Site, spec: { debug: true } }',
    },
  ],
  failing: [
    {
      name: 'D32: debug=true in production',
      yaml: deployment('env: [{ name: DEBUG, value: "true" }, { name: DJANGO_DEBUG, value: "1" }]'),
      finds: [
        `${path}.env[0]: DEBUG is "true", which turns a debug mode on`,
        `${path}.env[1]: DJANGO_DEBUG is "1", which turns a debug mode on`,
      ],
    },
    {
      name: 'a mode by its name, and arguments',
      yaml: deployment('env: [{ name: FLASK_ENV, value: development }], command: [flask, --debug], args: [--reload]'),
      finds: [
        `${path}.env[0]: FLASK_ENV is "development", which turns a debug mode on`,
        `${path}.command[1]: "--debug" turns a debug mode on`,
        `${path}.args[0]: "--reload" turns a debug mode on`,
      ],
    },
    {
      name: 'by way of a ConfigMap',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: x, namespace: a }
data: { debug: "yes" }
---${deployment('env: [{ name: DEBUG, valueFrom: { configMapKeyRef: { name: x, key: debug } } }]')}`,
      finds: [`${path}.env[0]: DEBUG is "yes", which turns a debug mode on`],
    },
  ],
} satisfies CheckCases;
