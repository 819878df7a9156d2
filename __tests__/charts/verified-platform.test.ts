import { join } from 'node:path';
import { Verification } from '../../lib/verify/verification';
import { ROOT } from '../source-files';

const path = (file: string) => join(ROOT, file);

test.each([
  ['dev', undefined],
  ['test', 'dev'],
  ['prod', 'test'],
])('the files of %s give, by themselves, the verdicts of its report', (name, earlier) => {
  const verification = Verification.ofFiles([path(`dist/${name}`)], {
    earlier: earlier === undefined ? undefined : [path(`dist/${earlier}`)],
    site: path(`evidence/${name}/site.yaml`),
    waivers: path(`evidence/${name}/waivers.yaml`),
    date: '2026-01-01',
  });
  expect(verification.errors.map(String)).toEqual([]);
  expect(verification.failures).toEqual([]);
  const { checks, objects, pods } = require(path(`evidence/${name}/report.json`));
  expect({ objects, pods }).toEqual({ objects: verification.objects, pods: verification.pods });
  const tallies = checks.map(({ id, passed, failed, waived, notApplicable }: any) => {
    return [id, { passed, failed, waived, notApplicable }];
  });
  expect(tallies).toEqual([...verification.tallies]);
});
