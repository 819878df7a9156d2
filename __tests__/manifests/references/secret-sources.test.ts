import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { SecretSources } from '../../../lib/manifests/references/secret-sources';
import { SiteFacts } from '../../../lib/manifests/site-facts';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

function documents(...objects: [string, string, string][]): string {
  return objects
    .map(([apiVersion, kind, rest]) => `{ apiVersion: ${apiVersion}, kind: ${kind}, ${rest} }`)
    .join('\n---\n');
}

/** What makes the Secret `a/s`, and the keys that it has. */
function secretIn(yaml: string, site = ''): [string | undefined, string[] | undefined] {
  const manifests = YamlDocuments.read(yaml).map(object => new Manifest(object));
  const all = new ManifestSet(manifests, SiteFacts.fromObjects(YamlDocuments.read(site)));
  const keys = SecretSources.keysOf('a', 's', all);
  return [SecretSources.creatorOf('a', 's', all)?.kind, keys && [...keys].sort()];
}

const ESO = 'external-secrets.io/v1';
const S = 'metadata: { name: s, namespace: a }';
const CERTIFICATE = ['ca.crt', 'tls.crt', 'tls.key'];

test.each<[string, [string, string, string][], string | undefined, string[] | undefined]>([
  ['nothing', [], undefined, undefined],
  ['a Secret', [['v1', 'Secret', `${S}, data: { k: "" }, stringData: { l: "" }`]], 'Secret', ['k', 'l']],
  ['a Secret without data', [['v1', 'Secret', S]], 'Secret', []],
  [
    'a token',
    [['v1', 'Secret', `${S}, type: kubernetes.io/service-account-token`]],
    'Secret',
    ['ca.crt', 'namespace', 'token'],
  ],
  [
    'an ExternalSecret of its name',
    [[ESO, 'ExternalSecret', `${S}, spec: { data: [{ secretKey: k }] }`]],
    'ExternalSecret',
    ['k'],
  ],
  [
    'an ExternalSecret for it',
    [[ESO, 'ExternalSecret', 'metadata: { name: e, namespace: a }, spec: { target: { name: s } }']],
    'ExternalSecret',
    [],
  ],
  [
    'an ExternalSecret for another',
    [[ESO, 'ExternalSecret', `${S}, spec: { target: { name: t } }`]],
    undefined,
    undefined,
  ],
  [
    'an ExternalSecret that makes none',
    [[ESO, 'ExternalSecret', `${S}, spec: { target: { creationPolicy: None } }`]],
    undefined,
    undefined,
  ],
  [
    'an ExternalSecret that makes another kind',
    [[ESO, 'ExternalSecret', `${S}, spec: { target: { manifest: { apiVersion: v1, kind: ConfigMap } } }`]],
    undefined,
    undefined,
  ],
  [
    'an ExternalSecret that only adds',
    [[ESO, 'ExternalSecret', `${S}, spec: { target: { creationPolicy: Merge }, data: [{ secretKey: k }] }`]],
    undefined,
    ['k'],
  ],
  [
    'a Secret, and an ExternalSecret that adds to it',
    [
      ['v1', 'Secret', `${S}, data: { l: "" }`],
      [ESO, 'ExternalSecret', `${S}, spec: { target: { creationPolicy: Merge }, data: [{ secretKey: k }] }`],
    ],
    'Secret',
    ['k', 'l'],
  ],
  [
    'a ClusterExternalSecret by name',
    [
      ['v1', 'Namespace', 'metadata: { name: a }'],
      [
        ESO,
        'ClusterExternalSecret',
        'metadata: { name: s }, spec: { namespaces: [a], externalSecretSpec: { data: [{ secretKey: k }] } }',
      ],
    ],
    'ClusterExternalSecret',
    ['k'],
  ],
  [
    'a ClusterExternalSecret by label',
    [
      ['v1', 'Namespace', 'metadata: { name: a }'],
      [
        ESO,
        'ClusterExternalSecret',
        'metadata: { name: c }, spec: { externalSecretName: s, namespaceSelectors: [{ matchLabels: { kubernetes.io/metadata.name: a } }] }',
      ],
    ],
    'ClusterExternalSecret',
    [],
  ],
  [
    'a ClusterExternalSecret for others',
    [
      ['v1', 'Namespace', 'metadata: { name: a }'],
      [ESO, 'ClusterExternalSecret', 'metadata: { name: s }, spec: { namespaceSelector: { matchLabels: { x: y } } }'],
    ],
    undefined,
    undefined,
  ],
  [
    'a Certificate',
    [['cert-manager.io/v1', 'Certificate', 'metadata: { name: c, namespace: a }, spec: { secretName: s }']],
    'Certificate',
    CERTIFICATE,
  ],
  [
    'a Certificate with keystores',
    [
      [
        'cert-manager.io/v1',
        'Certificate',
        'metadata: { name: c, namespace: a }, spec: { secretName: s, keystores: { jks: {} }, additionalOutputFormats: [{ type: DER }, { type: X }] }',
      ],
    ],
    'Certificate',
    [...CERTIFICATE, 'key.der', 'keystore.jks', 'truststore.jks'].sort(),
  ],
  [
    'an annotated Gateway',
    [
      [
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'metadata: { name: g, namespace: a, annotations: { cert-manager.io/cluster-issuer: i } }, spec: { listeners: [{ tls: { certificateRefs: [{ name: s }] } }] }',
      ],
    ],
    'Gateway',
    CERTIFICATE,
  ],
  [
    'an annotated Gateway of another namespace',
    [
      [
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'metadata: { name: g, namespace: b, annotations: { cert-manager.io/cluster-issuer: i } }, spec: { listeners: [{ tls: { certificateRefs: [{ name: s, namespace: a }] } }] }',
      ],
    ],
    undefined,
    undefined,
  ],
  [
    'a Gateway without annotation',
    [
      [
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'metadata: { name: g, namespace: a }, spec: { listeners: [{ tls: { certificateRefs: [{ name: s }] } }] }',
      ],
    ],
    undefined,
    undefined,
  ],
  [
    'an annotated Ingress',
    [
      [
        'networking.k8s.io/v1',
        'Ingress',
        'metadata: { name: i, namespace: a, annotations: { cert-manager.io/issuer: i } }, spec: { tls: [{ secretName: s }] }',
      ],
    ],
    'Ingress',
    CERTIFICATE,
  ],
  [
    'a SealedSecret',
    [['bitnami.com/v1alpha1', 'SealedSecret', `${S}, spec: { encryptedData: { k: x }, template: { data: { t: y } } }`]],
    'SealedSecret',
    ['k', 't'],
  ],
  [
    'what is of the wrong shape',
    [
      ['v1', 'Secret', 'metadata: { name: s, namespace: b }'],
      [ESO, 'ExternalSecret', `${S}, spec: 7`],
      ['cert-manager.io/v1', 'Certificate', 'metadata: { name: c, namespace: a }, spec: { secretName: [s] }'],
    ],
    'ExternalSecret',
    [],
  ],
])('%s', (_, objects, kind, keys) => {
  expect(secretIn(documents(...objects))).toEqual([kind, keys]);
});

