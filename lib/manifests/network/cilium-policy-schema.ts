import type { Schema, SchemaPattern } from './structural-schema';

/**
 * The schema of CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, which have one in common.
 *
 * Source: crds/cilium.yaml, from Cilium 1.20; the test beside this file holds the two against each other.
 */

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'array', items: TEXT };

/** The first half is held by the start of the text only, the second by its end only: less than it seems to ask. */
const PORT: SchemaPattern = {
  written:
    '^(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})|([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*$',
  form: /^[0-9]|[a-zA-Z](?:-?[0-9])*$/,
};
const NAME: SchemaPattern = {
  written: '^([-a-zA-Z0-9_]+[.]?)+$',
  form: /^[-a-zA-Z0-9_]+(?:\.[-a-zA-Z0-9_]+)*\.?$/,
};
const NAMES: SchemaPattern = {
  written: '^([-a-zA-Z0-9_*]+[.]?)+$',
  form: /^[-a-zA-Z0-9_*]+(?:\.[-a-zA-Z0-9_*]+)*\.?$/,
};
const LABEL_VALUE: SchemaPattern = {
  written: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
  form: /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
};
const SUBDOMAIN: SchemaPattern = {
  written: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  form: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
};
const PRINTABLE: SchemaPattern = { written: '^\\PC*$', form: /^\P{C}*$/u };
const ICMP_TYPE_WRITTEN =
  '^([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]|EchoReply|DestinationUnreachable|Redirect|Echo|RouterAdvertisement|RouterSelection|TimeExceeded|ParameterProblem|Timestamp|TimestampReply|Photuris|ExtendedEchoRequest|ExtendedEcho Reply|PacketTooBig|ParameterProblem|EchoRequest|MulticastListenerQuery|MulticastListenerReport|MulticastListenerDone|RouterSolicitation|RouterAdvertisement|NeighborSolicitation|NeighborAdvertisement|RedirectMessage|RouterRenumbering|ICMPNodeInformationQuery|ICMPNodeInformationResponse|InverseNeighborDiscoverySolicitation|InverseNeighborDiscoveryAdvertisement|HomeAgentAddressDiscoveryRequest|HomeAgentAddressDiscoveryReply|MobilePrefixSolicitation|MobilePrefixAdvertisement|DuplicateAddressRequestCodeSuffix|DuplicateAddressConfirmationCodeSuffix)$';
const ICMP_TYPE: SchemaPattern = { written: ICMP_TYPE_WRITTEN, form: new RegExp(ICMP_TYPE_WRITTEN) };

const SELECTOR: Schema = {
  type: 'object',
  fields: {
    matchLabels: { type: 'map', values: { type: 'string', maxLength: 63, pattern: LABEL_VALUE } },
    matchExpressions: {
      type: 'array',
      items: {
        type: 'object',
        fields: {
          key: TEXT,
          operator: { type: 'string', enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
          values: TEXTS,
        },
        required: ['key', 'operator'],
      },
    },
  },
};
const SELECTORS: Schema = { type: 'array', items: SELECTOR };

const BLOCK: Schema = { type: 'string', format: 'cidr' };
const BLOCKS: Schema = { type: 'array', items: BLOCK };
const BLOCK_SETS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      cidr: BLOCK,
      cidrGroupRef: { type: 'string', maxLength: 253, pattern: SUBDOMAIN },
      cidrGroupSelector: SELECTOR,
      except: BLOCKS,
    },
    oneOf: ['cidr', 'cidrGroupRef', 'cidrGroupSelector'],
  },
};

const ENTITIES: Schema = {
  type: 'array',
  items: {
    type: 'string',
    enum: [
      'all',
      'world',
      'cluster',
      'cluster-mesh',
      'host',
      'init',
      'ingress',
      'unmanaged',
      'remote-node',
      'health',
      'none',
      'kube-apiserver',
    ],
  },
};

const GROUPS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      aws: {
        type: 'object',
        fields: {
          labels: { type: 'map', values: TEXT },
          region: TEXT,
          securityGroupsIds: TEXTS,
          securityGroupsNames: TEXTS,
        },
      },
    },
  },
};

const SERVICES: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      k8sService: { type: 'object', fields: { namespace: TEXT, serviceName: TEXT } },
      k8sServiceSelector: {
        type: 'object',
        fields: { namespace: TEXT, selector: SELECTOR },
        required: ['selector'],
      },
    },
  },
};

const FQDNS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      matchName: { type: 'string', maxLength: 255, pattern: NAME },
      matchPattern: { type: 'string', maxLength: 255, pattern: NAMES },
    },
    oneOf: ['matchName', 'matchPattern'],
  },
};

