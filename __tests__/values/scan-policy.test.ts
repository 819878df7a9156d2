import { ScanPolicy, type ScanSeverity } from '../../lib';

test.each([
  ['CRITICAL', 9, ['CRITICAL']],
  ['HIGH', 7, ['CRITICAL', 'HIGH']],
  ['MEDIUM', 4, ['CRITICAL', 'HIGH', 'MEDIUM']],
])('%s is CVSS %d and above', (from, minCvss, severities) => {
  expect(ScanPolicy.fail(from as ScanSeverity)).toMatchObject({ mode: 'fail', minCvss, severities });
  expect(ScanPolicy.warn(from as ScanSeverity)).toMatchObject({ mode: 'warn', minCvss, severities });
});

test('begins with HIGH where nothing is said', () => {
  expect(ScanPolicy.fail()).toEqual(ScanPolicy.fail('HIGH' as ScanSeverity));
  expect(ScanPolicy.warn()).toEqual(ScanPolicy.warn('HIGH' as ScanSeverity));
});

test('is milder where an image passes that does not pass elsewhere', () => {
  const from = (severity: string) => severity as ScanSeverity;
  const strict = ScanPolicy.fail();
  expect(ScanPolicy.warn().isMilderThan(strict)).toBe(true);
  expect(ScanPolicy.fail(from('CRITICAL')).isMilderThan(strict)).toBe(true);
  for (const other of [strict, ScanPolicy.fail(from('MEDIUM'))]) expect(other.isMilderThan(strict)).toBe(false);
  expect(ScanPolicy.fail(from('CRITICAL')).isMilderThan(ScanPolicy.warn(from('MEDIUM')))).toBe(false);
});

test.each(['low', 'high', '', undefined])('refuses severity %j', severity => {
  const scan = () => ScanPolicy.fail((severity ?? null) as ScanSeverity);
  expect(scan).toThrow(
    new Error(`severity of a scan must be one of CRITICAL, HIGH and MEDIUM, got ${JSON.stringify(severity ?? null)}`),
  );
});
