import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/**
 * No object is written with a key twice.
 *
 * Tools differ in which one they read, and kubectl refuses such an object; what was reviewed may not be what runs. The
 * other checks judge the last one, as a cluster does.
 *
 * Fields:  every key, as it is written
 * Allowed: once
 * Source:  https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export const duplicateKey: Check = {
  id: 'duplicate-key',
  family: 'references',
  title: 'no object is written with a key twice',
  fix: 'keep one of the two',
  examine: ({ origin: { duplicateKeys } }) =>
    duplicateKeys === undefined
      ? NOTHING
      : duplicateKeys.map(({ path, line }) => ({
          path,
          message: `is written again in line ${line}; the last one holds`,
        })),
};
