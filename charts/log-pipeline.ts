import { LOKI } from './loki';

/** What a request to a model may carry of a person. An application that logs it breaks its contract; here it ends. */
export const UNLOGGED_FIELDS = [
  'body',
  'document',
  'documents',
  'features',
  'image',
  'images',
  'input',
  'inputs',
  'instances',
  'messages',
  'payload',
  'prompt',
  'prompts',
  'query',
  'text',
];

/** By what logs are found. Each value of a label is a stream of its own, so none is a name of a person or a request. */
export const LOG_LABELS = ['namespace', 'container', 'stream'];

const FILES = '/var/log/pods/*/*/*.log';
/** The path of a log says whose it is, so nobody has to ask the API server. */
const WHOSE = '/var/log/pods/(?<namespace>[^_]+)_(?<pod>[^_]+)_(?<uid>[^/]+)/(?<container>[^/]+)/\\d+\\.log$';

/** The configuration of Fluent Bit: from the files of the node, without what people asked, to Loki. */
export const LOG_PIPELINE = {
  service: {
    flush: 5,
    log_level: 'info',
    http_server: true,
    http_listen: '0.0.0.0',
    http_port: 2020,
    health_check: true,
  },
  parsers: [
    { name: 'whose', format: 'regex', regex: WHOSE },
    { name: 'fields', format: 'json' },
  ],
  pipeline: {
    inputs: [
      {
        name: 'tail',
        tag: 'pods.*',
        path: FILES,
        // Its own lines would be about lines about lines.
        exclude_path: '/var/log/pods/node-agents_fluent-bit-*/*/*.log',
        path_key: 'file',
        'multiline.parser': 'cri',
        db: '/state/tail.db',
        mem_buf_limit: '32MB',
        skip_long_lines: 'on',
      },
    ],
    filters: [
      { name: 'parser', match: 'pods.*', key_name: 'file', parser: 'whose', reserve_data: true },
      { name: 'parser', match: 'pods.*', key_name: 'log', parser: 'fields', reserve_data: true, preserve_key: false },
      { name: 'record_modifier', match: 'pods.*', remove_key: UNLOGGED_FIELDS },
    ],
    outputs: [
      {
        name: 'loki',
        match: 'pods.*',
        host: LOKI.host,
        port: LOKI.port,
        labels: 'job=pods',
        label_keys: LOG_LABELS.map(label => `$${label}`).join(','),
        line_format: 'json',
        retry_limit: 10,
      },
    ],
  },
};
