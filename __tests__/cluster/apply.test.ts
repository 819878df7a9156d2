import { Json } from '../../lib/manifests/json/json';
import { describeEmptyCluster } from './cluster-test';
import {
  type Applied,
  applyAll,
  committed,
  ENVIRONMENTS,
  installCustomKinds,
  refusalsOf,
  removeAll,
} from './platform-on-server';

/** All that the server holds, but for the number that it gives each write. */
function contentOf({ answer: { body } }: Applied): unknown {
  const { resourceVersion: _, ...metadata } = Json.object(body.metadata);
  return { ...body, metadata };
}

describeEmptyCluster('dist/, applied by the server with strict field validation', client => {
  test('the custom kinds are installed', async () => {
    const answers = await installCustomKinds(client());
    expect(answers.filter(({ status }) => status >= 300).map(({ body }) => body.message)).toEqual([]);
  });

  describe.each(ENVIRONMENTS)('%s', environment => {
    const { manifests } = committed(environment);
    let first: Applied[];
    // The next one begins where this one did.
    afterAll(() => removeAll(client(), manifests));

    test('no object is refused or warned of, in the order in which Argo CD applies them', async () => {
      first = await applyAll(client(), manifests);
      expect(first.filter(({ answer }) => answer.status === 201)).toHaveLength(manifests.length);
      expect(refusalsOf(first)).toEqual([]);
    });

    test('a second time nothing changes', async () => {
      const second = await applyAll(client(), manifests);
      expect(refusalsOf(second)).toEqual([]);
      // The status of a quota was written by the suite itself in between.
      const isQuota = ({ manifest }: Applied) => manifest.kind === 'ResourceQuota';
      expect(second.filter(each => !isQuota(each)).map(contentOf)).toEqual(
        first.filter(each => !isQuota(each)).map(contentOf),
      );
    });

    test('another writer of a field that we own is told so', async () => {
      const [{ manifest }] = first.filter(({ manifest }) => manifest.kind === 'NetworkPolicy');
      const other = { ...manifest.object, spec: { ...manifest.spec, policyTypes: ['Ingress'] } };
      const { status, body } = await client().apply(other, { manager: 'somebody-else', dryRun: true });
      expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'Conflict' });
    });
  });
});
