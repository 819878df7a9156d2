import { ImageReference } from '../../notation/image-reference';
import { InvalidValue } from '../../notation/invalid-value';
import { ScanMode } from '../../values/scan-policy';
import type { GateJob, VaultSecret } from './_gate-job';
import type { BuildPipelineProps } from './build-pipeline-props';

/** Where jobs find the credentials of the registry; a tool of any image reads this file. */
const DOCKER_LOGIN = [
  'export DOCKER_CONFIG="$PWD/.docker" && mkdir -p "$DOCKER_CONFIG"',
  'AUTH="$(printf \'%s:%s\' "$REGISTRY_USER" "$REGISTRY_PASSWORD" | base64 | tr -d \'\\n\')"',
  'printf \'{"auths":{"%s":{"auth":"%s"}}}\' "$REGISTRY" "$AUTH" > "$DOCKER_CONFIG/config.json"',
];

/** Git takes no repository that belongs to another user, as the checkout of a runner does to the user of the image. */
const OWN_CHECKOUT = 'git config --global --add safe.directory "$PWD"';

/** Replaces the digest of one image in the catalogue, and with it the word that it is an example. */
const SET_DIGEST =
  'const { readFileSync, writeFileSync } = require("fs"); const [file, name, digest] = process.argv.slice(1); ' +
  'const all = JSON.parse(readFileSync(file)); all[name] = { repository: all[name].repository, digest }; ' +
  'writeFileSync(file, JSON.stringify(all, null, 2) + "\\n")';

/** What GitLab reads into its list of vulnerabilities (seed row H12). */
const CONTAINER_SCANNING = 'gl-container-scanning-report.json';
/** What the scan found, as cosign attests it. */
const SCAN_RESULT = 'trivy.vuln.json';

const NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/;
const FILE = /^[\w-]+(\/[\w.-]+)*\.json$/;
const TAG = /^[\w.-]+$/;

/** The jobs of the four gates. What each does is said once; how a forge starts it, is the forge's file. */
export class GateJobs {
  /** @throws if a text would not be safe in a shell, the registry is none of the site, or the signer cannot sign there */
  public static of(props: BuildPipelineProps): readonly GateJob[] {
    GateJobs.check(props);
    return [
      ...GateJobs.source(props),
      ...GateJobs.image(props),
      ...GateJobs.supplyChain(props),
      ...GateJobs.deployment(props),
    ];
  }

  /** Host and port of the registry. */
  public static registryOf({ repository }: BuildPipelineProps): string {
    return repository.split('/')[0];
  }

  /** Says in the head of a file which of its digests nobody has produced yet; empty if all are real. */
  public static exampleNote({ tools, environment }: BuildPipelineProps): string {
    const examples = environment.site.exampleImages;
    const names = Object.entries(tools).filter(([, { reference }]) => examples.includes(reference));
    if (names.length === 0) return '';
    return `\n# The digests of these tools are examples, until the images are in the registry: ${names.map(([name]) => name).join(', ')}.`;
  }

  private static check(props: BuildPipelineProps): void {
    const { imageName, repository, catalogue = 'charts/images.json', runnerTags = ['build'], signer, vault } = props;
    const { site } = props.environment;
    if (!NAME.test(imageName)) throw new InvalidValue('imageName', 'a name such as "ml-classifier"', imageName);
    if (!FILE.test(catalogue)) throw new InvalidValue('catalogue', 'a JSON file of the repository', catalogue);
    const reference = ImageReference.tryParse(repository);
    if (!reference || reference.tag !== undefined || reference.digest !== undefined) {
      throw new InvalidValue('repository', 'an image reference without a tag and a digest', repository);
    }
    if (!site.registries.includes(reference.registry)) {
      throw new InvalidValue('repository', `in one of the registries ${site.registries.join(', ')}`, repository);
    }
    if (runnerTags.length === 0 || !runnerTags.every(tag => TAG.test(tag))) {
      throw new InvalidValue('runnerTags', 'at least one tag such as "build"', runnerTags);
    }
    for (const [what, text] of [
      ['vault.role', vault.role],
      ['vault.authPath', vault.authPath ?? 'jwt'],
      ['vault.mount', vault.mount ?? 'secret'],
    ]) {
      if (!TAG.test(text)) throw new InvalidValue(what, 'letters, digits, "-", "_" and "."', text);
    }
    if (!/^https:\/\/[\w.:-]+$/.test(vault.url)) {
      throw new InvalidValue('vault.url', 'an https URL such as "https://vault.example.com"', vault.url);
    }
    if (site.isAirGapped && signer.isKeyless) {
      throw new Error('an air-gapped site does not reach Sigstore; call ImageSigner.publicKey()');
    }
    if (signer.kms !== undefined) {
      throw new Error('no job has a token for the key management service; call ImageSigner.publicKey()');
    }
  }

