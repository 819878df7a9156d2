import { GoRegexp } from '../../lib/notation/go-regexp';

/** What `regexp.Compile` of Go 1.26 takes. */
test.each([
  ...[
    '',
    '^ens33',
    'eth[0-9]+',
    '^(eth|ens)\\d+$',
    'a{2,5}',
    'a{1000}',
    'a{,2}',
    'a{x}',
    '(?i)a',
    '(?i:a)',
    '(?:a|b)*',
    '(?P<n>a)',
    '(?<n>a)',
  ],
  ...[
    'a*?',
    '[^a-z]',
    '[]a]',
    '[[:alpha:]]',
    '[[:word]',
    '\\p{Greek}',
    '\\pN',
    '\\Qa*b\\E',
    '\\x41',
    '\\x{1F600}',
    '\\bé\\z',
    '}',
    ']',
    'a|',
    '()',
  ],
])('takes %j as Go does', expression => {
  expect(GoRegexp.isValid(expression)).toBe(true);
});

test.each([
  ...['*', 'a**', '(', ')', '(a', 'a)', '[', '[a', '[z-a]', 'a{2,1}', 'a{1001}', '(a{100}){100}', '+', '|*', '?'],
  ...['(?=a)', '(?!a)', '(?<=a)', '(?P<>a)', '(?x)', '\\', '\\1', '\\Z', '\\p{Foo}', '\\q', '[[:foo:]]', '\\x4'],
])('refuses %j as Go does', expression => {
  expect(GoRegexp.isValid(expression)).toBe(false);
});
