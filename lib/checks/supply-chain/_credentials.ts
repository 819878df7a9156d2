/** Words that a name has when its value is a credential. */
const WORDS = [
  'PASSWORD',
  'PASSWD',
  'PASSPHRASE',
  'PASS',
  'PWD',
  'TOKEN',
  'SECRET',
  'APIKEY',
  'API_KEY',
  'ACCESS_KEY',
  'SECRET_KEY',
  'PRIVATE_KEY',
  'SIGNING_KEY',
  'ENCRYPTION_KEY',
  'CREDENTIAL',
  'CREDENTIALS',
  'AUTHTOKEN',
];
/** What a name has in it that has one of these words, however it is written. */
const MENTION = new RegExp(WORDS.map(word => word.slice(word.lastIndexOf('_') + 1)).join('|'), 'i');
/** Words after which the value says something about a credential, and is none: where it is, how long it lives. */
const ABOUT = [
  'NAME',
  'FILE',
  'PATH',
  'DIR',
  'MOUNT',
  'URL',
  'URI',
  'ENDPOINT',
  'HOST',
  'ISSUER',
  'AUDIENCE',
  'TYPE',
  'TTL',
  'EXPIRY',
  'EXPIRATION',
  'DURATION',
  'TIMEOUT',
  'LENGTH',
  'SIZE',
  'LIMIT',
  'ENABLED',
  'DISABLED',
  'REQUIRED',
  'POLICY',
  'REF',
  'KEY_ID',
  'ID',
  'STORE',
  'NAMESPACE',
  'HEADER',
  'ALGORITHM',
  'REFRESH',
  'INTERVAL',
  'COUNT',
  'LIFETIME',
  'FORMAT',
];
/** Prefixes with which a name counts or switches something. */
const COUNTING = ['MAX', 'MIN', 'NUM', 'ENABLE', 'DISABLE', 'USE', 'REQUIRE', 'ALLOW', 'HAS', 'IS', 'SKIP'];

/** Texts that are credentials by their form, and what they are. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/, 'a private key'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, 'a GitHub token'],
  [/\bgithub_pat_[A-Za-z0-9_]{40,}\b/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bglagent-[A-Za-z0-9_-]{40,}/, 'a GitLab agent token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bhf_[A-Za-z0-9]{30,}\b/, 'a Hugging Face token'],
  [/\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/, 'an API key'],
  [/\bAIza[A-Za-z0-9_-]{35}\b/, 'a Google API key'],
  [/\bdckr_pat_[A-Za-z0-9_-]{20,}/, 'a Docker Hub token'],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, 'a JSON Web Token'],
];
const ANY_FORM = new RegExp(FORMS.map(([{ source }]) => source).join('|'));
/** The user and password of a URL. A user alone, or with a variable for a password, is none. */
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"'`<>]*:([^\s/?#@"'`<>]+)@/gi;

/** Values that stand for a credential, or for none: variables, Argo CD's `$<secret>:<key>`, templates, paths, switches, numbers of seconds. */
const STAND_IN =
  /^(?:|\$[({].*|\$[A-Z_][A-Z0-9_]*|\$[a-z0-9][a-z0-9.-]*:[\w.-]+|.*\{\{.*|[{[]?[}\]]?|(?:true|false|yes|no|on|off|none|null|disabled|enabled)|\d{1,6}(?:ms|s|m|h|d)?|\/.*|file:.*|vault:.*)$/is;

/** Whether the name of a variable or key says that its value is a credential. */
export function isCredentialName(name: string): boolean {
  if (!MENTION.test(name)) return false;
  const words = `_${name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()}_`;
  if (!WORDS.some(word => words.includes(`_${word}_`))) return false;
  return !ABOUT.some(word => words.endsWith(`_${word}_`)) && !COUNTING.some(word => words.startsWith(`_${word}_`));
}

/** Whether a value stands in for a credential that comes from elsewhere. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value.trim());
}

/** What a text holds that is a credential by its form; undefined where there is none. */
export function credentialIn(text: string): string | undefined {
  if (ANY_FORM.test(text)) return FORMS.find(([expression]) => expression.test(text))?.[1];
  if (!text.includes('://')) return undefined;
  const hasPassword = [...text.matchAll(URL_PASSWORD)].some(
    ([, password]) => !isStandIn(password) && !/[$%]/.test(password),
  );
  return hasPassword ? 'a URL with a password' : undefined;
}
