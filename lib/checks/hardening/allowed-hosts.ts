import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/** Variables that list the names a server answers to: of Django, and of MLflow. */
const LISTS = /^(?:[A-Z0-9]+_)*ALLOWED_HOSTS$/;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/**
 * A server that is told its names is told no wildcard, and its probes ask for one of them: else a request with a forged Host is
 * served, or each probe is answered with 400 and the pod is restarted for ever.
 *
 * Fields:  <container>.env[*] called *ALLOWED_HOSTS, its value or key of a ConfigMap;
 *          <container>.{livenessProbe,readinessProbe,startupProbe}.httpGet.httpHeaders[*] of the name Host
 * Allowed: names, and `.example.com` for a domain with all below it; `*` at a site whose facts say debug: true. Probes of
 *          Django (ALLOWED_HOSTS, DJANGO_ALLOWED_HOSTS) say a Host on the list; servers of other prefixes decide themselves
 *          what probes may ask
 * Source:  https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts; CWE-644; seed row D31
 */
export const allowedHosts: Check = {
  id: 'allowed-hosts',
  family: 'hardening',
  title: 'A server that is told its names is told no wildcard, and its probes ask for one of them',
  fix: 'name the hosts that requests come for, and give probes one of them: probeHost of a hardened workload',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) =>
    Flat.map(manifest.pod?.containers ?? [], container =>
      Flat.map(Json.list(container.container.env), (variable, index) => {
        const name = Json.text(Json.at(variable, 'name')) ?? '';
        if (!LISTS.test(name)) return [];
        const text = hostsOf(Json.object(variable), manifest, all);
        if (text === undefined) return [];
        const hosts = text.split(/[\s,]+/).filter(host => host !== '');
        const path = `${container.path}.env[${index}]`;
        return [...open(path, name, hosts, all), ...(isDjango(name) ? refused(container, hosts) : [])];
      }),
    ),
};

function open(path: string, name: string, hosts: readonly string[], all: ManifestSet): Violation[] {
  if (!hosts.includes('*') || all.facts.allowsDebug) return [];
  return [{ path, message: `${name} has "*": the server answers to every name` }];
}

/** The probes that the server answers with 400. */
function refused({ container, path }: PodContainer, hosts: readonly string[]): Violation[] {
  if (hosts.includes('*')) return [];
  return PROBES.flatMap(probe => {
    const asked = Json.at(container, probe, 'httpGet');
    if (!Json.isObject(asked)) return [];
    const header = Json.objects(asked.httpHeaders).find(({ name }) => Json.text(name)?.toLowerCase() === 'host');
    const host = (Json.text(header?.value) ?? Json.text(asked.host) ?? '').replace(/:\d+$/, '');
    if (hosts.some(allowed => isOf(host, allowed))) return [];
    const what = host === '' ? 'the address of the pod' : JSON.stringify(host);
    const message = `asks for ${what}, to which the server does not answer: ${hosts.join(', ') || 'it answers to no name'}`;
    return [{ path: `${path}.${probe}.httpGet.httpHeaders`, message }];
  });
}

function isDjango(name: string): boolean {
  return name === 'ALLOWED_HOSTS' || name === 'DJANGO_ALLOWED_HOSTS';
}

function isOf(host: string, allowed: string): boolean {
  return host === allowed || (allowed.startsWith('.') && `.${host}`.endsWith(allowed));
}

/** Undefined where it cannot be known. */
function hostsOf(variable: Readonly<Record<string, unknown>>, owner: Manifest, all: ManifestSet): string | undefined {
  if (typeof variable.value === 'string') return variable.value;
  const key = Json.object(Json.at(variable, 'valueFrom', 'configMapKeyRef'));
  const map = all.find('', 'ConfigMap', owner.effectiveNamespace, Json.text(key.name) ?? '');
  return Json.text(Json.at(map?.object, 'data', Json.text(key.key) ?? ''));
}
