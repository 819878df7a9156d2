import type { Construct } from 'constructs';
import { Waivers } from '../lib';

/** A finding that may stay for a while, and the construct that has it. */
export interface PlatformWaiver {
  /** Path of the construct as findings name it, such as `prod/tenant-a/tenant-a`. */
  readonly at: string;
  /** Id of the check. */
  readonly check: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day on which it holds: `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What is accepted at the moment. One entry grants a waiver; synthesis refuses one that has expired, or that nothing needs. */
const GRANTED: PlatformWaiver[] = [];

/** Grants the waivers of one environment. */
export function grantWaivers(environment: Construct): void {
  const { path } = environment.node;
  for (const { at, ...waiver } of GRANTED.filter(({ at }) => at === path || at.startsWith(`${path}/`))) {
    const construct = environment.node.root.node.findAll().find(({ node }) => node.path === at);
    if (!construct) throw new Error(`no construct is at ${at}; give the path that the finding names`);
    Waivers.of(construct).add(waiver);
  }
}
