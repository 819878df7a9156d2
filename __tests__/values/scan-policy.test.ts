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

test.each(['low', 'high', '', undefined])('refuses severity %j', severity => {
  const scan = () => ScanPolicy.fail((severity ?? null) as ScanSeverity);
  expect(scan).toThrow(
    new Error(`severity of a scan must be one of CRITICAL, HIGH and MEDIUM, got ${JSON.stringify(severity ?? null)}`),
  );
});
