import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { RunLock } from './run-lock';
import { Unwritable } from './unwritable';

/** One file that is to be written, or without content to be removed. */
export interface FileChange {
  /** The folder that it is published in. */
  readonly root: string;
  /** Its path there. */
  readonly file: string;
  readonly content?: string;
  /** What stood there before. */
  readonly before?: Uint8Array;
}

/** What is needed to undo a publication. Paths are relative to the folder around the staging folder. */
interface Journal {
  readonly files: readonly { readonly path: string; readonly existed: boolean }[];
  /** Folders that were made for it, outer ones first. */
  readonly folders: readonly string[];
}

const JOURNAL = 'journal.json';
const FRESH = 'new';
const KEPT = 'old';

/**
 * Changes many files as one step, through a staging folder beside them on the same file system.
 *
 * All new content is written there first, and all old content linked, so the disk is full before anything has changed or
 * not at all. Then a journal says what is about to happen, and files are renamed into place: each is wholly old or wholly
 * new at any moment. The journal goes last. Where it is found, a run was killed in between, and the next one undoes it.
 */
export class Publication {
  /** What is being written, for errors. */
  private place = '';

  constructor(private readonly staging: string) {}

  /** Undoes what a run that was killed has left behind. */
  public recover(): void {
    const journal = join(this.staging, JOURNAL);
    if (existsSync(journal)) this.undo(JSON.parse(readFileSync(journal, 'utf8')));
    this.clean();
  }

  /**
   * Makes all changes, or none.
   *
   * @throws Unwritable if one of them cannot be made
   */
  public apply(changes: readonly FileChange[]): void {
    if (changes.length === 0) return;
    const folders = Publication.foldersToMake(changes);
    let journal: Journal | undefined;
    try {
      journal = { files: this.stage(changes), folders: folders.map(folder => this.relative(folder)) };
      this.writeJournal(journal);
      this.move(changes, folders);
      unlinkSync(join(this.staging, JOURNAL));
    } catch (error) {
      if (journal) this.undo(journal);
      throw Unwritable.from(this.place, error);
    } finally {
      this.clean();
    }
  }

  /** Writes what is new and links what is old; the names are the numbers of the changes. */
  private stage(changes: readonly FileChange[]): Journal['files'] {
    this.place = this.staging;
    for (const folder of [FRESH, KEPT]) mkdirSync(join(this.staging, folder));
    return changes.map(({ root, file, content }, index) => {
      const path = join(root, file);
      this.place = path;
      if (content !== undefined) writeFileSync(join(this.staging, FRESH, `${index}`), content);
      const existed = existsSync(path);
      if (existed) Publication.keep(path, join(this.staging, KEPT, `${index}`));
      return { path: this.relative(path), existed };
    });
  }

  private move(changes: readonly FileChange[], folders: readonly string[]): void {
    for (const folder of folders) {
      this.place = folder;
      mkdirSync(folder);
    }
    for (const [index, { root, file, content }] of changes.entries()) {
      this.place = join(root, file);
      if (content === undefined) Publication.remove(root, file);
      else renameSync(join(this.staging, FRESH, `${index}`), this.place);
    }
  }

  /** Not every file system has links. */
  private static keep(path: string, kept: string): void {
    try {
      linkSync(path, kept);
    } catch {
      copyFileSync(path, kept);
    }
  }

  private writeJournal(journal: Journal): void {
    const path = join(this.staging, JOURNAL);
    writeFileSync(`${path}.new`, JSON.stringify(journal));
    renameSync(`${path}.new`, path);
  }

  /** Can itself be killed, and done again. */
  private undo({ files, folders }: Journal): void {
    const around = dirname(this.staging);
    for (const [index, { path, existed }] of files.entries()) {
      const target = join(around, path);
      const kept = join(this.staging, KEPT, `${index}`);
      if (existed && existsSync(kept)) {
        if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
        renameSync(kept, target);
      }
      const wasMoved = !existed && !existsSync(join(this.staging, FRESH, `${index}`));
      if (wasMoved) rmSync(target, { force: true });
    }
    for (const folder of [...folders].reverse()) Publication.removeIfEmpty(join(around, folder));
    rmSync(join(this.staging, JOURNAL), { force: true });
  }

  private clean(): void {
    for (const name of existsSync(this.staging) ? readdirSync(this.staging) : []) {
      if (name !== RunLock.FILE) rmSync(join(this.staging, name), { recursive: true, force: true });
    }
  }

  private relative(path: string): string {
    return relative(dirname(this.staging), path);
  }

  private static foldersToMake(changes: readonly FileChange[]): string[] {
    const missing = new Set<string>();
    const visit = (folder: string): void => {
      if (missing.has(folder) || existsSync(folder)) return;
      visit(dirname(folder));
      missing.add(folder);
    };
    for (const { root, file, content } of changes) if (content !== undefined) visit(dirname(join(root, file)));
    return [...missing];
  }

  /** With the folders that it leaves empty. */
  private static remove(root: string, file: string): void {
    unlinkSync(join(root, file));
    let folder = dirname(file);
    while (folder !== '.' && Publication.removeIfEmpty(join(root, folder))) folder = dirname(folder);
  }

  private static removeIfEmpty(folder: string): boolean {
    try {
      rmdirSync(folder);
      return true;
    } catch {
      return false;
    }
  }
}
