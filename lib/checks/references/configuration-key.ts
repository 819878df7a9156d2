import { JsonField } from '../../manifests/json/json-field';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * The keys of a ConfigMap or Secret can be file names.
 *
 * Fields:  data, binaryData, stringData
 * Allowed: at most 253 letters, digits, `-`, `_` and `.`, not beginning with `..`, and not `.`
 * Source:  https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/
 *          seed row J05
 */
export const configurationKey: Check = {
  id: 'configuration-key',
  family: 'references',
  title: 'the keys of ConfigMaps and Secrets are ones that the API server takes',
  fix: 'use a plain file name as the key; a volume puts it into a folder with items[*].path',
  kinds: ['ConfigMap', 'Secret'],
  examine: manifest => {
    if (manifest.group !== '') return [];
    const object = new JsonField(manifest.object);
    return Flat.map(['data', 'binaryData', 'stringData'], field =>
      Object.keys(object.at(field).object).map(key => ({ field, key })),
    )
      .filter(({ key }) => !KEY.test(key) || key === '.' || key.startsWith('..'))
      .map(({ field, key }) => ({ path: field, message: `${JSON.stringify(key)} is no valid key` }));
  },
};
