/** A team that trains and serves models of its own. */
export interface Team {
  readonly name: string;
  readonly owner: string;
  /** Group of the identity provider whose members may look at the team's objects. */
  readonly group: string;
  /** Who pays for its GPUs. */
  readonly costCenter: string;
}

/** The teams of the platform (seed row B16). */
export const TEAMS: Team[] = [
  { name: 'fraud', owner: 'fraud@build.server', group: 'team-fraud', costCenter: 'cc-risk' },
];
