import { Flat } from '../../notation/flat';
import { Names } from '../../notation/names';
import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { PodTemplate } from '../pod-template';
import { PrometheusConfiguration } from './prometheus-configuration';

/** A Service that a text addresses by its name in the cluster's DNS. */
export interface ServiceAddress {
  /** Path of the text. */
  readonly path: string;
  /** Host and port as written. */
  readonly written: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined where the text leaves it to the protocol, and the protocol is not HTTP. */
  readonly port: number | undefined;
}

/** A host and a port as written. */
interface Endpoint {
  readonly host: string;
  readonly port?: number;
}

interface PlacedText {
  readonly path: string;
  readonly text: string;
}

const KNOWN = new PerSet(() => new Map<Manifest, readonly ServiceAddress[]>());
const NOTHING: readonly ServiceAddress[] = [];

/** Schemes whose URLs name a host; `s3://` and the like name something else. */
const SCHEMES =
  'amqps?|grpcs?|https?|kafka|ldaps?|memcached|mongodb|mqtts?|mysql|nats|postgres(?:ql)?|rediss?|tcp|udp|wss?';
const URL = new RegExp(
  `\\b(${SCHEMES})://(?:[^\\s/@"'<>]*@)?([A-Za-z0-9_.-]+)(?=[:/\\s"'?#,;)\\]}]|$)(?::(\\d{1,5}))?`,
  'g',
);
const SERVICE_HOST = /(?<![\w.-])((?:[a-z0-9-]+\.)+svc(?:\.[a-z0-9.-]+)?)(?![\w-])(?::(\d{1,5}))?/g;
const TARGET = /^([A-Za-z0-9_.-]+)(?::(\d{1,5}))?$/;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };

/**
 * The Services that pods and ConfigMaps address: in URLs and as `<name>.<namespace>.svc`, in arguments, environment
 * variables and configuration, and as static targets of Prometheus.
 *
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class ServiceAddresses {
  /** What the object addresses, read once. */
  public static of(manifest: Manifest, all: ManifestSet): readonly ServiceAddress[] {
    const byManifest = KNOWN.of(all);
    let addresses = byManifest.get(manifest);
    if (!addresses) {
      addresses = ServiceAddresses.read(manifest, all);
      byManifest.set(manifest, addresses);
    }
    return addresses;
  }

  private static read(manifest: Manifest, all: ManifestSet): readonly ServiceAddress[] {
    const namespace = manifest.effectiveNamespace;
    if (manifest.group === '' && manifest.kind === 'ConfigMap') {
      return Flat.map(new JsonField(manifest.object).entries('data'), ({ path, text = '' }) => {
        const endpoints = unique([...inText(text), ...inPrometheus(text)]);
        return Flat.map(endpoints, endpoint => ServiceAddresses.resolve(path, endpoint, namespace, all));
      });
    }
    const pod = all.podOf(manifest);
    const texts = pod ? textsOf(pod) : [];
    if (!pod || texts.length === 0 || usesDnsOfNode(pod)) return NOTHING;
    const aliases = Flat.map(Json.objects(pod.spec.hostAliases), ({ hostnames }) => Json.list(hostnames));
    return Flat.map(texts, ({ path, text }) => {
      const written = unique(inText(text));
      const endpoints = aliases.length === 0 ? written : written.filter(({ host }) => !aliases.includes(host));
      return Flat.map(endpoints, endpoint => ServiceAddresses.resolve(path, endpoint, namespace, all));
    });
  }

  /** The static targets of the Prometheus configurations in a ConfigMap, as a pod of its namespace resolves them. */
  public static scrapedBy(configMap: Manifest, all: ManifestSet): readonly ServiceAddress[] {
    return new JsonField(configMap.object)
      .entries('data')
      .flatMap(({ path, text = '' }) =>
        unique(inPrometheus(text)).flatMap(endpoint =>
          ServiceAddresses.resolve(path, endpoint, configMap.effectiveNamespace, all),
        ),
      );
  }

  /** What a text that is one URL, or one host with or without a port, addresses as pods of a namespace resolve it. */
  public static target({ path, text = '' }: JsonField, namespace: string, all: ManifestSet): readonly ServiceAddress[] {
    const endpoints = TARGET.test(text) ? ofTarget(text) : inText(text);
    return endpoints.flatMap(endpoint => ServiceAddresses.resolve(path, endpoint, namespace, all));
  }

  /** A host of two labels is a Service's only if the second is a namespace; of more, only if it says so. */
  private static resolve(
    path: string,
    { host, port }: Endpoint,
    own: string,
    all: ManifestSet,
  ): readonly ServiceAddress[] {
    const labels = host.replace(/\.$/, '').split('.');
    const written = port === undefined ? host : `${host}:${port}`;
    const at = (name: string, namespace: string) => {
      const isName = Names.isDnsLabel(name) && /[a-z]/.test(name) && name !== 'localhost';
      return isName && Names.isDnsLabel(namespace) ? [{ path, written, namespace, name, port }] : [];
    };
    const service = labels.indexOf('svc', 2);
    if (service >= 2) return at(labels[service - 2], labels[service - 1]);
    if (labels.length === 1) return at(labels[0], own);
    return labels.length === 2 && all.namespace(labels[1]) ? at(labels[0], labels[1]) : [];
  }
}

/** What stands in one text more than once is one address. */
function unique(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  if (endpoints.length < 2) return endpoints;
  return [...new Map(endpoints.map(each => [`${each.host}:${each.port}`, each])).values()];
}

/** The texts of containers that may address something: few do. */
function textsOf({ containers }: PodTemplate): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  for (const { container, path } of containers) {
    if (container.command !== undefined) addTexts(Json.list(container.command), `${path}.command`, texts);
    if (container.args !== undefined) addTexts(Json.list(container.args), `${path}.args`, texts);
    const variables = Json.list(container.env);
    for (let index = 0; index < variables.length; index++) {
      const { value } = Json.object(variables[index]);
      if (mayAddress(value)) texts.push({ path: `${path}.env[${index}].value`, text: value });
    }
  }
  return texts;
}

function addTexts(list: readonly unknown[], path: string, texts: PlacedText[]): void {
  for (let index = 0; index < list.length; index++) {
    const text = list[index];
    if (mayAddress(text)) texts.push({ path: `${path}[${index}]`, text });
  }
}

function usesDnsOfNode({ spec }: PodTemplate): boolean {
  return spec.dnsPolicy === 'Default' || (spec.hostNetwork === true && spec.dnsPolicy !== 'ClusterFirstWithHostNet');
}

function mayAddress(text: unknown): text is string {
  return typeof text === 'string' && (text.includes('://') || text.includes('.svc'));
}

function inText(text: string): readonly Endpoint[] {
  if (!mayAddress(text)) return [];
  const ofUrls = [...text.matchAll(URL)].map(([, scheme, host, port]) => endpoint(host, port, DEFAULT_PORTS[scheme]));
  if (!text.includes('.svc')) return ofUrls;
  const others = [...text.replace(URL, ' ').matchAll(SERVICE_HOST)].map(([, host, port]) => endpoint(host, port));
  return [...ofUrls, ...others];
}

function endpoint(host: string, port: string | undefined, byDefault?: number): Endpoint {
  return { host, port: port === undefined ? byDefault : Number(port) };
}

function inPrometheus(text: string): readonly Endpoint[] {
  return Flat.map(PrometheusConfiguration.read(text)?.staticTargets ?? [], ofTarget);
}

function ofTarget(target: string): readonly Endpoint[] {
  const [, host, port] = TARGET.exec(target) ?? [];
  return host === undefined ? [] : [endpoint(host, port)];
}
