import { join } from 'node:path';
import { Verification } from '../../lib/verify/verification';
import { ROOT } from '../source-files';

const path = (file: string) => join(ROOT, file);

test('the files of the reference platform give, by themselves, the verdicts of its report', () => {
  const verification = Verification.ofFiles([path('dist/prod')], {
    site: path('evidence/prod/site.yaml'),
    waivers: path('evidence/prod/waivers.yaml'),
    date: '2026-01-01',
  });
  expect(verification.errors.map(String)).toEqual([]);
  expect(verification.failures).toEqual([]);
  const { checks, objects, pods } = require(path('evidence/prod/report.json'));
  expect({ objects, pods }).toEqual({ objects: verification.objects, pods: verification.pods });
  const tallies = checks.map(({ id, passed, failed, waived, notApplicable }: any) => {
    return [id, { passed, failed, waived, notApplicable }];
  });
  expect(tallies).toEqual([...verification.tallies]);
});
