import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { IArtifact } from '../values/artifact';
import { yamlFile } from './_yaml-file';

/** An agent in full. */
export interface GitLabAgentConfigProps {
  /** Name of the agent, as it is registered in the project that holds this file. */
  readonly agent: string;
  /** The one project whose jobs may use the tunnel, such as `ml-security/production-models`. */
  readonly project: string;
  /** The environment of GitLab that its jobs have to name. */
  readonly environment: string;
}

const PROJECT = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)+$/;

/**
 * The configuration of the GitLab agent (seed row H05): one project, jobs of protected branches and one environment. Each request
 * is made as the job that asks (`gitlab:ci_job:<id>`), to whom no Role gives anything, and not with the agent's own rights.
 * @see https://docs.gitlab.com/user/clusters/agent/ci_cd_workflow/
 */
export class GitLabAgentConfig implements IArtifact {
  public readonly fileName = 'gitlab-agent-config.yaml';

  /** @throws if the project is no path of a group and a project, or a name is none */
  constructor(private readonly props: GitLabAgentConfigProps) {
    Names.dnsLabel('agent', props.agent);
    Names.dnsLabel('environment', props.environment);
    if (!PROJECT.test(props.project)) {
      throw new InvalidValue('project', 'a group and a project such as "ml-security/production-models"', props.project);
    }
  }

  public render(_objects: any[]): string {
    const { agent, project, environment } = this.props;
    return yamlFile(`.gitlab/agents/${agent}/config.yaml of the project that the agent is registered in.`, {
      ci_access: {
        projects: [
          {
            id: project,
            environments: [environment],
            protected_branches_only: true,
            access_as: { ci_job: {} },
          },
        ],
      },
    });
  }
}
