import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { Manifest } from '../../manifests/manifest';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { credentialIn, isCredentialName, isStandIn } from './_credentials';

const CONFIG_MAP = 'ConfigMap';
const ASSIGNMENT = /^(?:--?)?([A-Za-z][\w.-]*)[=:](.*)$/s;
const OPTION = /^--?([A-Za-z][\w.-]*)$/;

/**
 * No credential is written into a container or a ConfigMap, where everybody who may read the object reads it.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].{env[*].value,command,args}; ConfigMap: data
 * Allowed: values of variables and keys whose names do not say that they are credentials (PASSWORD, TOKEN, SECRET, API_KEY);
 *          valueFrom; what stands in for a credential (variables, templates, paths, switches); anywhere, no private key, no
 *          token by its form, no URL with a password in it
 * Source:  https://kubernetes.io/docs/concepts/security/secrets-good-practices/; seed rows D17, K06
 */
export const literalCredential: Check = {
  id: 'literal-credential',
  family: 'supply-chain',
  title: 'No credential is written into a container or a ConfigMap',
  fix: 'put it into a secret store, and take it from there with valueFrom.secretKeyRef or a mounted Secret',
  kinds: [CONFIG_MAP, ...PodTemplate.KINDS],
  examine: (manifest, all) => {
    if (manifest.kind === CONFIG_MAP) return manifest.group === '' ? ofConfigMap(manifest) : [];
    return Flat.map(all.podOf(manifest)?.containers ?? [], ofContainer);
  },
};

function ofContainer({ path, container }: PodContainer): readonly Violation[] {
  const env = Flat.map(Json.list(container.env), (variable, index) => {
    const { name, value } = Json.object(variable);
    const message = wrong(Json.text(name) ?? '', Json.text(value) ?? '');
    return message === undefined ? [] : [{ path: `${path}.env[${index}].value`, message }];
  });
  return Flat.join(env, ofArguments(container.command, `${path}.command`), ofArguments(container.args, `${path}.args`));
}

/** `--password=x`, `PASSWORD=x`, or `--password` and then `x`. */
function ofArguments(list: unknown, path: string): readonly Violation[] {
  if (list === undefined) return [];
  const texts = Json.list(list).map(text => Json.text(text) ?? '');
  return Flat.map(texts, (text, index) => {
    const message = wrongArgument(text, texts[index - 1] ?? '');
    return message === undefined ? [] : [{ path: `${path}[${index}]`, message }];
  });
}

function wrongArgument(text: string, before: string): string | undefined {
  const [, assigned, value] = ASSIGNMENT.exec(text) ?? [];
  if (assigned !== undefined) return wrong(assigned, value, text);
  const option = text.startsWith('-') ? undefined : OPTION.exec(before)?.[1];
  return wrong(option ?? '', text);
}

function ofConfigMap({ object }: Manifest): readonly Violation[] {
  return Flat.map(Object.entries(Json.texts(object.data)), ([key, text]) => {
    const path = keyPath('data', key);
    if (text.includes('\n')) return ofFile(text, path);
    const message = wrong(key, text);
    return message === undefined ? [] : [{ path, message }];
  });
}

/** Lines of a file that give a credential a value, in the forms of YAML, of properties and of JSON. */
function ofFile(text: string, path: string): readonly Violation[] {
  const found = credentialIn(text);
  if (found !== undefined) return [{ path, message: `holds ${found}` }];
  return Flat.map(text.split('\n'), (line, index) => {
    const [, name, value] = /^\s*(?:export\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
    const plain = (value ?? '').replace(/[,;]\s*$/, '').replace(/^(["'])(.*)\1$/, '$2');
    const isLiteral = name !== undefined && isCredentialName(name) && isPlain(plain);
    return isLiteral ? [{ path, message: `gives ${JSON.stringify(name)} a literal value in line ${index + 1}` }] : [];
  });
}

/** One word that stands in for nothing: code and prose have more. */
function isPlain(value: string): boolean {
  return !/[\s(){}[\]]/.test(value) && !/^[|>&*#]/.test(value) && !isStandIn(value);
}

/** Says what was found, and never the value. */
function wrong(name: string, value: string, text = value): string | undefined {
  const found = credentialIn(text);
  if (found !== undefined) return `holds ${found}`;
  return !isCredentialName(name) || isStandIn(value) ? undefined : `gives ${JSON.stringify(name)} a literal value`;
}
