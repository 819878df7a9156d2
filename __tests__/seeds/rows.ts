import type { SeedRow } from './row';
import { SECTION_A } from './sections/a-nodes';
import { SECTION_B } from './sections/b-namespaces';
import { SECTION_C } from './sections/c-quotas';
import { SECTION_D } from './sections/d-workloads';
import { SECTION_E } from './sections/e-network';
import { SECTION_F } from './sections/f-routing';
import { SECTION_G } from './sections/g-delivery';
import { SECTION_H } from './sections/h-pipeline';
import { SECTION_I } from './sections/i-platform';
import { SECTION_J } from './sections/j-mlops';
import { SECTION_K } from './sections/k-tenants';
import { SECTION_L } from './sections/l-ml-security';
import { SECTION_M } from './sections/m-runtime';
import { SECTION_N } from './sections/n-decisions';

const SECTIONS: readonly SeedRow[] = [
  ...SECTION_A,
  ...SECTION_B,
  ...SECTION_C,
  ...SECTION_D,
  ...SECTION_E,
  ...SECTION_F,
  ...SECTION_G,
  ...SECTION_H,
  ...SECTION_I,
  ...SECTION_J,
  ...SECTION_K,
  ...SECTION_L,
  ...SECTION_M,
  ...SECTION_N,
];

/** Every row of the seed checklist, and where it ended. */
export const SEED_ROWS: readonly SeedRow[] = [...SECTIONS].sort((a, b) => (a.id < b.id ? -1 : 1));
