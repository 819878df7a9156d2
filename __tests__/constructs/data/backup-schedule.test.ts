import { Cron, Duration } from 'cdk8s';
import { BackupSchedule, type BackupScheduleProps, ExternalNamespace } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { renderOne, TENANT_A } from '../example-tenant';

const rendered = (props: Partial<BackupScheduleProps> = {}) =>
  renderOne(
    chart =>
      new BackupSchedule(chart, 'tenant-a', {
        source: TENANT_A,
        velero: ExternalNamespace.named('velero'),
        schedule: Cron.schedule({ minute: '17', hour: '2' }),
        keep: Duration.days(30),
        ...props,
      }),
  );

test('backs up a namespace and snapshots of its volumes, and keeps them for a time (row K10)', () => {
  const schedule = rendered();
  expect(schedule).toEqual({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'tenant-a', namespace: 'velero' },
    spec: {
      schedule: '17 2 * * *',
      template: {
        includedNamespaces: ['tenant-a'],
        ttl: '720h0m0s',
        snapshotVolumes: true,
        defaultVolumesToFsBackup: false,
      },
    },
  });
  expect(verdictOf(schedule)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('files in place of snapshots, the place, and the name are props', () => {
  expect(rendered({ copyFiles: true, storageLocation: 'offsite' }).spec.template).toMatchObject({
    snapshotVolumes: false,
    defaultVolumesToFsBackup: true,
    storageLocation: 'offsite',
  });
  expect(rendered({ name: 'nightly' }).metadata.name).toBe('nightly');
});

test('half an hour is no time to keep a backup', () => {
  expect(() => rendered({ keep: Duration.minutes(30) })).toThrow(
    new Error('keep must be whole hours, from 1, got "0.5h"'),
  );
});