  /** Gate 1: what people wrote. */
  private static source({ tools, environment: { name } }: BuildPipelineProps): GateJob[] {
    const gate = 'gate-1-source';
    const sarif = (tool: string) => ({ sarif: `${tool}.sarif`, keeps: [`${tool}.sarif`] });
    return [
      {
        name: 'gitleaks',
        gate,
        tool: tools.gitleaks,
        script: ['gitleaks git --redact --report-format sarif --report-path gitleaks.sarif .'],
        ...sarif('gitleaks'),
      },
      {
        name: 'bandit',
        gate,
        tool: tools.bandit,
        script: [
          'bandit --recursive . --exclude ./node_modules --severity-level medium --format sarif --output bandit.sarif',
        ],
        ...sarif('bandit'),
      },
      {
        name: 'hadolint',
        gate,
        tool: tools.hadolint,
        script: ['hadolint --failure-threshold warning --format sarif Dockerfile > hadolint.sarif'],
        ...sarif('hadolint'),
      },
      {
        name: 'manifests',
        gate,
        tool: tools.node,
        script: [
          OWN_CHECKOUT,
          'npm ci --ignore-scripts',
          'npm run synth',
          'test -z "$(git status --porcelain dist evidence artifacts)"',
          `npx fortress verify dist/${name} --site evidence/${name}/site.yaml --waivers evidence/${name}/waivers.yaml ` +
            '--format sarif > fortress.sarif',
        ],
        ...sarif('fortress'),
      },
      {
        // Another opinion, for people: what Trivy knows of Kubernetes has no waivers, and no policy or project of ours.
        name: 'trivy-config',
        gate,
        tool: tools.trivy,
        script: [
          // The checks are those of the image, so that the same objects have the same result, also in an air gap.
          'trivy config --skip-check-update --misconfig-scanners kubernetes --format sarif --output trivy-config.sarif ' +
            `dist/${name}`,
        ],
        ...sarif('trivy-config'),
      },
    ];
  }

  /** Gate 2: what was built of it. Nothing is pushed before it was scanned (seed row H10). */
  private static image(props: BuildPipelineProps): GateJob[] {
    const { tools, environment, vulnerabilityDatabase } = props;
    const { mode, severities } = environment.scan;
    const database = vulnerabilityDatabase === undefined ? '' : ` --db-repository ${vulnerabilityDatabase}`;
    const scan = `trivy image --input image.tar${database}`;
    return [
      {
        name: 'build',
        gate: 'gate-2-build',
        tool: tools.buildah,
        script: [
          'export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot',
          'buildah build --format docker --label "org.opencontainers.image.revision=$COMMIT" --tag "$IMAGE:$COMMIT" .',
          'buildah push "$IMAGE:$COMMIT" "docker-archive:image.tar:$IMAGE:$COMMIT"',
        ],
        keeps: ['image.tar'],
      },
      {
        name: 'trivy',
        gate: 'gate-2-scan',
        tool: tools.trivy,
        script: [
          `${scan} --format sarif --output trivy.sarif`,
          `${scan} --skip-db-update --format template --template @/contrib/gitlab.tpl --output ${CONTAINER_SCANNING}`,
          `${scan} --skip-db-update --format cosign-vuln --output ${SCAN_RESULT}`,
          `${scan} --skip-db-update --severity ${severities.join(',')} --exit-code ${mode === ScanMode.FAIL ? 1 : 0}`,
        ],
        keeps: ['trivy.sarif', SCAN_RESULT],
        sarif: 'trivy.sarif',
        gitlabReports: { container_scanning: CONTAINER_SCANNING },
      },
      {
        name: 'push',
        gate: 'gate-2-push',
        tool: tools.skopeo,
        isMainOnly: true,
        usesRegistry: true,
        script: [
          ...DOCKER_LOGIN,
          'skopeo copy --authfile "$DOCKER_CONFIG/config.json" --digestfile digest.txt docker-archive:image.tar "docker://$IMAGE:$COMMIT"',
        ],
        keeps: ['digest.txt'],
      },
    ];
  }

