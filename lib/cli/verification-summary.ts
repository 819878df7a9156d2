import { Manifest } from '../manifests/manifest';
import { Counted } from '../notation/counted';
import type { Verification } from '../verify/verification';

/** A verification in one line. */
export class VerificationSummary {
  /** Such as `12 objects, 5 pods: 7 findings on 3 objects, 1 waived`. */
  public static of({ objects, pods, failures, waived, known, warnings, errors }: Verification): string {
    const failing = new Set(failures.map(({ object }) => `${object.apiVersion} ${Manifest.nameOf(object)}`));
    const findings =
      failures.length === 0
        ? 'no finding'
        : `${Counted.of(failures.length, 'finding')} on ${Counted.of(failing.size, 'object')}`;
    const rest = [
      waived.length > 0 ? `${waived.length} waived` : '',
      known.length > 0 ? `${known.length} in the baseline` : '',
      warnings.length > 0 ? Counted.of(warnings.length, 'warning') : '',
      errors.length > 0 ? `${Counted.of(errors.length, 'error')} in the input` : '',
    ];
    const judged = `${Counted.of(objects, 'object')}, ${Counted.of(pods, 'pod')}`;
    return `${judged}: ${[findings, ...rest].filter(part => part !== '').join(', ')}`;
  }

  /** Which checks could not be asked, and what they lack; empty where all could. */
  public static unasked({ unasked }: Verification): string {
    if (unasked.length === 0) return '';
    const ids = unasked.map(({ id }) => id).join(', ');
    return `not asked, for they need the nodes of the cluster (--site FILE): ${ids}`;
  }
}
