import { TextReport } from '../../lib/cli/text-report';
import { Verification } from '../../lib/verify/verification';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'x' }, spec: { hostNetwork: true } };
const verification = Verification.ofObjects([POD], { only: ['host-isolation'] });
const printed = (isTTY: boolean, hasColors: boolean) =>
  [...TextReport.write(verification, { isTTY, hasColors: () => hasColors })].join('');

test('colours are for terminals that have them, and change no word', () => {
  const plain = printed(false, true);
  expect(plain).not.toContain('\x1b');
  expect(printed(true, false)).toBe(plain);
  const coloured = printed(true, true);
  expect(coloured).toContain('\x1b[');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(plain);
});
