import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CliOutput } from './cli-output';
import { type FileChange, Publication } from './publication';
import { type PublishedFiles, PublishedFolder } from './published-folder';
import { RunLock } from './run-lock';
import { Unwritable } from './unwritable';

/** All that a run has made. */
export interface Output {
  /** What Argo CD reads. */
  readonly dist: PublishedFiles;
  readonly evidence: PublishedFiles;
  readonly artifacts: PublishedFiles;
  /** Construct paths by the names of objects, for cdk8s-cli. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/** What is about to happen. */
export interface PublicationPlan {
  /** Why it cannot. */
  readonly obstacles: readonly string[];
  /** What changes of what Argo CD reads. */
  readonly dist: readonly FileChange[];
  readonly beside: readonly FileChange[];
}

/**
 * The folders that a run writes to: the published one, `evidence/` and `artifacts/` beside it, and what cdk8s-cli asked for.
 */
export class OutputFolders {
  private readonly published: PublishedFolder;
  private readonly staging: string;

  constructor(private readonly outdir: string) {
    this.published = new PublishedFolder(outdir);
    this.staging = join(dirname(this.published.root), `.${basename(this.published.root)}.publishing`);
  }

  /**
   * Does something while no other run may publish here, from a state that no killed run has left half changed.
   *
   * @throws if another run is at it, or cdk8s-cli deletes what is published
   */
  public exclusively(run: () => void): void {
    CliOutput.assertApartFrom(this.outdir);
    const lock = RunLock.take(this.staging, this.outdir);
    try {
      new Publication(this.staging).recover();
      run();
    } finally {
      lock.release();
    }
  }

  /**
   * What publishing all this would change, and what stands in its way.
   *
   * @param mayRemove what is no longer made and may go, by its path in a folder
   */
  public plan(output: Output, mayRemove: (file: string) => boolean): PublicationPlan {
    const parts = this.parts(output);
    const obstacles = parts.flatMap(([folder, files]) => folder.obstacles(files));
    if (obstacles.length > 0) return { obstacles, dist: [], beside: [] };
    const [dist, ...beside] = parts.map(([folder, files]) => folder.changesTo(files, mayRemove));
    return { obstacles, dist, beside: beside.flat() };
  }

  /**
   * Publishes as one step: all folders change, or none. The folder of cdk8s-cli is nobody's, and goes first.
   *
   * @throws Unwritable if something cannot be written; then all folders are as they were
   */
  public publish(output: Output, { dist, beside }: PublicationPlan): void {
    this.copyForCli(output);
    new Publication(this.staging).apply([...dist, ...beside]);
  }

  private parts({ dist, evidence, artifacts }: Output): [PublishedFolder, PublishedFiles][] {
    const beside = (name: string) => new PublishedFolder(resolve(this.outdir, '..', name));
    const parts: [PublishedFolder, PublishedFiles][] = [[this.published, dist]];
    // Another app beside this one may have made what is there.
    if (evidence.size > 0) parts.push([beside('evidence'), evidence]);
    if (artifacts.size > 0) parts.push([beside('artifacts'), artifacts]);
    return parts;
  }

  private copyForCli({ dist, constructPaths }: Output): void {
    if (CliOutput.asked === undefined) return;
    const folder = new PublishedFolder(CliOutput.asked);
    const { root } = folder;
    mkdirSync(root, { recursive: true });
    for (const { file, content } of folder.changesTo(dist)) OutputFolders.make(root, file, content);
    for (const [file, content] of CliOutput.metadata(constructPaths)) OutputFolders.make(root, file, content);
  }

  private static make(root: string, file: string, content: string | undefined): void {
    const path = join(root, file);
    try {
      mkdirSync(dirname(path), { recursive: true });
      if (content === undefined) rmSync(path);
      else writeFileSync(path, content);
    } catch (error) {
      throw Unwritable.from(path, error);
    }
  }
}
