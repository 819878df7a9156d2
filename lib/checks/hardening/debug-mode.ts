import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/** Variables that turn a debug mode on: `DEBUG`, `DJANGO_DEBUG`, `FLASK_DEBUG`. */
const SWITCH = /^(?:[A-Z0-9]+_)?DEBUG$/;
const ON = /^(?:1|true|yes|on)$/i;
/** Variables that name a mode: `FLASK_ENV`, `NODE_ENV`, `RAILS_ENV`. */
const MODE = /^(?:FLASK|NODE|RAILS|RACK|ASPNETCORE)_ENV(?:IRONMENT)?$/;
const DEVELOPMENT = /^dev(?:elopment)?$/i;
/** What turns it on as an argument: of uvicorn, Flask, Django and others. */
const ARGUMENTS: readonly string[] = ['--debug', '--reload', '--debug=true'];

/**
 * No container runs in a debug mode, which shows whoever asks its settings and source text, and often lets them run code.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].{env,command,args}; the keys that env takes from
 *          ConfigMaps
 * Allowed: a variable *_DEBUG that is not 1, true, yes or on; a variable such as NODE_ENV that is not development; no
 *          argument --debug or --reload. At a site whose facts say debug: true, everything
 * Source:  https://docs.djangoproject.com/en/stable/ref/settings/#debug; CWE-489; seed rows D32, I01
 */
export const debugMode: Check = {
  id: 'debug-mode',
  family: 'hardening',
  title: 'No container runs in a debug mode, unless the environment allows it',
  fix: 'turn it off; where it is meant, as in development, say so: Environment.of(name, site, { debug: true })',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    if (all.facts.allowsDebug) return [];
    return Flat.map(manifest.pod?.containers ?? [], ({ path, container }) =>
      Flat.join(
        Flat.map(Json.objects(container.env), (variable, index) => {
          const message = wrong(variable, manifest, all);
          return message === undefined ? [] : [{ path: `${path}.env[${index}]`, message }];
        }),
        ofArguments(`${path}.command`, container.command),
        ofArguments(`${path}.args`, container.args),
      ),
    );
  },
};

/** What is wrong with a variable, in words. */
function wrong({ name, value, valueFrom }: any, owner: Manifest, all: ManifestSet): string | undefined {
  const text = Json.text(value) ?? (valueFrom && textIn(Json.object(valueFrom.configMapKeyRef), owner, all));
  if (!isDebug(Json.text(name) ?? '', text ?? '')) return undefined;
  return `${name} is ${JSON.stringify(text)}, which turns a debug mode on`;
}

/** What a key of a ConfigMap holds. */
function textIn({ name, key }: JsonObject, owner: Manifest, all: ManifestSet): string | undefined {
  const map = all.find('', 'ConfigMap', owner.effectiveNamespace, Json.text(name) ?? '');
  return Json.text(Json.at(map?.object, 'data', Json.text(key) ?? ''));
}

function isDebug(name: string, value: string): boolean {
  return (SWITCH.test(name) && ON.test(value)) || (MODE.test(name) && DEVELOPMENT.test(value));
}

function ofArguments(path: string, list: unknown): readonly Violation[] {
  return Flat.map(Json.list(list), (text, index) =>
    ARGUMENTS.some(argument => argument === text)
      ? [{ path: `${path}[${index}]`, message: `${JSON.stringify(text)} turns a debug mode on` }]
      : [],
  );
}
