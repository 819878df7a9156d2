import { Json } from '../json/json';
import type { ManifestSet } from '../manifest-set';
import type { Reference } from './references';
import { SecretSources } from './secret-sources';

/** The keys of ConfigMaps and Secrets. */
export class ConfigurationKeys {
  /** The keys of the ConfigMap or Secret that a reference means; undefined if there is none, or not all keys are known. */
  public static of({ kind, namespace, name }: Reference, all: ManifestSet): ReadonlySet<string> | undefined {
    if (kind === 'Secret') return SecretSources.keysOf(namespace, name, all);
    const configMap = all.find('', 'ConfigMap', namespace, name);
    if (!configMap) return name === 'kube-root-ca.crt' ? new Set(['ca.crt']) : undefined;
    const { data, binaryData } = configMap.object;
    if (data === undefined && binaryData === undefined && all.facts.externals.includes(configMap)) return undefined;
    return new Set([...Object.keys(Json.object(data)), ...Object.keys(Json.object(binaryData))]);
  }
}
