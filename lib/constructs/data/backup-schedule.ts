import { ApiObject, type Cron, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Schedule } from '../../../imports/velero-velero.io';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';

/** When a namespace is backed up, and how. */
export interface BackupScheduleProps {
  /** The namespace that is backed up: its objects, and what its claims hold. */
  readonly source: INamespace;
  /** Where Velero runs, and reads its schedules from. */
  readonly velero: INamespace;
  /** When; in the time zone of Velero's server. */
  readonly schedule: Cron;
  /** How long each backup is kept. */
  readonly keep: Duration;
  /**
   * Copy files in place of taking snapshots, where a storage class has none. Velero's agent then reads every volume of its
   * node as root, but none of type hostPath.
   * @default false
   */
  readonly copyFiles?: boolean;
  /**
   * Name of the BackupStorageLocation.
   * @default - Velero's default
   */
  readonly storageLocation?: string;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A Schedule of Velero: the regular backup of a namespace that holds data (seed row K10). */
export class BackupSchedule extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackupScheduleProps) {
    super(scope, id);
    const { source, copyFiles = false } = props;
    const hours = props.keep.toHours({ integral: false });
    if (!Number.isInteger(hours) || hours < 1) {
      throw new InvalidValue('keep', 'whole hours, from 1', `${hours}h`);
    }
    this.apiObject = new ApiObject(this, 'Resource', {
      ...Schedule.GVK,
      metadata: {
        name: Names.dnsSubdomain('Schedule name', props.name ?? id),
        namespace: props.velero.namespaceName,
      },
      spec: Schedule.manifest({
        spec: {
          schedule: props.schedule.expressionString,
          template: {
            includedNamespaces: [source.namespaceName],
            ttl: `${hours}h0m0s`,
            snapshotVolumes: !copyFiles,
            defaultVolumesToFsBackup: copyFiles,
            storageLocation: props.storageLocation,
          },
        },
      }).spec,
    });
  }
}
