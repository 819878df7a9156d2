import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS } from '../../lib/checks/catalog';
import { CommandLine } from '../../lib/cli/command-line';
import { ROOT } from '../source-files';

const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const run = (...words: string[]) => {
  const { pieces, problems, status } = CommandLine.run(words);
  return { out: [...pieces].join(''), problems, status };
};
const BAD_POD = file(
  'bad.yaml',
  `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x}
spec:
  hostNetwork: yes
  containers: [{name: c, image: nginx, securityContext: {privileged: on}}]
---
apiVersion: v1
kind: Namespace
metadata: {name: x, labels: {pod-security.kubernetes.io/warn: baseline}}
`,
);
const GOOD = file('good.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n');
const BROKEN = file(
  'broken.yaml',
  `# one\n${'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n'}---\na: [\n`,
);

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']]])('%j lists the commands', words => {
    const { out, problems, status } = run(...words);
    expect(out).toMatch(/^Usage:\n {2}fortress COMMAND$/m);
    expect(out).toMatch(/^ {2}verify +\S/m);
    expect(out).toMatch(/^ {2}explain +\S/m);
    expect([problems, status]).toEqual([[], 0]);
  });

  test.each(['verify', 'explain'])('of %s, in either order', command => {
    const { out, status } = run('help', command);
    expect(out).toContain(`fortress ${command}`);
    expect(status).toBe(0);
    expect(run(command, '--help').out).toBe(out);
    expect(run(command, '-h').out).toBe(out);
  });

  test('of verify names every option and every exit status', () => {
    const { out } = run('verify', '--help');
    for (const option of [
      'format',
      'only',
      'level',
      'pod-security-version',
      'waivers',
      'baseline',
      'update-baseline',
      'site',
      'date',
      'help',
    ])
      expect(out).toMatch(new RegExp(`^ +(-h, )?--${option}\\b`, 'm'));
    for (const status of [0, 1, 2]) expect(out).toMatch(new RegExp(`^ {2}${status} {2}\\S`, 'm'));
    expect(out.split('\n').filter(line => line.length > 120)).toEqual([]);
  });

  test('--version is that of the package', () => {
    expect(run('--version')).toEqual({ out: `${require('../../package.json').version}\n`, problems: [], status: 0 });
  });
});