  /** Gate 3: what the image is made of, and who stands behind it. */
  private static supplyChain({ tools, signer }: BuildPipelineProps): GateJob[] {
    // A key proves the signature by itself; the log of Sigstore is then not asked, and not told.
    const options = signer.isKeyless ? '--yes' : '--yes --tlog-upload=false --key env://COSIGN_PRIVATE_KEY';
    return [
      {
        name: 'syft',
        gate: 'gate-3-bill-of-materials',
        tool: tools.syft,
        isMainOnly: true,
        script: ['syft scan docker-archive:image.tar --output cyclonedx-json=sbom.cdx.json'],
        keeps: ['sbom.cdx.json'],
      },
      {
        name: 'cosign',
        gate: 'gate-3-signature',
        tool: tools.cosign,
        isMainOnly: true,
        usesRegistry: true,
        signsByIdentity: signer.isKeyless,
        secrets: signer.isKeyless ? [] : COSIGN_KEY,
        script: [
          ...DOCKER_LOGIN,
          `cosign sign ${options} "$IMAGE@$(cat digest.txt)"`,
          `cosign attest ${options} --type cyclonedx --predicate sbom.cdx.json "$IMAGE@$(cat digest.txt)"`,
          `cosign attest ${options} --type vuln --predicate ${SCAN_RESULT} "$IMAGE@$(cat digest.txt)"`,
        ],
      },
    ];
  }

  /**
   * Gate 4: the digest goes into Git, and Argo CD does the rest (seed rows G10, G11). Vault gives the right to push to the last
   * job alone, which runs nothing but git: what renders runs the code of others.
   */
  private static deployment({ tools, imageName, catalogue = 'charts/images.json' }: BuildPipelineProps): GateJob[] {
    return [
      {
        name: 'render',
        gate: 'gate-4-rendering',
        tool: tools.node,
        isMainOnly: true,
        script: [
          OWN_CHECKOUT,
          `node -e '${SET_DIGEST}' ${catalogue} ${imageName} "$(cat digest.txt)"`,
          'npm ci --ignore-scripts',
          'npm run synth',
          `git add ${catalogue} dist evidence artifacts`,
          'git diff --cached --binary > deploy.patch',
        ],
        keeps: ['deploy.patch'],
      },
      {
        name: 'deploy',
        gate: 'gate-4-deployment',
        tool: tools.node,
        isMainOnly: true,
        commits: true,
        script: [
          OWN_CHECKOUT,
          'git apply --index deploy.patch',
          'git -c user.name=deploy -c user.email=deploy@localhost commit --message ' +
            `"Deploy ${imageName} $(cat digest.txt) [skip ci]"`,
          'git push origin "HEAD:$BRANCH"',
        ],
      },
    ];
  }
}

const COSIGN_KEY: readonly VaultSecret[] = [
  { variable: 'COSIGN_PRIVATE_KEY', path: 'ci/cosign', key: 'private-key' },
  { variable: 'COSIGN_PASSWORD', path: 'ci/cosign', key: 'password' },
];
