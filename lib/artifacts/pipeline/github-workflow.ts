import { InvalidValue } from '../../notation/invalid-value';
import type { IArtifact } from '../../values/artifact';
import { yamlFile } from '../_yaml-file';
import { auditRecordScript } from './_audit-record';
import { GATES, type GateJob, type VaultSecret } from './_gate-job';
import { GateJobs } from './_gate-jobs';
import type { BuildPipelineProps } from './build-pipeline-props';

/** A workflow in full. */
export interface GitHubWorkflowProps extends BuildPipelineProps {
  /**
   * Id of the GitHub App that commits digests; its key is the property `key` of the secret `ci/deploy`. An app's token lives for an
   * hour, and a person's for months.
   */
  readonly deployAppId: string;
}

/** Actions by the commit of their release; a tag can be moved. Each was looked up in the repository of the action. */
const ACTIONS = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
  upload: 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
  download: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
  sarif: 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e',
  vault: 'hashicorp/vault-action@4c06c5ccf5c0761b6029f56cfb1dcf5565918a3b',
  aws: 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c',
  app: 'actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3',
};

/** The releases of these commits, which people read beside them, and robots that propose newer ones. */
const RELEASES: readonly (readonly [string, string])[] = [
  [ACTIONS.checkout, 'v7.0.1'],
  [ACTIONS.upload, 'v7.0.0'],
  [ACTIONS.download, 'v8.0.1'],
  [ACTIONS.sarif, 'v4.36.2'],
  [ACTIONS.vault, 'v3.4.0'],
  [ACTIONS.aws, 'v6.2.3'],
  [ACTIONS.app, 'v3.1.1'],
];

/** What GitHub puts in before it starts a job. */
const expression = (text: string) => `\${{ ${text} }}`;

const MAIN = 'refs/heads/main';
const AUDIT_JOB = 'audit-record';
const REGISTRY_LOGIN: readonly VaultSecret[] = [
  { variable: 'REGISTRY_USER', path: 'ci/registry', key: 'username' },
  { variable: 'REGISTRY_PASSWORD', path: 'ci/registry', key: 'password' },
];
const APP_KEY: VaultSecret = { variable: 'DEPLOY_APP_KEY', path: 'ci/deploy', key: 'key' };

/**
 * A workflow for GitHub with the four gates in order (seed rows J18, J19, I10, I11): the jobs of GitLabPipeline, with the same
 * images and commands. Actions are pinned by commit; Vault, Amazon and Sigstore know a job by its OIDC token, and no secret
 * is stored in GitHub.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 */
export class GitHubWorkflow implements IArtifact {
  public readonly fileName = 'github-workflow.yml';

  private readonly jobs: readonly GateJob[];

  /**
   * @throws if a text would not be safe in a shell, the registry is none of the site, or the signer cannot sign there
   */
  constructor(private readonly props: GitHubWorkflowProps) {
    this.jobs = GateJobs.of(props);
    if (!/^\d+$/.test(props.deployAppId)) {
      throw new InvalidValue('deployAppId', 'the number of a GitHub App such as "123456"', props.deployAppId);
    }
  }

  public render(_objects: any[]): string {
    const jobs = this.jobs.map(job => [job.name, this.renderJob(job)]);
    const text = yamlFile(
      `.github/workflows/build.yml of the repository that the image is built from.${GateJobs.exampleNote(this.props)}`,
      {
        name: 'build',
        on: { pull_request: {}, push: { branches: ['main'] } },
        // Each job asks for what it needs.
        permissions: {},
        env: {
          IMAGE: this.props.repository,
          REGISTRY: GateJobs.registryOf(this.props),
          COMMIT: expression('github.sha'),
        },
        jobs: { ...Object.fromEntries(jobs), [AUDIT_JOB]: this.auditJob() },
      },
    );
    return RELEASES.reduce((with_, [action, release]) => with_.replaceAll(action, `${action} # ${release}`), text);
  }

