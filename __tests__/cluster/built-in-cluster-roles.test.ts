import { BUILT_IN_CLUSTER_ROLES } from '../../lib/manifests/access/built-in-cluster-roles';
import { type PolicyRule, PolicyRules } from '../../lib/manifests/access/policy-rules';
import { Json } from '../../lib/manifests/json/json';
import { describeCluster } from './cluster-test';

/** One line for each right, however the rules are cut. */
function rightsOf(rules: readonly PolicyRule[]): string[] {
  const lines = rules.flatMap(({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }) => {
    const names = resourceNames.length > 0 ? resourceNames : [''];
    const resourceLines = apiGroups.flatMap(group =>
      resources.flatMap(resource => names.map(name => `${group}/${resource} ${name}`)),
    );
    return verbs.flatMap(verb => [...resourceLines, ...nonResourceURLs].map(what => `${verb} ${what}`));
  });
  return [...new Set(lines)].sort();
}

describeCluster("Kubernetes' own ClusterRoles", client => {
  test('are those of the table, with their rules', async () => {
    const { body } = await client().send('GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles');
    const own = Json.list(body.items)
      .map(Json.object)
      .filter(role => Json.at(role, 'metadata', 'labels', 'kubernetes.io/bootstrapping') === 'rbac-defaults');
    const served = own.map(role => [Json.at(role, 'metadata', 'name'), rightsOf(PolicyRules.of(role))]);
    const known = BUILT_IN_CLUSTER_ROLES.map(({ name, rules }) => [name, rightsOf(rules)]);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(served));
    expect(known.length).toBeGreaterThan(60);
  });
});
