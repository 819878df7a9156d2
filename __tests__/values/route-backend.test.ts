import { ExternalBackend, type ExternalBackendProps, ExternalNamespace, PodSet, Port } from '../../lib';

const NAMESPACE = ExternalNamespace.named('kube-system');
const PROPS: ExternalBackendProps = {
  namespace: NAMESPACE,
  serviceName: 'hubble-ui',
  servicePort: 80,
  pods: PodSet.labelled({ 'k8s-app': 'hubble-ui' }, NAMESPACE),
  port: Port.tcp(8081),
};

test('describes a Service and the pods behind it', () => {
  const { namespace, ...rest } = PROPS;
  expect({ ...ExternalBackend.of(PROPS) }).toEqual({ serviceNamespace: namespace, ...rest });
});

test.each<[Partial<ExternalBackendProps>, string]>([
  [
    { serviceName: 'Hubble' },
    'Service name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "Hubble"',
  ],
  [{ servicePort: 0 }, 'port must be a whole number from 1 to 65535, got 0'],
  [
    { pods: PodSet.allIn(ExternalNamespace.named('argocd')) },
    'pods behind a Service must be of the Service\'s namespace "kube-system", got "argocd"',
  ],
])('refuses what no Service can be: %j', (wrong, message) => {
  expect(() => ExternalBackend.of({ ...PROPS, ...wrong })).toThrow(new Error(message));
});
