import type { JsonObject } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { Check, Violation } from '../check';
import { PlaceholderWords } from './_placeholder-words';

/** Fields that say nothing about what is wanted. */
const NOT_ASKED = new Set([
  'metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]',
  'metadata.managedFields',
  'status',
]);

/** Fields of free text: programs and configuration, in which variables are at home. */
const FREE_TEXT: readonly RegExp[] = [
  /^(?:data|stringData|binaryData)[.[]/,
  /(?:^|\.)(?:annotations|args|command|description|env|expr|json|message|script)(?:[.[]|$)/,
];

/**
 * No placeholder is left where a value belongs.
 *
 * Fields:  every text of an object, less its status and what kubectl keeps of it; the decoded data of Secrets
 * Allowed: anything but `<YOUR-GROUP>`, `<region>` and the like in one word; `your-user`, `yourdomain.com`;
 *          `REPLACE_ME`, `changeme`, `..._HERE`, `[object Object]`; `TODO`, `FIXME` or `TBD` in place of a value; Helm
 *          templates that were not rendered; and, outside of programs and configuration, a variable such as `${VERSION}`.
 *          Schemas are not asked
 * Source:  seed rows D11, H05, N13
 */
export const placeholder: Check = {
  id: 'placeholder',
  family: 'references',
  title: 'no placeholder is left in any text',
  fix: 'put the real value in its place',
  examine: manifest => {
    if (manifest.group === 'apiextensions.k8s.io') return [];
    if (!isSecret(manifest) && !isHinted(manifest.object)) return [];
    return texts(new JsonField(manifest.object)).flatMap(field => violation(field, manifest));
  },
};

/** Every text below a field, keys of maps left out. */
function texts(field: JsonField): readonly JsonField[] {
  if (NOT_ASKED.has(field.path)) return [];
  if (typeof field.value === 'string') return [field];
  if (Array.isArray(field.value)) return field.items().flatMap(texts);
  return field.isObject ? field.entries().flatMap(texts) : [];
}

function violation({ path, value }: JsonField, manifest: Manifest): readonly Violation[] {
  const isEncoded = isSecret(manifest) && path.startsWith('data');
  const text = isEncoded ? decoded(String(value)) : String(value);
  if (!PlaceholderWords.hintedIn(text)) return [];
  const found =
    PlaceholderWords.in(text) ??
    (FREE_TEXT.some(field => field.test(path)) ? undefined : PlaceholderWords.variableIn(text));
  if (found === undefined) return [];
  return [
    {
      path,
      message: isSecret(manifest) ? 'contains a placeholder' : `contains the placeholder ${JSON.stringify(found)}`,
    },
  ];
}

function isSecret({ group, kind }: Manifest): boolean {
  return group === '' && kind === 'Secret';
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

/** Most objects hold nothing of the kind; they are told apart without working out the path of every text. */
function isHinted(value: unknown): boolean {
  if (typeof value === 'string') return PlaceholderWords.hintedIn(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(isHinted);
  const fields = value as JsonObject;
  for (const key in fields) {
    const inner = fields[key];
    if (typeof inner === 'string') {
      if (PlaceholderWords.hintedIn(inner)) return true;
    } else if (typeof inner === 'object' && isHinted(inner)) return true;
  }
  return false;
}
