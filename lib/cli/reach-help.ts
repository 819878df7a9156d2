import type { CommandHelp } from './help-text';
import { HELP, type Option } from './option';

const OPTIONS: readonly Option[] = [
  { name: 'from', value: 'WHO', help: ['only what this one reaches: namespace/name of a workload, a CIDR, or world'] },
  { name: 'to', value: 'WHO', help: ['only who reaches this one: a workload, a CIDR, a name of the DNS, or world'] },
  { name: 'port', value: 'PORT', help: ['only this port: 8000/TCP, or 8000 for TCP'] },
  { name: 'format', value: 'FORMAT', help: ['text, json, mermaid, svg or html (default: text)'] },
  { name: 'diff', help: ['compare two folders: what is open in the second and not in the first,', 'and the reverse'] },
  { name: 'site', value: 'FILE', help: ['what else lives on the cluster, as a site.yaml that fortress has written'] },
  HELP,
];

/** What `fortress reach` takes. */
export const REACH_HELP: CommandHelp = {
  title: 'Says who can talk to whom, over NetworkPolicy, Cilium policies, Services and gateways together.',
  usage: ['fortress reach PATH... [OPTIONS]', 'fortress reach --diff OLD NEW [OPTIONS]'],
  options: OPTIONS,
  sections: {
    PATH: ['a file, a folder, or - for standard input. Name everything that belongs to one cluster.'],
    'Exit status': [
      '0  answered; with --diff: nothing changes',
      '1  with --diff: something changes',
      '2  an argument or some input cannot be used, or an object is refused, which is then left out; the rest is answered',
    ],
    Examples: [
      'fortress reach dist/prod',
      'fortress reach dist/prod --from tenant-a/api --to minio/minio',
      'fortress reach dist/prod --format html > reach.html',
      'fortress reach --diff main/dist/prod dist/prod',
    ],
  },
};
