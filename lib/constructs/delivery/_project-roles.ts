import type { AppProjectSpecRoles } from '../../../imports/argocd-argoproj.io';
import { InvalidValue } from '../../notation/invalid-value';

const GROUP = /^[^\s,"'*]+$/;

/** What the members of a project may do in Argo CD; undefined if it has none. */
export function projectRoles(project: string, groups: readonly string[]): AppProjectSpecRoles[] | undefined {
  for (const group of groups) {
    if (!GROUP.test(group)) throw new InvalidValue('group', 'a name without spaces, commas and wildcards', group);
  }
  if (groups.length === 0) return undefined;
  const may = (resource: string, action: string) =>
    `p, proj:${project}:member, ${resource}, ${action}, ${project}/*, allow`;
  return [
    {
      name: 'member',
      description: 'Looks at what the project delivers, and syncs it',
      groups: [...groups],
      policies: [may('applications', 'get'), may('applications', 'sync'), may('logs', 'get')],
    },
  ];
}
