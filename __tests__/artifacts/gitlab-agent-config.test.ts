import { load } from 'js-yaml';
import { GitLabAgentConfig, type GitLabAgentConfigProps } from '../../lib';

const PROPS: GitLabAgentConfigProps = { agent: 'mlsecops-agent', project: 'ml/models', environment: 'prod' };

test('one project may use the tunnel, as the job that asks (row H05)', () => {
  const config = new GitLabAgentConfig(PROPS);
  expect(config.fileName).toBe('gitlab-agent-config.yaml');
  expect(config.render([])).toContain('# .gitlab/agents/mlsecops-agent/config.yaml of');
  expect(load(config.render([]))).toEqual({
    ci_access: {
      projects: [{ id: 'ml/models', environments: ['prod'], protected_branches_only: true, access_as: { ci_job: {} } }],
    },
  });
});

const PROJECT = 'project must be a group and a project such as "ml-security/production-models", got';

test.each<[Partial<GitLabAgentConfigProps>, string]>([
  [{ project: '<YOUR-GROUP>/models' }, `${PROJECT} "<YOUR-GROUP>/models"`],
  [{ project: 'models' }, `${PROJECT} "models"`],
  [{ agent: 'An Agent' }, 'agent must be '],
  [{ environment: '*' }, 'environment must be '],
])('refuses %j', (wrong, message) => {
  expect(() => new GitLabAgentConfig({ ...PROPS, ...wrong })).toThrow(message);
});
