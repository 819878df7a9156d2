import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files';

/** The command as it is packed: compiled, and run by plain Node. */
export class CompiledCli {
  private readonly folder: string;

  constructor() {
    mkdirSync(join(ROOT, 'build'), { recursive: true });
    this.folder = mkdtempSync(join(ROOT, 'build/cli-'));
    const options = ['--outDir', this.folder, '--tsBuildInfoFile', join(this.folder, 'tsbuildinfo')];
    execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', ...options], { cwd: ROOT });
  }

  public get path(): string {
    return join(this.folder, 'lib/cli/fortress.js');
  }

  /** The reference platform, which is compiled with it. */
  public get main(): string {
    return join(this.folder, 'main.js');
  }

  /** Runs it to its end, in a folder, with a heap that does not hold whatever a file makes of itself. */
  public run(words: readonly string[], cwd: string, input: string | Buffer = ''): SpawnSyncReturns<string> {
    const args = ['--max-old-space-size=1500', this.path, ...words];
    return spawnSync(process.execPath, args, { cwd, input, encoding: 'utf8', maxBuffer: 2 ** 29 });
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
