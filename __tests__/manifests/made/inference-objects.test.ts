import { MadeObjects } from '../../../lib/manifests/made/made-objects';
import { Manifest } from '../../../lib/manifests/manifest';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';
import '../../../lib/testing/fortress-matchers';

const service = (spec: string) => `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: fraud, namespace: ml, labels: { team: risk } }
spec: ${spec}
`;
const madeOf = (spec: string) => MadeObjects.of(new Manifest(YamlDocuments.read(service(spec))[0]));
const deploymentOf = (spec: string): any => madeOf(spec)[0].object;

const IMAGE = `registry.example.com/server@sha256:${'0'.repeat(64)}`;
const SERVER = `name: kserve-container, image: "${IMAGE}"`;

test('each component and each canary is a Deployment and a Service', () => {
  const made = madeOf('{ predictor: {}, transformer: {}, canary: [{ predictor: { name: v2 }, trafficPercent: 10 }] }');
  expect(made.map(String)).toEqual([
    'Deployment ml/fraud-predictor',
    'Service ml/fraud-predictor',
    'Deployment ml/fraud-transformer',
    'Service ml/fraud-transformer',
    'Deployment ml/fraud-v2-predictor',
    'Service ml/fraud-v2-predictor',
  ]);
  expect(madeOf('{ predictor: { name: v1 } }')[0].name).toBe('fraud-v1-predictor');
  const [deployment, entry] = made;
  expect(deployment.pod?.labels).toEqual({
    team: 'risk',
    app: 'isvc.fraud-predictor',
    'serving.kserve.io/inferenceservice': 'fraud',
  });
  expect(entry.spec).toEqual({
    selector: { app: 'isvc.fraud-predictor' },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });
});

test('there are as many pods as autoscaling may make', () => {
  expect(deploymentOf('{ predictor: {} }').spec.replicas).toBe(1);
  expect(deploymentOf('{ predictor: { minReplicas: 2, maxReplicas: 7 } }').spec.replicas).toBe(7);
  expect(deploymentOf('{ predictor: { minReplicas: 0 } }').spec.replicas).toBe(1);
});

test('fields of a pod are those of the pod, and fields of KServe are not', () => {
  const { spec } = deploymentOf(`{ predictor: { timeout: 5, nodeSelector: { a: b }, containers: [{ ${SERVER} }] } }`)
    .spec.template;
  expect(spec).toEqual({ nodeSelector: { a: 'b' }, containers: [{ name: 'kserve-container', image: IMAGE }] });
});

test.each(['model', 'sklearn', 'triton'])('the server of %s is a container', server => {
  const { spec } = deploymentOf(
    `{ predictor: { ${server}: { runtimeVersion: "1", storageUri: pvc://a/b, resources: { limits: { cpu: 1 } } } } }`,
  ).spec.template;
  expect(spec.containers).toEqual([{ name: 'kserve-container', resources: { limits: { cpu: 1 } } }]);
});

test.each([
  ['{ model: { storageUri: s3://a/b } }', 1],
  ['{ model: { storage: { path: a } } }', 1],
  [`{ containers: [{ ${SERVER}, env: [{ name: STORAGE_URI, value: s3://a/b }] }] }`, 1],
  ['{ storageUris: [{ uri: s3://a/b }], model: {} }', 1],
  ['{ model: { storageUri: pvc://a/b } }', 0],
  ['{ model: { storageUri: oci+native://a/b } }', 0],
  ['{ model: {} }', 0],
  [`{ containers: [{ ${SERVER} }] }`, 0],
])('KServe adds a container that loads the model of %s: %i', (predictor, count) => {
  const { initContainers = [] } = deploymentOf(`{ predictor: ${predictor} }`).spec.template.spec;
  expect(initContainers.map(({ name }: any) => name)).toEqual(Array(count).fill('storage-initializer'));
});

test.each([
  ['pvc://claim/a/b', { name: 'kserve-pvc-source', persistentVolumeClaim: { claimName: 'claim' } }],
  ['oci+native://r/m:1', { name: 'mnt-models', image: { reference: 'r/m:1', pullPolicy: 'IfNotPresent' } }],
])('a model at %s is a volume of the pod', (uri, volume) => {
  const own = 'volumes: [{ name: tmp, emptyDir: {} }]';
  const predictor = `{ ${own}, containers: [{ ${SERVER}, env: [{ name: STORAGE_URI, value: ${uri} }] }] }`;
  expect(deploymentOf(`{ predictor: ${predictor} }`).spec.template.spec.volumes).toEqual([
    { name: 'tmp', emptyDir: {} },
    volume,
  ]);
});

test('an image that is a model is held to what every image is held to', () => {
  const predictor = `{ containers: [{ ${SERVER}, env: [{ name: STORAGE_URI, value: oci+native://r.io/m:1 }] }] }`;
  expect(YamlDocuments.read(service(`{ predictor: ${predictor} }`))).toHaveFinding('image-digest', {
    object: 'InferenceService ml/fraud',
    path: 'spec.predictor.containers[0]',
  });
});

describe('Pod Security', () => {
  const NAMESPACE =
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: ml, labels: { pod-security.kubernetes.io/enforce: restricted } }\n---';
  const CONTEXT = 'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }';
  const LOADS = 'env: [{ name: STORAGE_URI, value: s3://a/b }]';
  const judged = (predictor: string) => YamlDocuments.read(`${NAMESPACE}${service(`{ predictor: ${predictor} }`)}`);

  /** KServe issues 1982, 2096 and 5373: the container that is added has no seccomp profile of its own. */
  test('is kept after the injection if the pod has a seccomp profile', () => {
    const server = `containers: [{ ${SERVER}, ${LOADS}, ${CONTEXT} }]`;
    const pod = (profile: string) => `{ securityContext: { runAsNonRoot: true${profile} }, ${server} }`;
    expect(judged(pod(', seccompProfile: { type: RuntimeDefault }'))).toBeRestricted();
    expect(judged(pod(''))).not.toBeRestricted();
  });

  test('is asked of the canary, too, at its own field', () => {
    const canary = `{ canary: [{ trafficPercent: 5, predictor: { name: v2, containers: [{ ${SERVER} }] } }] }`;
    expect(YamlDocuments.read(`${NAMESPACE}${service(canary)}`)).toHaveFinding('allow-privilege-escalation', {
      object: 'InferenceService ml/fraud',
      path: 'spec.canary[0].predictor.containers[0].securityContext.allowPrivilegeEscalation',
    });
  });
});

test.each(['{ predictor: [] }', '{ predictor: { containers: 1 } }', '{ canary: [1, null] }', '[]'])(
  'whatever JSON it is, nothing throws: %s',
  spec => {
    expect(() => madeOf(spec)).not.toThrow();
  },
);
