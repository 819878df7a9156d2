import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository on disk that Argo CD reads. */
export class GitRepository {
  private readonly directory = mkdtempSync(join(tmpdir(), 'fortress-git-'));

  constructor() {
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  public get url(): string {
    return `file://${this.directory}`;
  }

  /** Makes these files the whole content of the branch. */
  public commit(files: ReadonlyMap<string, string>): void {
    this.git('rm', '-rq', '--ignore-unmatch', '.');
    for (const [file, content] of files) {
      mkdirSync(dirname(join(this.directory, file)), { recursive: true });
      writeFileSync(join(this.directory, file), content);
    }
    this.git('add', '--all');
    this.git('-c', 'user.name=suite', '-c', 'user.email=suite@example.com', 'commit', '--quiet', '--message', 'synth');
  }

  /** The newest commit. */
  public get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.directory, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
    return stdout.trim();
  }
}
