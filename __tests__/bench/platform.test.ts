import { BenchPlatform } from '../../bench/platform';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';

const { rendered, facts } = new BenchPlatform(120);
const all = new ManifestSet(
  rendered.map(({ object, origin }) => new Manifest(object, origin)),
  facts,
);

test('what is measured holds: its cost is that of a good platform', () => {
  expect(Judgement.of(all, CHECKS).findings).toEqual([]);
});

test('every family has something to say about it, but for what compares two environments', () => {
  const { tallies } = Judgement.of(all, CHECKS);
  const asked = CHECKS.filter(({ needsEarlier }) => !needsEarlier);
  const spoken = asked.filter(({ id }) => (tallies.get(id)?.passed ?? 0) > 0).map(({ family }) => family);
  expect(new Set(spoken)).toEqual(new Set(asked.map(({ family }) => family)));
});

test('whole tenants, until there are enough objects', () => {
  expect(rendered).toHaveLength(120);
  expect(new BenchPlatform(11).rendered).toHaveLength(20);
});
