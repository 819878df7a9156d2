import type { Site } from '../values/site';

/** How what an app renders is judged. */
export interface GateProps {
  /**
   * Facts for charts that stand in no environment.
   * @default - none: checks that need the nodes are not applicable
   */
  readonly site?: Site;
  /**
   * Path of a committed file with the findings that are accepted because they were there first, for charts that stand in no
   * environment. Run once with FORTRESS_UPDATE_BASELINE=1 in the environment to write it.
   * @default - none: every finding fails
   */
  readonly baseline?: string;
  /**
   * Whether findings are only printed: files are written all the same. For the first look at an app that exists.
   * @default false
   */
  readonly advisory?: boolean;
  /**
   * The day on which waivers must not have expired, in UTC: `YYYY-MM-DD`. It is written nowhere.
   * @default - today
   */
  readonly date?: string;
}