describe('arguments that cannot be used', () => {
  const USAGE = 'fortress: usage: fortress verify PATH... [OPTIONS]; more with --help';

  test.each<[string[], string]>([
    [[], 'fortress: a command is missing'],
    [['verfy'], 'fortress: "verfy" is no command; did you mean verify?'],
    [['toString'], 'fortress: "toString" is no command; did you mean verify or reach or explain or help?'],
    [['help', 'verfy'], 'fortress: "verfy" is no command; did you mean verify?'],
    [['--verison'], 'fortress: --verison is no option; did you mean --version?'],
    [['verify'], 'fortress: PATH is missing; name a file, a folder, or - for standard input'],
    [['verify', GOOD, '--fromat', 'json'], 'fortress: --fromat is no option; did you mean --format?'],
    [['verify', GOOD, '-x'], 'fortress: -x is no option'],
    [['verify', GOOD, '--format'], 'fortress: --format needs a value; write --format FORMAT'],
    [['verify', GOOD, '--help=yes'], 'fortress: --help takes no value; leave out "yes"'],
    [
      ['verify', GOOD, '--format', 'yaml'],
      'fortress: --format: format must be one of text, json, sarif, markdown, got "yaml"',
    ],
    [
      ['verify', GOOD, '--format', 'constructor'],
      'fortress: --format: format must be one of text, json, sarif, markdown, got "constructor"',
    ],
    [
      ['verify', GOOD, '--level', 'Restricted'],
      'fortress: --level: Pod Security level must be one of privileged, baseline, restricted, got "Restricted"',
    ],
    [
      ['verify', GOOD, '--pod-security-version=1.30'],
      'fortress: --pod-security-version: Pod Security version must be "latest" or "v1.x", got "1.30"',
    ],
    [
      ['verify', GOOD, '--date', '2026-02-30'],
      'fortress: --date: date must be a day of the calendar such as "2027-03-31", got "2026-02-30"',
    ],
    [
      ['verify', GOOD, '--only', 'netwrok'],
      'fortress: --only: check must be the id of a check or of a family, such as "network", got "netwrok"',
    ],
    [
      ['verify', GOOD, '--only', ''],
      'fortress: --only: check must be the id of a check, or one of the families pod-security, hardening, scheduling, admission, references, access, network, delivery, supply-chain, monitoring, promotion, got ""',
    ],
    [['explain', '--format', 'json'], 'fortress: --format must be text or markdown, got "json"'],
    [['explain', 'probes', '--format=markdown'], 'fortress: Markdown is for all checks; leave out probes'],
    [
      ['explain', 'run-as-nonroot'],
      'fortress: check must be the id of a check or of a family, such as "run-as-non-root", got "run-as-nonroot"',
    ],
  ])('%j', (words, problem) => {
    const { out, problems, status } = run(...words);
    expect([out, status]).toEqual(['', 2]);
    expect(problems).toContain(problem);
    expect(problems.length).toBe(2);
  });

  test('all that is wrong is said at once', () => {
    const { problems } = run('verify', '--levl', 'x', '--format', 'yaml', '--level', 'foo', '--only', 'probes,a,b');
    expect(problems.map(problem => problem.split(/ (?:must|is) /)[0])).toEqual([
      'fortress: --levl',
      'fortress: --format: format',
      'fortress: --only: check',
      'fortress: --only: check',
      'fortress: --level: Pod Security level',
      USAGE,
    ]);
  });
});

describe('explain', () => {
  test('lists all checks, by family', () => {
    const { out } = run('explain');
    for (const { id, family } of CHECKS) {
      expect(out).toContain(`${family}:\n`);
      expect(out).toMatch(new RegExp(`^ {2}${id} `, 'm'));
    }
  });

  test('lists one family', () => {
    const { out } = run('explain', 'network');
    expect(out.match(/^\S.*$/gm)).toEqual(['network:']);
    expect(out).toContain('  default-deny ');
    expect(out).not.toContain('  probes ');
  });

  test('docs/checks.md is up to date (npm run docs:checks)', () => {
    const page = readFileSync(join(ROOT, 'docs/checks.md'), 'utf8');
    expect(run('explain', '--format', 'markdown')).toEqual({ out: page, problems: [], status: 0 });
    for (const { id } of CHECKS) expect(page).toContain(`\n### ${id}\n`);
  });

  test('knows whatever a finding may name', () => {
    const { out, status } = run('explain', 'waiver-expired', 'baseline-stale');
    expect(status).toBe(0);
    expect(out.match(/^(waiver|baseline)-\S+$/gm)).toEqual(['waiver-expired', 'baseline-stale']);
  });

  test('prints the specification of a check', () => {
    const { out, status } = run('explain', 'quota-capacity');
    expect(run('explain', 'privileged').out).toMatch(/^Controls: CIS 5\.2\.2, NSA C-0057, MTB /m);
    expect(out).toMatch(/^quota-capacity \(admission\)\n\n[A-Z]/);
    for (const head of ['Fields', 'Allowed', 'Source', 'Fix', 'Kinds', 'Site']) {
      expect(out).toMatch(new RegExp(`^${head}: +\\S`, 'm'));
    }
    expect(status).toBe(0);
  });
});

