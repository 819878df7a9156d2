import { Taint } from '../../lib';

test('says what becomes of pods that do not tolerate it', () => {
  expect(Taint.noSchedule('nvidia.com/gpu', 'present')).toEqual({
    key: 'nvidia.com/gpu',
    value: 'present',
    effect: 'NoSchedule',
  });
  expect(Taint.noExecute('dedicated', '')).toEqual({ key: 'dedicated', value: '', effect: 'NoExecute' });
});

test.each([Taint.noSchedule, Taint.noExecute])('refuses what Kubernetes refuses', of => {
  expect(() => of('a b', 'x')).toThrow(new Error('taint key must be a label key such as "dedicated", got "a b"'));
  expect(() => of('dedicated', 'a b')).toThrow(
    new Error('taint value must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"'),
  );
});
