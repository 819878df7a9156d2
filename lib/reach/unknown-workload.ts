import { NearestNames } from '../notation/nearest-names';
import type { Workload } from './workloads';

/** So many are named where none is near. */
const NAMED = 3;

/** What to say to somebody who named a workload that is not there. */
export class UnknownWorkload {
  /** `did you mean tenant-a/api?`; else how many there are, and the first of them. */
  public static hint(typed: string, workloads: readonly Workload[], others: readonly string[] = []): string {
    const names = workloads.map(({ name }) => name);
    const near = NearestNames.of(typed, [...others, ...names]);
    if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
    if (names.length === 0) return 'there is none';
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    return `there ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, NAMED).join(', ')}${more}`;
  }
}
