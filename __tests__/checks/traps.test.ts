import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { ManifestReader } from '../../lib/manifests/yaml/manifest-reader';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { TRAPS } from './traps';

/** What the whole catalogue finds, as `check: Kind namespace/name`, each once. */
function found(yaml: string, site = ''): string[] {
  const { manifests, errors } = ManifestReader.read(yaml, 'trap.yaml');
  expect(errors).toEqual([]);
  const facts = SiteFacts.fromObjects(YamlDocuments.read(site));
  const { findings } = Judgement.of(new ManifestSet(manifests, facts), CHECKS);
  const texts = findings.map(({ check, object: { kind, namespace, name } }) => {
    return `${check}: ${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  });
  return [...new Set(texts)];
}

/** What a seed says that is wrong, as it says it: the whole catalogue has to catch it, and name the object. */
test.each(TRAPS.map(trap => [trap.row, trap] as const))('row %s is caught', (_, { yaml, site, caught }) => {
  expect(found(yaml, site)).toEqual(expect.arrayContaining([...caught]));
});
