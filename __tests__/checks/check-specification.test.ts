import { CHECKS } from '../../lib/checks/catalog';
import { CheckSpecification } from '../../lib/checks/check-specification';

describe.each(CHECKS.map(check => [check.id, check] as const))('%s', (_, check) => {
  const { prose, terms, summary } = CheckSpecification.of(check);

  test('says what holds', () => {
    expect(summary).toMatch(/^[A-Z].*[.:]$/);
    expect(prose).not.toMatch(/^(Fields|Allowed|Source):/m);
  });

  test('says what it reads, what it allows, and where that is from', () => {
    const heads = [...terms.matchAll(/^([A-Z][a-z]+):/gm)].map(([, head]) => head);
    expect(heads).toEqual(expect.arrayContaining(['Fields', 'Allowed', 'Source']));
    expect(heads[0]).toBe('Fields');
  });
});

test('a file without a comment has no specification', () => {
  expect(() => CheckSpecification.of({ family: 'pod-security', id: '_wording' })).toThrow(
    /has no specification; write it as the comment of the check$/,
  );
});
