import { EnvValue, type Volume } from 'cdk8s-plus-30';
import { type ImageSigner, type PipelineStepProps, Resources } from '../lib';
import { PROD } from './environments';
import { image } from './images';
import { GITLAB, SIGNER } from './site';

export interface DeployStepsProps {
  /** Name of the environment whose pipeline it is; it deploys there. */
  readonly environment: string;
  /** Has the file `config.json`, with which signatures are read from the registry. */
  readonly registryCredentials: Volume;
  /** Has the file `credentials`, with which the one repository can be written. */
  readonly gitCredentials: Volume;
  /** Has {@link COMMIT_DIGEST} as the file `commit-digest.sh`. */
  readonly scripts: Volume;
}

const SMALL = Resources.guaranteed({ cpu: '200m', memory: '256Mi' });
/** Builds push into one group of the registry; a payload cannot name another one. */
const BUILT = `${GITLAB.registry}/ml-security/production-models`;

/** The kubelet fills in variables of arguments as they are; no shell reads them. */
const REFERENCE = `${BUILT}/$(IMAGE)@$(DIGEST)`;

/**
 * Gives the image its digest, renders, and pushes one commit (seed rows G10, G11). Where the environment tries images before
 * production does, it is a candidate there.
 *
 * The image `deployer` has git, Node.js and, below $TOOLS, the packages that package-lock.json names.
 */
export const COMMIT_DIGEST = `set -eu
git config --global credential.helper "store --file=$GIT_CREDENTIALS_FILE"
git clone --quiet --depth 1 "$REPOSITORY_URL" "$HOME/platform"
cd "$HOME/platform"
ln -s "$TOOLS/node_modules" node_modules
npm run --silent image -- "$IMAGE" "$DIGEST" $CANDIDATE_OF
npm run --silent synth
git add charts dist evidence artifacts
git -c user.name="$ACTOR" -c user.email="$ACTOR" commit --quiet --message "Ship $IMAGE at $DIGEST [skip ci]"
git push --quiet origin HEAD:main
`;

/** What a digest has to get past before it is in Git: its signature, the attestation of its scan, and then a commit. */
export function deploySteps(props: DeployStepsProps): PipelineStepProps[] {
  const { registryCredentials, gitCredentials, scripts, environment } = props;
  const cosign = (name: string, ...args: string[]): PipelineStepProps => ({
    name,
    image: image('cosign'),
    resources: SMALL,
    command: ['cosign'],
    args: [...args, ...trustOf(SIGNER), REFERENCE],
    envVariables: {
      ...parameters('image', 'digest'),
      COSIGN_PUBLIC_KEY: EnvValue.fromValue(SIGNER.key ?? ''),
      DOCKER_CONFIG: EnvValue.fromValue('/etc/registry'),
      HOME: EnvValue.fromValue('/tmp'),
    },
    volumeMounts: [{ path: '/etc/registry', volume: registryCredentials, readOnly: true }],
  });
  return [
    cosign('verify-signature', 'verify'),
    cosign('verify-scan', 'verify-attestation', '--type', 'vuln'),
    {
      name: 'commit',
      image: image('deployer'),
      resources: Resources.guaranteed({ cpu: '1', memory: '2Gi', ephemeralStorage: '2Gi' }),
      command: ['sh', '/etc/scripts/commit-digest.sh'],
      envVariables: {
        ...parameters('image', 'digest', 'actor'),
        CANDIDATE_OF: EnvValue.fromValue(environment === PROD.name ? '' : environment),
        REPOSITORY_URL: EnvValue.fromValue(GITLAB.repository),
        GIT_CREDENTIALS_FILE: EnvValue.fromValue('/etc/git-writer/credentials'),
        TOOLS: EnvValue.fromValue('/opt/deployer'),
        HOME: EnvValue.fromValue('/workspace'),
      },
      writable: { '/tmp': '256Mi', '/workspace': '1Gi' },
      volumeMounts: [
        { path: '/etc/git-writer', volume: gitCredentials, readOnly: true },
        { path: '/etc/scripts', volume: scripts, readOnly: true },
      ],
    },
  ];
}

function parameters(...names: string[]): Record<string, EnvValue> {
  const value = (name: string) => EnvValue.fromValue(`{{workflow.parameters.${name}}}`);
  return Object.fromEntries(names.map(name => [name.toUpperCase(), value(name)]));
}

/** A key proves a signature by itself; without one, the exact build that may sign is named (seed rows I05, I06). */
function trustOf({ key, kms, issuer, subject }: ImageSigner): string[] {
  if (issuer !== undefined && subject !== undefined) {
    return ['--certificate-oidc-issuer', issuer, '--certificate-identity', subject];
  }
  return ['--key', key === undefined ? String(kms) : 'env://COSIGN_PUBLIC_KEY', '--insecure-ignore-tlog=true'];
}
