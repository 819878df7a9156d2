import type { IArtifact } from '../../values/artifact';
import { yamlFile } from '../_yaml-file';
import { auditRecordScript } from './_audit-record';
import { GATES, type GateJob } from './_gate-job';
import { GateJobs } from './_gate-jobs';
import type { BuildPipelineProps } from './build-pipeline-props';

const IS_MAIN = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const AUDIT = 'audit';
const AUDIT_JOB = 'audit-record';
/** The token of a job by which Vault knows it. */
const VAULT_TOKEN = 'VAULT_ID_TOKEN';
/** The same for Amazon, and the file that its command line reads it from. */
const AWS_TOKEN = 'AWS_ID_TOKEN';
const AWS_TOKEN_FILE = '/tmp/aws-id-token';

/**
 * `.gitlab-ci.yml` with the four gates in order (seed rows H09 to H13, H15 to H17): what people wrote, what was built of it,
 * what that is made of and who signed it, and its way into Git. A job that fails ends the run, but for its record.
 *
 * Secrets come from Vault and roles of Amazon by the token of the one job that needs them; none is stored in GitLab. Nothing
 * is applied to a cluster: the last job commits the digest, and Argo CD reads the commit.
 * @see https://docs.gitlab.com/ci/yaml/
 */
export class GitLabPipeline implements IArtifact {
  public readonly fileName = 'gitlab-ci.yml';

  private readonly jobs: readonly GateJob[];

  /**
   * @throws if a text would not be safe in a shell, the registry is none of the site, or the signer cannot sign there
   */
  constructor(private readonly props: BuildPipelineProps) {
    this.jobs = GateJobs.of(props);
  }

  public render(_objects: any[]): string {
    const { repository, vault, runnerTags = ['build'] } = this.props;
    const jobs = this.jobs.map(job => [job.name, this.renderJob(job)]);
    return yamlFile(
      `.gitlab-ci.yml of the repository that the image is built from.${GateJobs.exampleNote(this.props)}`,
      {
        stages: [...GATES, AUDIT],
        workflow: { rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }, { if: IS_MAIN }] },
        variables: {
          IMAGE: repository,
          REGISTRY: GateJobs.registryOf(this.props),
          COMMIT: '$CI_COMMIT_SHA',
          // Vault's address and role, as GitLab asks for the secrets of a job.
          VAULT_SERVER_URL: vault.url,
          VAULT_AUTH_ROLE: vault.role,
          VAULT_AUTH_PATH: vault.authPath ?? 'jwt',
          GIT_DEPTH: '0',
        },
        default: {
          tags: runnerTags,
          after_script: ['mkdir -p status', 'echo "$CI_JOB_STATUS" > "status/$CI_JOB_NAME"'],
        },
        ...Object.fromEntries(jobs),
        [AUDIT_JOB]: this.auditJob(),
      },
    );
  }

  private renderJob(job: GateJob): object {
    const { tool, isMainOnly, commits, secrets = [], signsByIdentity, keeps = [], gitlabReports } = job;
    const fromVault = [...secrets, ...(commits ? [DEPLOY_TOKEN] : [])];
    return {
      stage: job.gate,
      // The images of tools start the tool itself; a script needs their shell.
      image: { name: tool.reference, entrypoint: [''] },
      ...(isMainOnly ? { rules: [{ if: IS_MAIN }] } : {}),
      ...GitLabPipeline.variables(job),
      ...this.tokens(fromVault.length > 0, signsByIdentity ?? false),
      ...(fromVault.length > 0 ? { secrets: this.secrets(fromVault) } : {}),
      script: [...(commits ? GIT_LOGIN : []), ...job.script],
      artifacts: { when: 'always', paths: [...keeps, 'status/'], reports: gitlabReports, expire_in: '30 days' },
    };
  }

  /** GitLab's own credentials for its registry are gone with the job. */
  private static variables({ usesRegistry, commits }: GateJob): object {
    if (usesRegistry) {
      return { variables: { REGISTRY_USER: '$CI_REGISTRY_USER', REGISTRY_PASSWORD: '$CI_REGISTRY_PASSWORD' } };
    }
    return commits ? { variables: { BRANCH: '$CI_DEFAULT_BRANCH' } } : {};
  }

  private tokens(isVault: boolean, isSigstore: boolean): object {
    const tokens = {
      ...(isVault ? { [VAULT_TOKEN]: { aud: this.props.vault.url } } : {}),
      ...(isSigstore ? { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } } : {}),
    };
    return Object.keys(tokens).length > 0 ? { id_tokens: tokens } : {};
  }

  private secrets(secrets: readonly { variable: string; path: string; key: string }[]): object {
    const engine = { name: 'kv-v2', path: this.props.vault.mount ?? 'secret' };
    return Object.fromEntries(
      secrets.map(({ variable, path, key }) => [
        variable,
        { vault: { engine, path, field: key }, token: `$${VAULT_TOKEN}`, file: false },
      ]),
    );
  }

  /** Runs in any case, and last: a run that failed is what an auditor asks about. */
  private auditJob(): object {
    const { auditBucket, tools } = this.props;
    return {
      stage: AUDIT,
      image: { name: tools.aws.reference, entrypoint: [''] },
      rules: [{ if: IS_MAIN, when: 'always' }],
      variables: {
        ACTOR: '$GITLAB_USER_LOGIN',
        RUN: '$CI_PIPELINE_ID',
        AWS_REGION: auditBucket.region,
        AWS_ROLE_ARN: auditBucket.roleArn,
        AWS_WEB_IDENTITY_TOKEN_FILE: AWS_TOKEN_FILE,
      },
      id_tokens: { [AWS_TOKEN]: { aud: 'sts.amazonaws.com' } },
      script: [
        `printf '%s' "$${AWS_TOKEN}" > ${AWS_TOKEN_FILE}`,
        // One item: GitLab prints what it runs between two of them.
        auditRecordScript(
          this.jobs.map(({ name }) => name),
          auditBucket,
        ),
      ],
      artifacts: { when: 'always', paths: ['audit-record.json'], expire_in: 'never' },
    };
  }
}

const DEPLOY_TOKEN = { variable: 'DEPLOY_TOKEN', path: 'ci/deploy', key: 'token' };

/** The token never stands in a command line or a URL, where others could read it. */
const GIT_LOGIN = [
  'git config credential.helper \'!f() { echo username=deploy; echo "password=$DEPLOY_TOKEN"; }; f\'',
  'git remote set-url --push origin "$CI_PROJECT_URL.git"',
];
