import { GITLAB, GITLAB_AGENT } from '../../charts/site';
import { published, publishedObjects } from './published';

const NAMESPACE = 'gitlab-agent-mlsecops-agent';
const { spec } = published('prod', 'Deployment', NAMESPACE, GITLAB_AGENT.name).spec.template;
const [container] = spec.containers;

/** Row H06: what the seed gives to Helm on the command line. */
test('the agent calls GitLab over TLS, and its token is in no file of this repository', () => {
  expect(container.args).toEqual([
    '--token-file=/etc/agentk/secrets/token',
    `--kas-address=wss://${GITLAB.hostname.name}/-/kubernetes-agent/`,
  ]);
  const [volume] = spec.volumes.filter(({ secret }: any) => secret);
  const token = published('prod', 'ExternalSecret', NAMESPACE, volume.secret.secretName);
  expect(token.spec.data.map(({ secretKey }: any) => secretKey)).toEqual(['token']);
  expect(container.volumeMounts).toContainEqual({
    name: volume.name,
    mountPath: '/etc/agentk/secrets',
    readOnly: true,
  });
});

/** Row H07: its chart would bind cluster-admin. */
test('the agent may hold its own lock, and do nothing else', () => {
  const own = publishedObjects('prod').filter(({ kind, subjects = [] }) => {
    return /RoleBinding$/.test(kind) && subjects.some(({ name }: any) => name === spec.serviceAccountName);
  });
  expect(own.map(({ kind, metadata, roleRef }) => [kind, metadata.namespace, roleRef.kind])).toEqual([
    ['RoleBinding', NAMESPACE, 'Role'],
  ]);
  const { rules } = published('prod', 'Role', NAMESPACE, own[0].roleRef.name);
  expect(rules).toEqual([
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
    {
      apiGroups: ['coordination.k8s.io'],
      resourceNames: [`agent-${GITLAB_AGENT.id}-lock`],
      resources: ['leases'],
      verbs: ['get', 'update'],
    },
  ]);
});
