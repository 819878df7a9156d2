import type { CommandHelp } from './help-text';
import { HELP, type Option } from './option';

const OPTIONS: readonly Option[] = [
  { name: 'format', value: 'FORMAT', help: ['text, json, sarif or markdown (default: text)'] },
  {
    name: 'only',
    value: 'NAME,...',
    help: ['judge with these families and checks alone;', '"fortress explain" lists them'],
  },
  {
    name: 'level',
    value: 'LEVEL',
    help: [
      'enforce privileged, baseline or restricted on every pod',
      '(default: what the labels of its namespace say)',
    ],
  },
  {
    name: 'pod-security-version',
    value: 'VERSION',
    help: ['edition of the Pod Security Standards: latest, or v1.N', '(default: what the labels of the namespace say)'],
  },
  { name: 'waivers', value: 'FILE', help: ['what may stay: for which reason, by whom, until when'] },
  {
    name: 'baseline',
    value: 'FILE',
    help: ['what may stay because it was there first'],
  },
  { name: 'update-baseline', help: ['write that file, with what is found now'] },
  {
    name: 'site',
    value: 'FILE',
    help: ['what is true of the cluster: "kubectl get nodes -o yaml",', 'or a site.yaml that fortress has written'],
  },
  {
    name: 'earlier',
    value: 'PATH,...',
    help: ['the same for the environment that changes come from:', 'what is hardened there has to be hardened here'],
  },
  { name: 'date', value: 'YYYY-MM-DD', help: ['day on which the waivers have to hold (default: today, UTC)'] },
  HELP,
];

/** What `fortress verify` takes. */
export const VERIFY_HELP: CommandHelp = {
  title: 'Judges Kubernetes YAML: rendered manifests, Helm and kustomize output, "kubectl get -o yaml".',
  usage: ['fortress verify PATH... [OPTIONS]'],
  options: OPTIONS,
  sections: {
    PATH: [
      'a file of any name, a folder (.yaml, .yml and .json files, and those of its folders), or - for standard input.',
      'All objects are judged together: name everything that belongs to one cluster.',
    ],
    'Exit status': [
      '0  nothing was found, or all of it is waived or in the baseline',
      '1  something was found',
      '2  an argument, or some input, cannot be used; the rest of the input is judged all the same',
    ],
    Examples: [
      'fortress verify manifests/',
      'helm template my-release my-chart | fortress verify - --level restricted',
      'fortress verify dist/prod --site evidence/prod/site.yaml --format sarif > fortress.sarif',
      'fortress verify dist/prod --earlier dist/test --only promotion',
    ],
  },
};