test.each<[string, string, string[] | undefined]>([
  [
    'a template stands in place of what is fetched',
    'target: { template: { data: { t: x } } }, data: [{ secretKey: k }]',
    ['t'],
  ],
  [
    'a template that merges',
    'target: { template: { mergePolicy: Merge, data: { t: x } } }, data: [{ secretKey: k }]',
    ['k', 't'],
  ],
  ['a template without data', 'target: { template: { type: kubernetes.io/tls } }, data: [{ secretKey: k }]', ['k']],
  [
    'a template from elsewhere',
    'target: { template: { templateFrom: [{ literal: x }] } }, data: [{ secretKey: k }]',
    undefined,
  ],
  ['all of an entry', 'dataFrom: [{ extract: { key: x } }], data: [{ secretKey: k }]', undefined],
  [
    'all of an entry, behind a template',
    'dataFrom: [{ extract: { key: x } }], target: { template: { data: { t: x } } }',
    ['t'],
  ],
])('the keys of an ExternalSecret: %s', (_, spec, keys) => {
  expect(secretIn(documents([ESO, 'ExternalSecret', `${S}, spec: { ${spec} }`]))).toEqual(['ExternalSecret', keys]);
});

test('the stub of a Secret need not say its keys', () => {
  expect(secretIn('', documents(['v1', 'Secret', S]))).toEqual(['Secret', undefined]);
  expect(secretIn('', documents(['v1', 'Secret', `${S}, data: { k: "" }`]))).toEqual(['Secret', ['k']]);
});
