import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PodSecurityStandard } from '../../../lib/checks/pod-security/pod-security-standard';
import { Manifest } from '../../../lib/manifests/manifest';
import { PodSecurityLevels } from '../../../lib/manifests/pod-security-levels';
import { PodTemplate } from '../../../lib/manifests/pod-template';
import { Oracle } from './oracle';
import { type Case, cases, digest, Random } from './pod-generator';

const RECORD_OF_PODS = join(__dirname, 'oracle', 'pods.txt');
const RECORD_OF_LABELS = join(__dirname, 'oracle', 'labels.txt');
const SEED = 1;
const REGENERATE = 'run this test with FORTRESS_ORACLE=update';

/** Our verdict in the form of the oracle's. */
function verdict({ level, version, pod }: Case): string {
  const manifest = new Manifest({ apiVersion: 'v1', kind: 'Pod', ...pod });
  const violations = PodSecurityStandard.evaluate(PodTemplate.in(manifest) as PodTemplate, level, version);
  if (violations.some(({ check }) => check === 'pod-security-fields')) return 'undecodable';
  return violations.map(({ message }) => message).join(', ') || 'allowed';
}

function line(question: Case, answer: string): string {
  return `${digest(question.pod)} ${question.level} ${Oracle.label(question.version)} ${answer}`;
}

/** Sets of labels with every kind of value in every place. */
function* labelSets(seed: number, count: number): Generator<Readonly<Record<string, string>>> {
  const random = new Random(seed);
  const levels = ['privileged', 'baseline', 'restricted', 'restricted', 'Baseline', ''];
  const versions = ['latest', 'v1.0', 'v1.25', 'v1.99', 'v1.025', '1.25', 'v2.0', '', 'v1.9223372036854775808'];
  for (let i = 0; i < count; i++) {
    const labels: Record<string, string> = random.chance(3) ? { team: 'vision' } : {};
    for (const mode of PodSecurityLevels.MODES) {
      if (!random.chance(3)) labels[`pod-security.kubernetes.io/${mode}`] = random.pick(levels);
      if (random.chance(2)) labels[`pod-security.kubernetes.io/${mode}-version`] = random.pick(versions);
    }
    yield labels;
  }
}

/** Our policy in the form of the oracle's. */
function policy(labels: Readonly<Record<string, string>>): string {
  const read = PodSecurityLevels.ofLabels(labels);
  const modes = PodSecurityLevels.MODES.map(mode => `${read[mode].level}:${Oracle.label(read[mode].version)}`);
  return [...modes, ...read.invalid.map(({ path }) => path)].join(' ');
}

describe('agreement with the record of upstream', () => {
  const recorded = [...cases(SEED, 3000)];
  const labelled = [...labelSets(SEED, 300)];

  if (Oracle.mode === 'update') {
    const answers = Oracle.verdicts(recorded);
    writeFileSync(RECORD_OF_PODS, recorded.map((question, i) => `${line(question, answers[i])}\n`).join(''));
    writeFileSync(RECORD_OF_LABELS, `${Oracle.policies(labelled).join('\n')}\n`);
  }

  test('the pods are those of the record', () => {
    const digests = readFileSync(RECORD_OF_PODS, 'utf8')
      .trimEnd()
      .split('\n')
      .map(text => text.slice(0, 8));
    if (recorded.some(({ pod }, i) => digest(pod) !== digests[i])) {
      throw new Error(`the generator makes other pods than the record speaks of; ${REGENERATE}`);
    }
  });

  test('every verdict and message on a pod', () => {
    const expected = readFileSync(RECORD_OF_PODS, 'utf8').trimEnd().split('\n');
    expect(recorded.map(question => line(question, verdict(question)))).toEqual(expected);
  });

  test('the record says something', () => {
    const lines = readFileSync(RECORD_OF_PODS, 'utf8').trimEnd().split('\n');
    const rare = REASONS.filter(reason => lines.filter(text => text.includes(reason)).length < 40);
    expect(rare).toEqual([]);
    expect(lines.filter(text => text.endsWith(' allowed')).length).toBeGreaterThan(500);
    expect(lines.filter(text => text.endsWith(' undecodable')).length).toBeGreaterThan(50);
  });

  test('every policy from labels', () => {
    const expected = readFileSync(RECORD_OF_LABELS, 'utf8').trimEnd().split('\n');
    expect(labelled.map(policy)).toEqual(expected);
  });
});

const REASONS = [
  'forbidden AppArmor profile',
  'non-default capabilities',
  'host namespaces',
  'hostPath volumes',
  'hostPort',
  'probe or lifecycle host',
  'privileged (',
  'procMount',
  'seLinuxOptions',
  'seccompProfile',
  'forbidden sysctls',
  'hostProcess',
  'allowPrivilegeEscalation != false',
  'unrestricted capabilities',
  'restricted volume types',
  'runAsNonRoot != true',
  'runAsUser=0',
];

const fresh = Oracle.mode === '1' ? describe : describe.skip;

fresh(`agreement with upstream itself${Oracle.mode === '1' ? `, seed ${Oracle.seed}` : ''}`, () => {
  test(`${Oracle.count} fresh pods`, () => {
    const questions = [...cases(Oracle.seed, Oracle.count)];
    const answers = Oracle.verdicts(questions);
    expect(answers).toHaveLength(questions.length);
    const differences = questions.flatMap((question, i) => {
      const ours = verdict(question);
      return ours === answers[i] ? [] : [{ ...question, ours, upstream: answers[i] }];
    });
    expect(differences.slice(0, 5)).toEqual([]);
  }, 600_000);

  test('2000 fresh sets of labels', () => {
    const sets = [...labelSets(Oracle.seed, 2000)];
    expect(sets.map(policy)).toEqual(Oracle.policies(sets));
  }, 600_000);
});
