import { AccessSubjects } from '../../lib/manifests/access/access-subject';
import { CanITable } from '../../lib/manifests/access/can-i-table';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import type { ClusterClient } from './cluster-client';
import { describeCluster } from './cluster-test';
import { committed, PRODUCTION } from './platform-on-server';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** In a namespace that is not its own, an account has a verb of each sort, or none. */
const ELSEWHERE = ['get', 'list', 'create', 'delete'];
const RESOURCES: readonly (readonly [group: string, resource: string, subresource?: string])[] = [
  ['', 'pods'],
  ['', 'pods', 'log'],
  ['', 'pods', 'exec'],
  ['', 'secrets'],
  ['', 'configmaps'],
  ['', 'services'],
  ['', 'serviceaccounts'],
  ['', 'serviceaccounts', 'token'],
  ['', 'namespaces'],
  ['', 'nodes'],
  ['', 'resourcequotas'],
  ['', 'limitranges'],
  ['apps', 'deployments'],
  ['apps', 'deployments', 'scale'],
  ['networking.k8s.io', 'networkpolicies'],
  ['cilium.io', 'ciliumnetworkpolicies'],
  ['rbac.authorization.k8s.io', 'roles'],
  ['rbac.authorization.k8s.io', 'rolebindings'],
  ['gateway.networking.k8s.io', 'httproutes'],
  ['argoproj.io', 'applications'],
];

describe.each([PRODUCTION])('%s', environment => {
  const all = committed(environment);
  const table = CanITable.of(all);
  const accounts = all.ofKind('', 'ServiceAccount');
  /** Besides its own, an account is asked about one of these: a tenant's, or the one from which everything is delivered. */
  const namespaces = ['tenant-b', 'argocd'];

  describeCluster('what each ServiceAccount may do', client => {
    test.each(
      accounts.map(
        (account, index) => [`${account.namespace}/${account.name}`, account, namespaces[index % 2]] as const,
      ),
    )('%s: the server and the can-i table agree on every question', async (_, { namespace, name }, other) => {
      const subject = AccessSubjects.serviceAccount(namespace, name);
      const questions = [...new Set([namespace, other])].flatMap(where =>
        RESOURCES.flatMap(([group, resource, subresource]) =>
          (where === namespace ? VERBS : ELSEWHERE).map(verb => ({
            verb,
            group,
            resource,
            subresource,
            namespace: where,
          })),
        ),
      );
      const answers = await Promise.all(questions.map(question => ask(client(), namespace, name, question)));
      const different = questions.filter((question, index) => table.canI(subject, question) !== answers[index]);
      expect(different).toEqual([]);
    });

    test('seed 003: an account lists the pods of its own namespace, and not those of the other tenant', async () => {
      const question = (namespace: string) => ({ verb: 'list', group: '', resource: 'pods', namespace });
      const account = 'tenant-a-ml-inference-sa';
      expect(await ask(client(), 'tenant-a', account, question('tenant-a'))).toBe(true);
      expect(await ask(client(), 'tenant-a', account, question('tenant-b'))).toBe(false);
    });
  });
});

/** Asks the server in the name of the account, as `kubectl auth can-i --as` does. */
async function ask(client: ClusterClient, namespace: string, name: string, resourceAttributes: JsonObject) {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  };
  const user = `system:serviceaccount:${namespace}:${name}`;
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  const answer = await client.create(review, {}, { user, groups });
  if (answer.status !== 201) throw new Error(String(answer.body.message));
  return Json.at(answer.body, 'status', 'allowed');
}
