import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { YamlDocuments } from '../../manifests/yaml/yaml-documents';
import type { Output } from './output-folders';

const CONFIGURATION = 'cdk8s.yaml';

/** The folder of cdk8s-cli: deleted before the app starts, and read when it has ended. */
export class CliOutput {
  /** What cdk8s-cli asks the app to write to; undefined if it did not start the app. */
  public static get asked(): string | undefined {
    return process.env.CDK8S_OUTDIR;
  }

  /**
   * What the CLI wants to know beside the files, for the reports of its validation plugins: a file that Argo CD would take
   * for a manifest, and so never published. It knows objects by their names alone.
   */
  public static metadata(output: Pick<Output, 'constructPaths'>): ReadonlyMap<string, string> {
    if (process.env.CDK8S_RECORD_CONSTRUCT_METADATA !== 'true') return new Map();
    const resources = Object.fromEntries([...output.constructPaths].map(([name, path]) => [name, { path }]));
    return new Map([['construct-metadata.json', JSON.stringify({ version: '1.0.0', resources })]]);
  }

  /**
   * That cdk8s-cli does not delete what is published: a run that fails would leave nothing there. `--stdout` deletes the
   * configured output, too, and asks for another folder, so the configuration is read as well.
   *
   * @throws if it does, whether it has started this run or will start the next one
   */
  public static assertApartFrom(published: string): void {
    for (const folder of [CliOutput.asked, CliOutput.configured()]) {
      if (folder === undefined || !CliOutput.overlap(resolve(folder), resolve(published))) continue;
      throw new Error(
        `cdk8s-cli deletes its output folder ${JSON.stringify(folder)} before it starts the app, and ${JSON.stringify(published)} ` +
          `is published there; say "output: build/synth" in ${CONFIGURATION} (and "git checkout ${published}", if it is gone)`,
      );
    }
  }

  private static configured(): string | undefined {
    if (!existsSync(CONFIGURATION)) return undefined;
    const [configuration] = YamlDocuments.read(readFileSync(CONFIGURATION, 'utf8'));
    return typeof configuration?.output === 'string' ? configuration.output : undefined;
  }

  /** Whether one is the other, or in it. */
  private static overlap(one: string, other: string): boolean {
    return [relative(one, other), relative(other, one)].some(path => !path.startsWith('..'));
  }
}
