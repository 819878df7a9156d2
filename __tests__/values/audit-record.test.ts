import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { image } from '../../charts/images';
import { AuditRecord, type AuditRecordProps, Image, JobStatus } from '../../lib';
import { publishedObjects } from '../charts/published';
import { ROOT } from '../source-files';

const ajv = new Ajv2020({ strict: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'schemas/audit-record.v1.json'), 'utf8')));

const PROPS: AuditRecordProps = {
  timestamp: '2026-11-21T18:00:00Z',
  actor: 'ada',
  commit: 'c0ffee'.padEnd(40, '0'),
  repository: 'registry.example.com:5050/team/app',
  digest: `sha256:${'1'.repeat(64)}`,
  jobs: { trivy: JobStatus.SUCCESS, cosign: JobStatus.SUCCESS },
};
const record = (props: Partial<AuditRecordProps> = {}) => AuditRecord.of({ ...PROPS, ...props });
const kept = (props: Partial<AuditRecordProps> = {}) => JSON.parse(record(props).toText());

test('is what the schema says, whatever came of the build (seed row I07)', () => {
  for (const status of Object.values(JobStatus)) {
    for (const digest of [PROPS.digest, undefined]) {
      expect([validate(kept({ digest, jobs: { trivy: status } })), validate.errors]).toEqual([true, null]);
    }
  }
  expect(kept({ digest: undefined }).digest).toBe('none');
  expect(record().toText()).toMatch(/^\{.*\}\n$/);
});

test.each(['timestamp', 'actor', 'commit', 'image', 'digest', 'jobs'])('the schema asks for %s', field => {
  const { [field]: _, ...rest } = kept();
  expect(validate(rest)).toBe(false);
});

test.each<[string, unknown]>([
  ['timestamp', '2026-11-21T18:00:00+01:00'],
  ['timestamp', 'today'],
  ['actor', ''],
  ['commit', 'main'],
  ['image', 'registry.example.com/app@sha256:1'],
  ['digest', 'sha256:1'],
  ['digest', 'latest'],
  ['jobs', {}],
  ['jobs', { trivy: 'green' }],
  ['more', 'x'],
])('the schema refuses %s: %j', (field, value) => {
  expect(validate({ ...kept(), [field]: value })).toBe(false);
});

test.each<[Partial<AuditRecordProps>, string]>([
  [{ timestamp: 'today' }, 'timestamp must be a time in UTC such as "2026-11-21T18:00:00Z", got "today"'],
  [{ timestamp: '2026-13-21T18:00:00Z' }, 'got "2026-13-21T18:00:00Z"'],
  [{ actor: '' }, 'actor must be who started the build, got ""'],
  [{ commit: 'main' }, 'commit must be 40 or 64 hexadecimal digits, got "main"'],
  [
    { repository: 'a@b' },
    'repository must be an image without its digest such as "registry.example.com/app", got "a@b"',
  ],
  [{ digest: 'latest' }, 'digest must be "sha256:" and 64 hexadecimal digits, got "latest"'],
  [{ jobs: {} }, 'jobs must be at least one job, got {}'],
  [
    { jobs: { trivy: 'green' as JobStatus } },
    'status of job "trivy" must be of success, failed, canceled, skipped, got "green"',
  ],
])('refuses %j', (props, message) => {
  expect(() => record(props)).toThrow(message);
});

test('a build has passed if each of its jobs has', () => {
  expect(record().hasPassed).toBe(true);
  expect(record({ jobs: { ...PROPS.jobs, push: JobStatus.SKIPPED } }).hasPassed).toBe(false);
});

test('knows the image that it is of, with or without a tag', () => {
  const { repository, digest } = PROPS;
  expect(record().isOf(Image.of(`${repository}@${digest}`))).toBe(true);
  expect(record().isOf(Image.of(`${repository}:main@${digest}`))).toBe(true);
  expect(record().isOf(Image.of(`${repository}-other@${digest}`))).toBe(false);
  expect(record().isOf(Image.of(`${repository}@sha256:${'2'.repeat(64)}`))).toBe(false);
  expect(record({ digest: undefined }).isOf(Image.of(`${repository}@${digest}`))).toBe(false);
});

test('the digest of a record is the one that runs in production, or the record is of another build', () => {
  const deployment = publishedObjects('prod').find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'ml-platform',
  );
  const runs = Image.of(deployment?.spec.template.spec.containers[0].image);
  const { reference, digest } = image('ml-platform');
  const built = record({ repository: reference.split('@')[0], digest });
  expect(built.isOf(runs)).toBe(true);
  expect(record({ repository: reference.split('@')[0] }).isOf(runs)).toBe(false);
});
