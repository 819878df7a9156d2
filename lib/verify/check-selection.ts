import { CHECKS } from '../checks/catalog';
import type { Check } from '../checks/check';
import { InvalidValue } from '../notation/invalid-value';
import { NearestNames } from '../notation/nearest-names';

const FAMILIES: readonly string[] = [...new Set(CHECKS.map(({ family }) => family))];
const NAMES: readonly string[] = [...FAMILIES, ...CHECKS.map(({ id }) => id)];

/** Checks by the names of their families, or by their own. */
export class CheckSelection {
  public static readonly FAMILIES = FAMILIES;

  /**
   * All checks of some families, and single ones, in the order of the catalogue.
   *
   * @throws if a name is neither; the message has the names that are nearest to it
   */
  public static of(names: readonly string[]): readonly Check[] {
    for (const name of names) CheckSelection.refuseUnknown(name);
    const chosen = new Set(names);
    return CHECKS.filter(({ family, id }) => chosen.has(family) || chosen.has(id));
  }

  private static refuseUnknown(name: string): void {
    if (NAMES.includes(name)) return;
    const near = NearestNames.of(name, NAMES).map(each => JSON.stringify(each));
    const expected =
      near.length > 0
        ? `the id of a check or of a family, such as ${near.join(' or ')}`
        : `the id of a check, or one of the families ${FAMILIES.join(', ')}`;
    throw new InvalidValue('check', expected, name);
  }
}
