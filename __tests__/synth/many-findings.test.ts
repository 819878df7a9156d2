import { App } from 'cdk8s';
import type { Check } from '../../lib/checks/check';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { Gate } from '../../lib/synth/gate';

/** More than V8 takes as arguments of one call. */
const MANY = 200_000;

const refusal: Check = {
  id: 'refusal',
  family: 'references',
  title: 'nothing is right',
  fix: 'give up',
  examine: () => [{ path: '', message: 'wrong' }],
};

test('a run with more findings than one call takes arguments is refused with its findings', () => {
  const manifests = Array.from({ length: MANY }, (_, number) => {
    return new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `n-${number}`, namespace: 'a' } });
  });
  const gate = new Gate(new App(), { date: '2026-01-01' }, [refusal]);
  expect(gate.judge('', new ManifestSet(manifests)).judgement.failures).toHaveLength(MANY);
  expect(() => gate.decide([])).toThrow(`${MANY} problems; nothing was written`);
});
