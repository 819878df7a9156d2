import fc from 'fast-check';
import { CidrBlock } from '../../lib/notation/cidr';

const range = (text: string) => {
  const block = CidrBlock.tryParse(text);
  return block && [block.bits, block.first, block.last];
};

test.each([
  ['192.168.32.0/24', true],
  ['172.16.0.0/12', true],
  ['172.0.0.0/8', false],
  ['0.0.0.0/0', false],
  ['fd00::/8', true],
  ['2001:db8::/32', false],
])('%s is private: %j', (text, isPrivate) => {
  expect(CidrBlock.parse('block', text).isPrivate).toBe(isPrivate);
});

test.each<[string, number, bigint, bigint]>([
  ['0.0.0.0/0', 32, 0n, 2n ** 32n - 1n],
  ['10.42.0.0/16', 32, 0x0a2a0000n, 0x0a2affffn],
  ['192.168.32.200/31', 32, 0xc0a820c8n, 0xc0a820c9n],
  ['192.168.32.201', 32, 0xc0a820c9n, 0xc0a820c9n],
  // What stands behind the mask is not looked at.
  ['10.42.7.9/16', 32, 0x0a2a0000n, 0x0a2affffn],
  ['255.255.255.255/32', 32, 2n ** 32n - 1n, 2n ** 32n - 1n],
  ['::/0', 128, 0n, 2n ** 128n - 1n],
  ['::', 128, 0n, 0n],
  ['::1', 128, 1n, 1n],
  ['fd00::/8', 128, 0xfdn << 120n, (0xfen << 120n) - 1n],
  ['2001:DB8::a/127', 128, (0x20010db8n << 96n) + 10n, (0x20010db8n << 96n) + 11n],
  ['1:2:3:4:5:6:7:8', 128, 0x00010002000300040005000600070008n, 0x00010002000300040005000600070008n],
  ['1:2:3:4:5:6:7::', 128, 0x00010002000300040005000600070000n, 0x00010002000300040005000600070000n],
  ['64:ff9b::192.0.2.33', 128, (0x64ff9bn << 96n) + 0xc0000221n, (0x64ff9bn << 96n) + 0xc0000221n],
  ['::ffff:10.0.0.0/104', 128, 0xffff0a000000n, 0xffff0affffffn],
])('reads %s', (text, bits, first, last) => {
  expect(range(text)).toEqual([bits, first, last]);
});

/** What Go's net/netip refuses; zones it knows, but only for an address, and they mean nothing outside one machine. */
test.each([
  ...[
    '',
    ' ',
    '/',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/00',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/ 8',
  ],
  ...[
    '10.0.0.0/8/8',
    '10.0.0.0/8\n',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.0.x',
    'localhost',
  ],
  ...[
    '::/129',
    ':::/8',
    '1::2::3',
    '12345::',
    '::g',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '[::1]',
    '::ffff:256.0.0.1',
  ],
  ...['fe80::1%eth0', 'fe80::1%eth0/64'],
])('refuses %j', text => {
  expect(CidrBlock.tryParse(text)).toBeUndefined();
});

test.each([undefined, null, 7])('refuses %j, which is no text', value => {
  expect(CidrBlock.tryParse(value as unknown as string)).toBeUndefined();
});

test.each(['192.168.32.1', '192.168.32.0/33', 'lan'])('asks for a block with a mask where one is meant: %s', text => {
  expect(() => CidrBlock.parse('pool block', text)).toThrow(
    new Error(`pool block must be an IP block with a mask such as "192.168.32.0/24", got "${text}"`),
  );
  expect(CidrBlock.parse('pool block', '192.168.32.1/32').first).toBe(0xc0a82001n);
});

test.each<[string, string, boolean, boolean]>([
  ['10.0.0.0/8', '10.42.0.0/16', true, true],
  ['10.42.0.0/16', '10.0.0.0/8', false, true],
  ['10.42.0.0/16', '10.42.0.0/16', true, true],
  ['10.42.0.0/16', '10.43.0.0/16', false, false],
  ['10.42.0.0/16', '10.42.255.255', true, true],
  ['0.0.0.0/0', '::/0', false, false],
  ['::/0', '::ffff:10.0.0.1', true, true],
  ['10.0.0.0/8', '::ffff:10.0.0.1', false, false],
])('%s and %s: contains %s, overlaps %s', (a, b, contains, overlaps) => {
  const [left, right] = [CidrBlock.tryParse(a), CidrBlock.tryParse(b)] as [CidrBlock, CidrBlock];
  expect(left.contains(right)).toBe(contains);
  expect([left.overlaps(right), right.overlaps(left)]).toEqual([overlaps, overlaps]);
});

describe('for any addresses', () => {
  const bytes = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(65535)), { minLength: 8, maxLength: 8 });

  test('a v4 block is the addresses that share its first bits', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(32), (a, b, length) => {
        const block = CidrBlock.parse('block', `${a.join('.')}/${length}`);
        const other = CidrBlock.tryParse(b.join('.')) as CidrBlock;
        const bitsOf = (address: number[]) =>
          address
            .map(byte => byte.toString(2).padStart(8, '0'))
            .join('')
            .slice(0, length);
        expect(block.contains(other)).toBe(bitsOf(a) === bitsOf(b));
        expect(block.overlaps(other)).toBe(block.contains(other));
        expect(block.last - block.first + 1n).toBe(2n ** BigInt(32 - length));
      }),
      { seed: 36 },
    );
  });

  test('a v6 address is one number, however it is written', () => {
    fc.assert(
      fc.property(groups, numbers => {
        const hex = numbers.map(number => number.toString(16));
        const value = numbers.reduce((sum, number) => (sum << 16n) + BigInt(number), 0n);
        const short = hex.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
        const [high, low] = numbers.slice(6).map(number => [number >> 8, number & 255].join('.'));
        for (const text of [
          hex.join(':'),
          hex.join(':').toUpperCase(),
          short,
          `${hex.slice(0, 6).join(':')}:${high}.${low}`,
        ]) {
          expect(CidrBlock.tryParse(text)?.first).toBe(value);
        }
      }),
      { seed: 36 },
    );
  });
});
