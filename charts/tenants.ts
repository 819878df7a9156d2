/** A tenant that runs an inference service. */
export interface InferenceTenant {
  readonly name: string;
  readonly team: string;
  readonly owner: string;
  /** Group of the identity provider whose members may look at the tenant's objects. */
  readonly group: string;
}

function tenant(name: string, team: string): InferenceTenant {
  return { name, team, owner: `${team}@build.server`, group: `team-${team}` };
}

/** The tenants of the platform (seed row B14). One line adds one. */
export const TENANTS: InferenceTenant[] = [tenant('tenant-a', 'vision'), tenant('tenant-b', 'language')];
