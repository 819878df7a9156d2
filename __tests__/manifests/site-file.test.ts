import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SiteFile } from '../../lib/manifests/site-file';
import { ROOT } from '../source-files';

const read = (text: string) => {
  const { facts, errors } = SiteFile.read(text, 'site.yaml');
  return { facts, errors: errors.map(String) };
};
const site = (spec: string) => `apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: ${spec}\n`;

test('what FortressApp writes is read without an error', () => {
  const { facts, errors } = read(readFileSync(join(ROOT, 'evidence/prod/site.yaml'), 'utf8'));
  expect(errors).toEqual([]);
  expect(facts.nodes.length).toBeGreaterThan(3);
  expect(facts.registries).toEqual(['gitlab.build.server:5050']);
  expect(facts.externals.length).toBeGreaterThan(3);
});

test.each(['List', 'NodeList'])('the nodes of kubectl, in a %s', kind => {
  const item = kind === 'List' ? 'apiVersion: v1, kind: Node, ' : '';
  const { facts, errors } = read(
    `apiVersion: v1\nkind: ${kind}\nitems:\n- {${item}metadata: {name: a}, status: {allocatable: {cpu: "4", memory: 8Gi}}}\n`,
  );
  expect(errors).toEqual([]);
  expect(facts.nodes).toEqual([{ name: 'a', labels: {}, taints: [], allocatable: { cpu: '4', memory: '8Gi' } }]);
});

test.each<[string, string, string]>([
  ['an empty file', '# nothing\n', 'site.yaml: has no Node, no Site and no other object'],
  ['no YAML', 'a: [\n', 'site.yaml, document 1, line 2: is not valid YAML: '],
  ['no object', 'nodes: 3\n', 'site.yaml, document 1, line 1: the document is no Kubernetes object: '],
  [
    'a fact with the name of what every object has',
    site('{constructor: []}'),
    'site.yaml, document 1, line 1: spec.constructor is no fact of a site',
  ],
  [
    'a fact that is none',
    site('{podCidrs: []}'),
    'site.yaml, document 1, line 1: spec.podCidrs is no fact of a site; did you mean podCIDRs?',
  ],
  [
    'a fact of another type',
    site('{registries: registry.example.com}'),
    'site.yaml, document 1, line 1: spec.registries must be a list of text, got "registry.example.com"',
  ],
  [
    'a version that is a number',
    `${site('{versions: {kubernetes: 1.36}}')}---\n`,
    'site.yaml, document 1, line 1: spec.versions must be a map of text, got {"kubernetes":1.36}',
  ],
  [
    'two Site documents',
    `${site('{}')}---\n${site('{}')}`,
    'site.yaml, document 2, line 5: is a second document of kind',
  ],
  [
    'a node with an amount that is none',
    '# nodes\n---\napiVersion: v1\nkind: Node\nmetadata: {name: a}\nstatus: {allocatable: {memory: 8GB}}\n',
    'site.yaml, document 1, line 3: allocatable memory must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "8GB"',
  ],
])('%s is an error', (_, text, expected) => {
  const { errors } = read(text);
  expect(errors).toEqual([expect.stringContaining(expected)]);
});

test('all that is wrong is named, and the rest is told', () => {
  const { facts, errors } = read(`a: [\n---\n${site('{x: 1, podCIDRs: [10.0.0.0/8], repoURL: []}')}`);
  expect(errors.length).toBe(3);
  expect(facts.podCidrs).toEqual(['10.0.0.0/8']);
});
