import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Waiver } from '../../lib/evidence/waiver';
import { WaiverFile } from '../../lib/evidence/waiver-file';
import { ROOT } from '../source-files';

const ENTRY = `
  - check: probes
    object: { apiVersion: apps/v1, kind: Deployment, namespace: tenant-a, name: api }
    reason: the vendor answers no probe before 4.2
    owner: vision@example.com
    expires: 2027-03-31
`;
const read = (text: string) => WaiverFile.read(text, 'waivers.yaml');
const errors = (text: string) => read(text).errors.map(String);
/** One waiver, with some lines replaced. */
const edited = (from: string | RegExp, to: string) => `waivers:${ENTRY.replace(from, to)}`;

test('a waiver says check, object, reason, owner and last day, and where it is written', () => {
  expect(read(`# why we still have these\nwaivers:${ENTRY}`)).toMatchObject({
    waivers: [
      {
        check: 'probes',
        object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-a', name: 'api' },
        reason: 'the vendor answers no probe before 4.2',
        owner: 'vision@example.com',
        expires: '2027-03-31',
        origin: { file: 'waivers.yaml', document: 1, line: 3 },
      },
    ],
    errors: [],
  });
});

test('it may be JSON, and stand in several documents', () => {
  const [first] = read(`waivers:${ENTRY}`).waivers;
  const { origin, ...waiver } = first;
  const other = { ...waiver, path: 'spec', object: { ...waiver.object, namespace: '' } };
  expect(read(JSON.stringify({ waivers: [other] })).waivers).toMatchObject([other]);
  expect(read(`waivers:${ENTRY}---\nwaivers: []\n`).waivers).toHaveLength(1);
});

test.each(['', '# nothing yet\n', 'waivers: []\n'])('no waivers are no mistake: %j', text => {
  expect(read(text)).toMatchObject({ waivers: [], errors: [] });
});

describe('a mistake is told with its line', () => {
  test.each<[string, string, string[]]>([
    [
      'no reason',
      edited(/ +reason: .*\n/, ''),
      ['waivers[0].reason must be a text that says why the finding may stay, got nothing'],
    ],
    [
      'a blank owner',
      edited(/owner: .*/, 'owner: " "'),
      ['waivers[0].owner must be who answers for it, such as "ml-platform@example.com", got " "'],
    ],
    [
      'no last day',
      edited(/ +expires: .*\n/, ''),
      ['waivers[0].expires must be a day of the calendar such as "2027-03-31", got nothing'],
    ],
    [
      'a day that no calendar has',
      edited('2027-03-31', '2027-02-30'),
      ['waivers[0].expires must be a day of the calendar such as "2027-03-31", got "2027-02-30"'],
    ],
    ['an unknown check', edited('probes', 'prob'), ['waivers[0].check must be the id of a check, got "prob"']],
    [
      'an unknown field',
      edited('reason:', 'statement: x\n    reason:'),
      ['a key of waivers[0] must be one of check, object, path, reason, owner, expires, got "statement"'],
    ],
    [
      'an unknown field of the object',
      edited('namespace:', 'ns:'),
      ['a key of waivers[0].object must be one of apiVersion, kind, namespace, name, got "ns"'],
    ],
    [
      'an object without a name',
      edited(', name: api', ''),
      ['waivers[0].object.name must be the name of an object, got nothing'],
    ],
    [
      'a field of another type',
      edited(/reason: .*/, 'reason: 7'),
      ['waivers[0].reason must be a text that says why the finding may stay, got 7'],
    ],
  ])('%s', (_, text, messages) => {
    expect(errors(text)).toEqual(messages.map(message => `waivers.yaml, document 1, line 2: ${message}`));
    expect(read(text).waivers).toEqual([]);
  });

  test('all mistakes of a waiver, and the rest is read', () => {
    const text = `waivers:${ENTRY}  - check: probes\n  - nothing\n`;
    expect(read(text).waivers).toHaveLength(1);
    expect(errors(text).filter(error => error.includes('line 7: '))).toHaveLength(4);
    expect(errors(text)).toContain(
      'waivers.yaml, document 1, line 1: waivers[2] must be an object with check, object, path, reason, owner, expires, got "nothing"',
    );
  });

  test('the same waiver twice', () => {
    expect(errors(`waivers:${ENTRY}${ENTRY}`)).toEqual([
      'waivers.yaml, document 1, line 8: waivers[1] says the same as the one on line 2; remove one of the two',
    ]);
  });

  test('a key that is repeated', () => {
    expect(errors(edited('reason:', 'owner: a\n    reason:'))).toEqual([
      'waivers.yaml, document 1, line 6: repeats the key "owner"',
    ]);
  });

  test.each<[string, string]>([
    ['- check: probes\n', 'got [{"check":"probes"}]'],
    ['waiver: []\n', 'got ["waiver"]'],
    ['waivers: []\nversion: 1\n', 'got ["waivers","version"]'],
    ['waivers:\n', 'got ["waivers"]'],
  ])('another shape: %j', (text, got) => {
    expect(errors(text)).toEqual([
      `waivers.yaml, document 1, line 1: the file must be an object with the one key "waivers", a list, ${got}`,
    ]);
  });

  test('what is no YAML', () => {
    expect(errors('waivers: [\n')).toEqual([
      expect.stringMatching(/^waivers\.yaml, document 1, line \d: is not valid YAML/),
    ]);
  });
});

test('the file of the guide is one', () => {
  const guide = readFileSync(join(ROOT, 'docs/adoption.md'), 'utf8');
  const [, yaml] = /```yaml\n( +waivers:\n[\s\S]*?)```/.exec(guide) as RegExpExecArray;
  expect(read(yaml).errors).toEqual([]);
  expect(read(yaml).waivers).toHaveLength(1);
});

test('what is written is read again', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-a', name: 'api' };
  const base = { check: 'probes', reason: 'yes: "no"\nand so on', owner: 'me', expires: '2027-03-31' };
  const waivers: Waiver[] = [
    { ...base, object },
    { ...base, object: { ...object, kind: 'Namespace', namespace: '' }, path: 'metadata.labels' },
    { ...base, object: { ...object, kind: 'Job', name: '' } },
  ];
  const text = WaiverFile.write(waivers);
  expect(read(text).errors).toEqual([]);
  expect(read(text).waivers.map(({ origin, ...waiver }) => waiver)).toEqual(waivers);
  expect(WaiverFile.write(read(text).waivers)).toBe(text);
});
