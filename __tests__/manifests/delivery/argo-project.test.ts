import fc from 'fast-check';
import { ArgoProject, type Destination, type DestinationEntry } from '../../../lib/manifests/delivery/argo-project';
import { Manifest } from '../../../lib/manifests/manifest';

function project(spec: Readonly<Record<string, unknown>>): ArgoProject {
  const metadata = { name: 'tenant-a', namespace: 'argocd' };
  return ArgoProject.of(new Manifest({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata, spec }));
}

const pattern = fc.constantFrom('', '*', 'a', 'b', 'a*', '!a', '!b', '!a*');
const entry: fc.Arbitrary<DestinationEntry> = fc.record({ server: pattern, name: pattern, namespace: pattern });
const place = fc.constantFrom('', 'a', 'b', 'ab');
const destination: fc.Arbitrary<Destination> = fc.record({ server: place, name: place, namespace: place });

function matches(glob: string, text: string): boolean {
  if (glob.startsWith('!')) return !matches(glob.slice(1), text);
  return glob.endsWith('*') ? text.startsWith(glob.slice(0, -1)) : glob === text;
}

/** `isDestinationMatched` of Argo CD v3.5.1, entry by entry. */
function isDestinationMatched(entries: readonly DestinationEntry[], to: Destination): boolean {
  let isAny = false;
  for (const { server, name, namespace } of entries) {
    const isName = to.name !== '' && matches(name, to.name);
    const isServer = to.server !== '' && matches(server, to.server);
    const isNamespace = matches(namespace, to.namespace);
    if ((isServer || isName) && isNamespace) isAny = true;
    else if (!isName && name.startsWith('!')) return false;
    else if (!isServer && server.startsWith('!') && isNamespace) return false;
    else if (!isNamespace && namespace.startsWith('!') && isServer) return false;
  }
  return isAny;
}

test('permits the destinations that Argo CD permits, whatever order its entries stand in', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), destination, (destinations, to) => {
      expect(project({ destinations }).permitsDestination(to)).toBe(isDestinationMatched(destinations, to));
    }),
    { numRuns: 2000 },
  );
});

test('says the same of a kind each time it is asked, and of cluster-scoped ones by their names', () => {
  const tenant = project({
    namespaceResourceWhitelist: [{ group: 'apps', kind: '*' }],
    namespaceResourceBlacklist: [{ group: 'apps', kind: 'DaemonSet' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'tenant-a' }],
  });
  const asks = (group: string, kind: string, name: string, isNamespaced: boolean) =>
    tenant.permitsKind({ group, kind }, name, isNamespaced);
  for (let time = 0; time < 2; time++) {
    expect(asks('apps', 'Deployment', 'api', true)).toBe(true);
    expect(asks('apps', 'DaemonSet', 'api', true)).toBe(false);
    expect(asks('batch', 'Deployment', 'api', true)).toBe(false);
    expect(asks('', 'Namespace', 'tenant-a', false)).toBe(true);
    expect(asks('', 'Namespace', 'tenant-b', false)).toBe(false);
  }
});
