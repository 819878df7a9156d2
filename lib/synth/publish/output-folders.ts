import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
  /** Texts of files elsewhere, by their paths. */
  readonly baselines: ReadonlyMap<string, string>;
  /** Construct paths by the names of objects, for cdk8s-cli. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/** What is about to happen. */
export interface PublicationPlan {
  /** Why it cannot. */
  readonly obstacles: readonly string[];
  /** What changes of what Argo CD reads. */
  readonly dist: readonly FileChange[];
  readonly publication: Publication;
}

/**
 * The folders that a run writes to: the published one, `evidence/` and `artifacts/` beside it, those of baselines, and what
 * cdk8s-cli asked for.
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
      this.cleanly(run);
    } finally {
      lock.release();
    }
  }

  /**
   * What publishing all this would change, and what stands in its way. What is new is in the staging folder then.
   *
   * @param mayRemove what is no longer made and may go, by its path in a folder
   * @param isRehearsal whether it is known that it will not come to that
   */
  public plan(output: Output, mayRemove: (file: string) => boolean, isRehearsal = false): PublicationPlan {
    const parts = this.parts(output);
    const obstacles = parts.flatMap(([folder, files]) => folder.obstacles(files));
    const publication = new Publication(this.staging, isRehearsal);
    if (obstacles.length === 0) {
      for (const [folder, files] of parts) folder.change(files, publication, mayRemove);
      for (const [path, text] of output.baselines) OutputFolders.changeBaseline(path, text, publication);
    }
    return { obstacles, publication, dist: publication.changes.filter(({ root }) => root === this.published.root) };
  }

  /**
   * Publishes as one step: all folders change, or none. The folder of cdk8s-cli is nobody's, and goes first.
   *
   * @throws Unwritable if something cannot be written; then all folders are as they were
   */
  public publish(output: Output, { publication }: PublicationPlan): void {
    this.copyForCli(output, publication);
    publication.apply();
  }

  private cleanly(run: () => void): void {
    const publication = new Publication(this.staging);
    publication.recover();
    try {
      run();
    } finally {
      publication.discard();
    }
  }

  private parts({ dist, evidence, artifacts }: Output): [PublishedFolder, PublishedFiles][] {
    const beside = (name: string) => new PublishedFolder(resolve(this.outdir, '..', name));
    const parts: [PublishedFolder, PublishedFiles][] = [[this.published, dist]];
    // Another app beside this one may have made what is there.
    if (evidence.size > 0) parts.push([beside('evidence'), evidence]);
    if (artifacts.size > 0) parts.push([beside('artifacts'), artifacts]);
    return parts;
  }

  /** A baseline is nobody's folder, and bears no mark: people edit it. */
  private static changeBaseline(path: string, text: string, publication: Publication): void {
    const existed = existsSync(path);
    try {
      const target = existed ? realpathSync(path) : resolve(path);
      if (existed && readFileSync(target, 'utf8') === text) return;
      publication.write(dirname(target), basename(target), text, existed);
    } catch (error) {
      throw Unwritable.from(path, error);
    }
  }

  private copyForCli(output: Output, publication: Publication): void {
    if (CliOutput.asked === undefined) return;
    const folder = new PublishedFolder(CliOutput.asked);
    const { root } = folder;
    const fresh = publication.freshIn(this.published.root);
    mkdirSync(root, { recursive: true });
    for (const file of folder.outdated(output.dist)) OutputFolders.make(join(root, file), rmSync);
    for (const file of output.dist.keys()) {
      const source = fresh.get(file) ?? join(this.published.root, file);
      OutputFolders.make(join(root, file), path => copyFileSync(source, path));
    }
    for (const [file, content] of CliOutput.metadata(output)) {
      OutputFolders.make(join(root, file), path => writeFileSync(path, content));
    }
  }

  private static make(path: string, write: (path: string) => void): void {
    try {
      mkdirSync(dirname(path), { recursive: true });
      write(path);
    } catch (error) {
      throw Unwritable.from(path, error);
    }
  }
}
