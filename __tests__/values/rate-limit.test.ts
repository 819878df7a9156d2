import { RateLimit } from '../../lib';

test('says how many requests of one caller are answered', () => {
  expect(String(RateLimit.perSecond(20))).toBe('20/s');
  expect(String(RateLimit.perMinute(600))).toBe('600/m');
});

test.each([0, -1, 1.5])('refuses %p', requests => {
  expect(() => RateLimit.perSecond(requests)).toThrow(
    new Error(`requests must be a whole number above zero, got ${requests}`),
  );
});