describe('verify', () => {
  test('holds where nothing is found', () => {
    expect(run('verify', GOOD, '--only', 'hardening')).toEqual({
      out: '1 object, 0 pods: no finding\n',
      problems: [],
      status: 0,
    });
  });

  test('prints findings by object, warnings apart, and a line that sums up', () => {
    const { out, problems, status } = run('verify', BAD_POD, '--only', 'pod-security,host-isolation');
    expect(out).toBe(
      [
        'Pod Security would warn of this, or record it, and refuse nothing:',
        '  warn  host-namespaces  Pod x/a  spec.hostNetwork: host namespaces (hostNetwork=true)',
        '  warn  privileged  Pod x/a  spec.containers[0].securityContext.privileged: privileged (container "c" must not set securityContext.privileged=true)',
        '',
        `Pod x/a  (${BAD_POD}, document 1)`,
        '  host-isolation  spec.hostNetwork',
        '    the pod is in the network of its node',
        '    fix: remove the field; a pod that cannot do without needs a waiver that says why',
        '',
        '2 objects, 1 pod: 1 finding on 1 object, 2 warnings',
        '',
      ].join('\n'),
    );
    expect([problems, status]).toEqual([[], 1]);
  });

  test('says which checks it could not ask', () => {
    expect(run('verify', GOOD, '--only', 'pool-exists,probes').out).toBe(
      '1 object, 0 pods: no finding\nnot asked, for they need the nodes of the cluster (--site FILE): pool-exists\n',
    );
    const nodes = file('nodes.yaml', 'apiVersion: v1\nkind: Node\nmetadata: {name: n}\n');
    expect(run('verify', GOOD, '--only', 'pool-exists', '--site', nodes).out).toBe('1 object, 0 pods: no finding\n');
  });

  test('JSON is one object of the published form', () => {
    const { out, status } = run('verify', BAD_POD, '--only=pod-security', '--format=json', '--level=baseline');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      schemaVersion: 1,
      objects: 2,
      pods: 1,
      findings: [
        {
          check: 'host-namespaces',
          status: 'fail',
          object: { apiVersion: 'v1', kind: 'Pod', namespace: 'x', name: 'a' },
          file: BAD_POD,
          document: 1,
          path: 'spec.hostNetwork',
          message: 'host namespaces (hostNetwork=true)',
          fix: 'remove hostNetwork, hostPID and hostIPC',
        },
        expect.objectContaining({ check: 'privileged' }),
      ],
      warnings: [],
      errors: [],
    });
  });

  test('warnings have the mode that they are of', () => {
    const { warnings, findings } = JSON.parse(run('verify', BAD_POD, '--only=pod-security', '--format=json').out);
    expect(findings).toEqual([]);
    expect(warnings.map(({ check, mode }: any) => [check, mode])).toEqual([
      ['host-namespaces', 'warn'],
      ['privileged', 'warn'],
    ]);
    expect(Object.keys(warnings[0])).toEqual([
      'check',
      'status',
      'object',
      'file',
      'document',
      'path',
      'message',
      'fix',
      'mode',
    ]);
  });

  test('bad documents are named, the rest is judged, and the status is 2 all the same', () => {
    const gone = join(folder, 'gone.yaml');
    const { out, status, problems } = run('verify', BROKEN, gone, BAD_POD, '--format', 'json', '--only', 'hardening');
    expect([status, problems]).toEqual([2, []]);
    const { objects, findings, errors } = JSON.parse(out);
    expect(objects).toBe(3);
    expect(findings.length).toBeGreaterThan(0);
    expect(errors).toEqual([
      { file: BROKEN, document: 2, line: 7, message: expect.stringMatching(/^is not valid YAML: /) },
      { file: gone, document: 1, line: 1, message: 'does not exist' },
    ]);
    expect(run('verify', BROKEN, gone).problems).toEqual([
      expect.stringMatching(/^.*broken\.yaml, document 2, line 7: is not valid YAML: /),
      `${gone}: does not exist`,
    ]);
  });

  test('a newer version of Kubernetes than any that is known is judged as the latest', () => {
    const args = ['verify', BAD_POD, '--format=json', '--only=pod-security', '--level=restricted'];
    const latest = run(...args);
    expect(run(...args, '--pod-security-version', 'v1.99')).toEqual(latest);
    expect(run(...args, '--pod-security-version', 'v1.0').out).not.toEqual(latest.out);
  });

  test('a site or a waiver file that cannot be used is status 2, with file and line', () => {
    const site = file('site.yaml', 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: {podCidrs: []}\n');
    const waivers = file('waivers.yaml', 'waivers:\n- {check: probes}\n');
    const { problems, status, out } = run('verify', GOOD, '--site', site, '--waivers', waivers, '--only', 'hardening');
    expect(status).toBe(2);
    expect(problems).toContain(
      `${site}, document 1, line 1: spec.podCidrs is no fact of a site; did you mean podCIDRs?`,
    );
    expect(problems.some(problem => problem.startsWith(`${waivers}, document 1, line 2: `))).toBe(true);
    expect(out).toContain('in the input');
    expect(run('verify', GOOD, '--site', join(folder, 'none')).problems).toEqual([`${folder}/none: does not exist`]);
  });

  describe('a baseline', () => {
    const baseline = join(folder, 'baseline.yaml');
    const args = ['verify', BAD_POD, '--only', 'hardening', '--baseline', baseline];

    test('that is not there accepts nothing; one that is written accepts what was found then', () => {
      expect(run(...args).status).toBe(1);
      const { out, problems, status } = run(...args, '--update-baseline');
      expect([problems, status]).toEqual([[], 0]);
      expect(out).toMatch(/^2 objects, 1 pod: no finding, \d+ in the baseline$/m);
      expect(run(...args)).toEqual({ out, problems, status });
      const sarif = JSON.parse(run(...args, '--format', 'sarif').out);
      expect(sarif.runs[0].results[0].suppressions).toEqual([
        { kind: 'external', status: 'accepted', justification: 'it was there when the baseline was written' },
      ]);
    });

    test('accepts nothing new, and has to lose what is gone', () => {
      writeFileSync(baseline, 'findings:\n- {check: probes, object: {apiVersion: v1, kind: Pod, name: gone}}\n');
      const { out, status } = run(...args);
      expect(status).toBe(1);
      expect(out).toContain('host-isolation  spec.hostNetwork');
      expect(out).toContain('  baseline-stale\n    the baseline has a finding of probes that is gone');
    });

    test('that cannot be used, or written, is status 2', () => {
      writeFileSync(baseline, 'findings: 1\n');
      expect(run(...args)).toMatchObject({
        status: 2,
        problems: [
          `${baseline}, document 1, line 1: the file must be an object with the one key "findings", a list, got ["findings"]`,
        ],
      });
      expect(run('verify', GOOD, '--update-baseline')).toMatchObject({
        status: 2,
        problems: expect.arrayContaining([
          'fortress: --update-baseline needs --baseline FILE; name the file that is written',
        ]),
      });
      const nowhere = join(folder, 'no/such/folder.yaml');
      expect(run('verify', GOOD, '--baseline', nowhere, '--update-baseline')).toMatchObject({
        status: 2,
        problems: [`${nowhere}: cannot be written: ENOENT`],
      });
    });
  });

  describe('waivers', () => {
    const waivers = file(
      'good-waivers.yaml',
      `waivers:
- check: host-isolation
  object: {apiVersion: v1, kind: Pod, namespace: x, name: a}
  reason: node agent
  owner: ops@example.com
  expires: '2027-03-31'
`,
    );
    const args = ['verify', BAD_POD, '--waivers', waivers];

    test('accept findings until their last day', () => {
      const { out, status } = run(...args, '--only', 'host-isolation', '--date', '2027-03-31');
      expect(out).toContain('    until 2027-03-31, ops@example.com: node agent\n');
      expect(out).toContain('2 objects, 1 pod: no finding, 1 waived\n');
      expect(status).toBe(0);
      const late = run(...args, '--only', 'host-isolation', '--date', '2027-04-01', '--format', 'json');
      expect(late.status).toBe(1);
      expect(JSON.parse(late.out).findings).toMatchObject([
        { check: 'host-isolation', status: 'fail' },
        { check: 'waiver-expired', status: 'fail', file: waivers },
      ]);
    });

    test('of other checks than those that are asked are not unused', () => {
      expect(run(...args, '--only', 'scheduling', '--date', '2027-01-01').status).toBe(0);
    });
  });

  test('what a baseline accepts is counted', () => {
    const args = ['verify', BAD_POD, '--only', 'host-isolation', '--baseline', join(folder, 'baseline.yaml')];
    run(...args, '--update-baseline');
    for (const format of ['text', 'markdown']) {
      const { out, status } = run(...args, '--format', format);
      expect(out).toMatch(/^[^\n]*2 objects, 1 pod: no finding, 1 in the baseline\n/);
      expect(status).toBe(0);
    }
  });

  test("reads Helm's and kustomize's output, with kinds that nobody knows", () => {
    const helm = `---
# Source: demo/crds/widget.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec: {group: example.com, scope: Namespaced, names: {kind: Widget, plural: widgets}, versions: []}
---
# Source: demo/templates/disabled.yaml

---
# Source: demo/templates/widget.yaml
apiVersion: example.com/v1
kind: Widget
metadata: {name: w, namespace: demo}
spec: [1, {containers: 3}, null]
---
# Source: demo/templates/tests/hook.yaml
apiVersion: v1
kind: Pod
metadata:
  name: "demo-test-connection"
  namespace: demo
  annotations: {"helm.sh/hook": test}
spec:
  containers: [{name: wget, image: busybox, command: ['wget'], args: ['demo:80']}]
  restartPolicy: Never
`;
    const { out, status, problems } = run('verify', file('helm.yaml', helm), '--format', 'json');
    const { objects, pods, findings, errors } = JSON.parse(out);
    expect([objects, pods, errors, problems, status]).toEqual([3, 1, [], [], 1]);
    expect(findings.filter(({ message }: { message: string }) => message.includes('could not judge'))).toEqual([]);
    expect(findings.find(({ check }: { check: string }) => check === 'image-digest')).toMatchObject({ document: 4 });
  });

  test('tells a repeated key and a wrong type, with file and document', () => {
    const twice = file(
      'twice.yaml',
      '---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: "true"\n  hostPID: true\n  hostPID: false\n',
    );
    const { findings } = JSON.parse(run('verify', twice, '--format=json', '--only=duplicate-key,field-type').out);
    expect(findings).toMatchObject([
      { check: 'duplicate-key', file: twice, document: 1, path: 'spec.hostPID' },
      { check: 'field-type', file: twice, document: 1, path: 'spec.hostNetwork' },
    ]);
  });

  test('Markdown has what was found, and what could not be read', () => {
    const { out, status } = run('verify', BROKEN, BAD_POD, '--format', 'markdown', '--only', 'host-isolation');
    expect(status).toBe(2);
    expect(out).toMatch(/^### ❌ fortress: 3 objects, 1 pod: 1 finding on 1 object, 1 error in the input$/m);
    expect(out).toMatch(/^- .*broken\.yaml, document 2, line 7: is not valid YAML: /m);
    expect(out).toContain('| host-isolation | 1 |\n');
    expect(out).toContain('- **host-isolation** `spec.hostNetwork`: the pod is in the network of its node. *remove');
  });

  test('SARIF has what was found', () => {
    const { out, status } = run('verify', BAD_POD, '--format', 'sarif', '--only', 'host-isolation');
    expect(status).toBe(1);
    expect(JSON.parse(out).runs[0].results).toMatchObject([{ ruleId: 'host-isolation', level: 'error' }]);
  });
});