  private renderJob(job: GateJob): object {
    const secrets = this.secretsOf(job);
    const needs = this.before(job);
    return {
      ...(needs.length > 0 ? { needs } : {}),
      ...(job.isMainOnly ? { if: `github.ref == '${MAIN}'` } : {}),
      ...this.runsOn(job.tool.reference),
      permissions: {
        contents: 'read',
        ...(job.sarif ? { 'security-events': 'write' } : {}),
        ...(secrets.length > 0 || job.signsByIdentity ? { 'id-token': 'write' } : {}),
      },
      steps: [
        ...(secrets.length > 0 ? [this.fromVault(secrets)] : []),
        ...(job.commits ? GitHubWorkflow.checkoutAsApp(this.props.deployAppId) : [CHECKOUT]),
        ...(needs.length > 0 ? [{ uses: ACTIONS.download, with: { pattern: 'files-*', 'merge-multiple': true } }] : []),
        {
          name: job.name,
          shell: 'sh -e {0}',
          ...(job.commits ? { env: { BRANCH: 'main' } } : {}),
          run: job.script.join('\n'),
        },
        ...GitHubWorkflow.kept(job),
      ],
    };
  }

  /** Every job of the gates before: a gate opens when all of the one before it has succeeded. */
  private before({ gate }: GateJob): string[] {
    const index = GATES.indexOf(gate);
    return this.jobs.filter(job => GATES.indexOf(job.gate) < index).map(({ name }) => name);
  }

  private runsOn(image: string): object {
    return { 'runs-on': ['self-hosted', ...(this.props.runnerTags ?? ['build'])], container: { image } };
  }

  private secretsOf({ secrets = [], usesRegistry, commits }: GateJob): readonly VaultSecret[] {
    return [...secrets, ...(usesRegistry ? REGISTRY_LOGIN : []), ...(commits ? [APP_KEY] : [])];
  }

  private fromVault(secrets: readonly VaultSecret[]): object {
    const { url, role, authPath = 'jwt', mount = 'secret' } = this.props.vault;
    return {
      uses: ACTIONS.vault,
      with: {
        url,
        method: 'jwt',
        path: authPath,
        role,
        jwtGithubAudience: url,
        secrets: secrets.map(({ variable, path, key }) => `${mount}/data/${path} ${key} | ${variable} ;`).join('\n'),
      },
    };
  }

  private static checkoutAsApp(appId: string): object[] {
    const id = 'app';
    return [
      {
        id,
        uses: ACTIONS.app,
        with: { 'app-id': appId, 'private-key': expression(`env.${APP_KEY.variable}`), 'permission-contents': 'write' },
      },
      { uses: ACTIONS.checkout, with: { ref: 'main', token: expression(`steps.${id}.outputs.token`) } },
    ];
  }

  private static kept({ name, keeps = [], sarif }: GateJob): object[] {
    return [
      ...(sarif ? [{ if: 'always()', uses: ACTIONS.sarif, with: { sarif_file: sarif, category: name } }] : []),
      ...(keeps.length > 0
        ? [{ if: 'always()', uses: ACTIONS.upload, with: { name: `files-${name}`, path: keeps.join('\n') } }]
        : []),
    ];
  }

  /** Runs in any case, and last: a run that failed is what an auditor asks about. */
  private auditJob(): object {
    const { auditBucket, tools } = this.props;
    const names = this.jobs.map(({ name }) => name);
    return {
      needs: names,
      if: `always() && github.ref == '${MAIN}'`,
      ...this.runsOn(tools.aws.reference),
      permissions: { 'id-token': 'write' },
      steps: [
        {
          uses: ACTIONS.download,
          with: { pattern: 'files-push', 'merge-multiple': true },
          'continue-on-error': true,
        },
        { uses: ACTIONS.aws, with: { 'role-to-assume': auditBucket.roleArn, 'aws-region': auditBucket.region } },
        {
          name: AUDIT_JOB,
          shell: 'sh -e {0}',
          env: {
            ACTOR: expression('github.actor'),
            RUN: `${expression('github.run_id')}-${expression('github.run_attempt')}`,
          },
          run: [
            'mkdir -p status',
            ...names.map(name => `echo "${expression(`needs.${name}.result`)}" > status/${name}`),
            auditRecordScript(names, auditBucket),
          ].join('\n'),
        },
        { if: 'always()', uses: ACTIONS.upload, with: { name: AUDIT_JOB, path: 'audit-record.json' } },
      ],
    };
  }
}

const CHECKOUT = { uses: ACTIONS.checkout, with: { 'fetch-depth': 0, 'persist-credentials': false } };
