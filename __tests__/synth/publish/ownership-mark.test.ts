import { OwnershipMark } from '../../../lib/synth/publish/ownership-mark';

const SENTENCE = 'Rendered by cdk8s-fortress. Change the code, not this file.';

test.each([
  ['a.yaml', 'a: 1\n', `# ${SENTENCE}\na: 1\n`],
  ['a.md', '# Title\n', `<!-- ${SENTENCE} -->\n# Title\n`],
  ['a.json', '{\n  "a": 1\n}\n', `{\n  "$comment": "${SENTENCE}",\n  "a": 1\n}\n`],
])('%s has the mark, in its own language', (file, content, marked) => {
  expect(OwnershipMark.on(file, content)).toBe(marked);
  expect(OwnershipMark.isOn(marked)).toBe(true);
  expect(OwnershipMark.isOn(content)).toBe(false);
});

test.each([
  '',
  `a: 1\n# ${SENTENCE}\n`,
  `# ${SENTENCE} But not really.\n`,
  `- ${SENTENCE}\n`,
  `{\n  "a": 1,\n  "$comment": "${SENTENCE}"\n}\n`,
])('%j is not ours', content => {
  expect(OwnershipMark.isOn(content)).toBe(false);
});
