import { GitUrl } from '../../lib/notation/git-url';

/** What `NormalizeGitURL` of Argo CD v3.5.1 says. */
test.each([
  ['https://git.example.com/team/deploy.git', 'https://git.example.com/team/deploy'],
  ['https://GIT.example.com/Team/Deploy', 'https://git.example.com/team/deploy'],
  [' https://git.example.com/team/deploy.git ', 'https://git.example.com/team/deploy'],
  ['https://git.example.com/team/deploy/', 'https://git.example.com/team/deploy/'],
  ['git@git.example.com:team/deploy.git', 'git@git.example.com/team/deploy'],
  ['ssh://git@git.example.com/team/deploy.git', 'git@git.example.com/team/deploy'],
  ['ssh://git@git.example.com:22/team/deploy', 'git@git.example.com:22/team/deploy'],
  ['https://git.example.com/~me/a%20b', 'https://git.example.com/~me/a%20b'],
  ['https://git.example.com/a b', 'https://git.example.com/a%20b'],
  ['https://user:pw@git.example.com/x?q=1#frag', 'https://user:pw@git.example.com/x?q=1#frag'],
  ['https://git.example.com/*', 'https://git.example.com/*'],
  ['oci://r.io/charts', 'oci://r.io/charts'],
  ['', ''],
  ['https://git.example.com/%zz', ''],
  ['https://git.example.com:port/x', ''],
  ['https://git.example.com/\u0007', ''],
])('%j is compared as %j', (url, normal) => {
  expect(GitUrl.normalize(url)).toBe(normal);
});

test.each([
  ['https://git.example.com/team/deploy.git', 'https://git.example.com/team/deploy.git'],
  ['https://ci:hunter2@git.example.com/x', 'https://***@git.example.com/x'],
  ['https://glpat-0123@git.example.com/x', 'https://***@git.example.com/x'],
  ['https://a:b@c@git.example.com/x', 'https://***@git.example.com/x'],
  ['!https://ci:hunter2@git.example.com/*', '!https://***@git.example.com/*'],
  ['https://git.example.com/x?private_token=hunter2', 'https://git.example.com/x?***'],
  ['https://git.example.com/a?c', 'https://git.example.com/a?c'],
  ['https://git.example.com/a@b', 'https://git.example.com/a@b'],
  ['ssh://git@git.example.com/x', 'ssh://git@git.example.com/x'],
  ['ssh://git:hunter2@git.example.com/x', 'ssh://git:***@git.example.com/x'],
  ['git@git.example.com:x', 'git@git.example.com:x'],
])('%j is shown as %j', (url, masked) => {
  expect(GitUrl.masked(url)).toBe(masked);
});