const ICMPS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      fields: {
        type: 'array',
        items: {
          type: 'object',
          fields: {
            family: { type: 'string', enum: ['IPv4', 'IPv6'] },
            type: { type: 'int-or-string', pattern: ICMP_TYPE },
          },
          required: ['type'],
        },
        maxItems: 40,
      },
    },
  },
};

const AUTHENTICATION: Schema = {
  type: 'object',
  fields: { mode: { type: 'string', enum: ['disabled', 'required', 'test-always-fail'] } },
  required: ['mode'],
};

const PORT_LIST: Schema & { type: 'array' } = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      port: { type: 'string', pattern: PORT },
      endPort: { type: 'integer', minimum: 0, maximum: 65535 },
      protocol: {
        type: 'string',
        enum: ['TCP', 'UDP', 'SCTP', 'VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH', 'ANY'],
      },
    },
  },
};

const SECRET: Schema = { type: 'object', fields: { name: TEXT, namespace: TEXT }, required: ['name'] };
const TLS: Schema = {
  type: 'object',
  fields: { certificate: TEXT, privateKey: TEXT, secret: SECRET, trustedCA: TEXT },
  required: ['secret'],
};
const HTTP: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      headerMatches: {
        type: 'array',
        items: {
          type: 'object',
          fields: {
            mismatch: { type: 'string', enum: ['LOG', 'ADD', 'DELETE', 'REPLACE'] },
            name: { type: 'string', minLength: 1 },
            secret: SECRET,
            value: TEXT,
          },
          required: ['name'],
        },
      },
      headers: TEXTS,
      host: TEXT,
      method: TEXT,
      path: TEXT,
    },
  },
};
const LISTENER: Schema = {
  type: 'object',
  fields: {
    envoyConfig: {
      type: 'object',
      fields: {
        kind: { type: 'string', enum: ['CiliumEnvoyConfig', 'CiliumClusterwideEnvoyConfig'] },
        name: { type: 'string', minLength: 1 },
      },
      required: ['name'],
    },
    name: { type: 'string', minLength: 1 },
    priority: { type: 'integer', minimum: 1, maximum: 100 },
  },
  required: ['envoyConfig', 'name'],
};

const PORTS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    fields: {
      listener: LISTENER,
      originatingTLS: TLS,
      ports: { ...PORT_LIST, maxItems: 40 },
      rules: { type: 'object', fields: { dns: FQDNS, http: HTTP }, oneOf: ['http', 'dns'] },
      serverNames: {
        type: 'array',
        items: { type: 'string', maxLength: 255, pattern: NAMES },
        minItems: 1,
        isSet: true,
      },
      terminatingTLS: TLS,
    },
  },
};
const DENIED_PORTS: Schema = { type: 'array', items: { type: 'object', fields: { ports: PORT_LIST } } };

const NOTHING: Schema = { type: 'array', items: TEXT, maxItems: 0 };

const FROM = {
  fromCIDR: BLOCKS,
  fromCIDRSet: BLOCK_SETS,
  fromEndpoints: SELECTORS,
  fromEntities: ENTITIES,
  fromGroups: GROUPS,
  fromNodes: SELECTORS,
  fromRequires: NOTHING,
  icmps: ICMPS,
} as const;
const TO = {
  toCIDR: BLOCKS,
  toCIDRSet: BLOCK_SETS,
  toEndpoints: SELECTORS,
  toEntities: ENTITIES,
  toGroups: GROUPS,
  toNodes: SELECTORS,
  toRequires: NOTHING,
  toServices: SERVICES,
  icmps: ICMPS,
} as const;

function rules(fields: Readonly<Record<string, Schema>>): Schema {
  return { type: 'array', items: { type: 'object', fields } };
}

/** The schema of a policy's `spec`, and of each of its `specs`. */
export const CILIUM_POLICY_SCHEMA: Schema & { type: 'object' } = {
  type: 'object',
  fields: {
    description: TEXT,
    egress: rules({ ...TO, toFQDNs: FQDNS, toPorts: PORTS, authentication: AUTHENTICATION }),
    egressDeny: rules({ ...TO, toPorts: DENIED_PORTS }),
    enableDefaultDeny: { type: 'object', fields: { egress: { type: 'boolean' }, ingress: { type: 'boolean' } } },
    endpointSelector: SELECTOR,
    ingress: rules({ ...FROM, toPorts: PORTS, authentication: AUTHENTICATION }),
    ingressDeny: rules({ ...FROM, toPorts: DENIED_PORTS }),
    labels: {
      type: 'array',
      items: { type: 'object', fields: { key: TEXT, source: TEXT, value: TEXT }, required: ['key'] },
    },
    log: { type: 'object', fields: { value: { type: 'string', maxLength: 32, pattern: PRINTABLE } } },
    nodeSelector: SELECTOR,
  },
  anyOf: ['ingress', 'ingressDeny', 'egress', 'egressDeny'],
  oneOf: ['endpointSelector', 'nodeSelector'],
};
