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

/** One file that is to be written or removed. */
export interface FileChange {
  /** The folder that it is published in. */
  readonly root: string;
  /** Its path there. */
  readonly file: string;
  /** Whether something stands there so far. */
  readonly existed: boolean;
  readonly isRemoval: boolean;
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
 * All new content is written there as it is made, and then all old content linked, so the disk is full before anything has
 * changed or not at all. Then a journal says what is about to happen, and files are renamed into place: each is wholly old or
 * wholly new at any moment. The journal goes last. Where it is found, a run was killed in between, and the next one undoes it.
 */
export class Publication {
  /** What is to change, in the order in which it was asked for; in the staging folder, names are numbers in this list. */
  public readonly changes: FileChange[] = [];
  /** What is being written, for errors. */
  private place: string;

  /**
   * @param staging the staging folder
   * @param isRehearsal whether changes are only noted, for it is known that they will not be made
   */
  constructor(
    private readonly staging: string,
    private readonly isRehearsal = false,
  ) {
    this.place = staging;
  }

  /** Undoes what a run that was killed has left behind. */
  public recover(): void {
    const journal = this.staged(JOURNAL);
    if (existsSync(journal)) this.undo(JSON.parse(readFileSync(journal, 'utf8')));
    this.discard();
  }

  /**
   * Has a file written. Its content waits in the staging folder, and no longer in memory.
   *
   * @throws Unwritable if there is no place for it even there
   */
  public write(root: string, file: string, content: string, existed: boolean): void {
    const index = this.changes.push({ root, file, existed, isRemoval: false }) - 1;
    if (this.isRehearsal) return;
    try {
      if (this.place === this.staging) mkdirSync(this.staged(FRESH));
      this.place = join(root, file);
      writeFileSync(this.staged(FRESH, index), content);
    } catch (error) {
      throw Unwritable.from(this.place, error);
    }
  }

  /** Has a file removed. */
  public remove(root: string, file: string): void {
    this.changes.push({ root, file, existed: true, isRemoval: true });
  }

  /** Where the new content of the files of a folder waits, by their paths there. */
  public freshIn(root: string): ReadonlyMap<string, string> {
    const fresh = new Map<string, string>();
    for (const [index, change] of this.changes.entries()) {
      if (change.root === root && !change.isRemoval) fresh.set(change.file, this.staged(FRESH, index));
    }
    return fresh;
  }

  /**
   * Makes all changes, or none.
   *
   * @throws Unwritable if one of them cannot be made
   */
  public apply(): void {
    if (this.changes.length === 0) return;
    const folders = this.foldersToMake();
    let journal: Journal | undefined;
    try {
      journal = { files: this.keepAll(), folders: folders.map(folder => this.relative(folder)) };
      this.writeJournal(journal);
      this.move(folders);
      unlinkSync(this.staged(JOURNAL));
    } catch (error) {
      if (journal) this.undo(journal);
      throw Unwritable.from(this.place, error);
    }
  }

  /** Removes what was staged; not what a publication needs that could neither be made nor undone. */
  public discard(): void {
    if (!existsSync(this.staging) || existsSync(this.staged(JOURNAL))) return;
    for (const name of readdirSync(this.staging)) {
      if (name !== RunLock.FILE) rmSync(this.staged(name), { recursive: true, force: true });
    }
  }

  /** Links what stands there. */
  private keepAll(): Journal['files'] {
    this.place = this.staging;
    mkdirSync(this.staged(KEPT));
    return this.changes.map(({ root, file, existed }, index) => {
      this.place = join(root, file);
      if (existed) Publication.keep(this.place, this.staged(KEPT, index));
      return { path: this.relative(this.place), existed };
    });
  }

  private move(folders: readonly string[]): void {
    for (const folder of folders) {
      this.place = folder;
      mkdirSync(folder);
    }
    for (const [index, { root, file, isRemoval }] of this.changes.entries()) {
      this.place = join(root, file);
      if (isRemoval) Publication.removeFile(root, file);
      else renameSync(this.staged(FRESH, index), this.place);
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
    const path = this.staged(JOURNAL);
    writeFileSync(`${path}.new`, JSON.stringify(journal));
    renameSync(`${path}.new`, path);
  }

  /** Can itself be killed, and done again. */
  private undo({ files, folders }: Journal): void {
    const around = dirname(this.staging);
    for (const [index, { path, existed }] of files.entries()) {
      const target = join(around, path);
      const kept = this.staged(KEPT, index);
      if (existed && existsSync(kept)) {
        if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
        renameSync(kept, target);
      }
      const wasMoved = !existed && !existsSync(this.staged(FRESH, index));
      if (wasMoved) rmSync(target, { force: true });
    }
    for (const folder of [...folders].reverse()) Publication.removeIfEmpty(join(around, folder));
    rmSync(this.staged(JOURNAL), { force: true });
  }

  private staged(name: string, index?: number): string {
    return index === undefined ? join(this.staging, name) : join(this.staging, name, `${index}`);
  }

  private relative(path: string): string {
    return relative(dirname(this.staging), path);
  }

  private foldersToMake(): string[] {
    const missing = new Set<string>();
    const seen = new Set<string>();
    const visit = (folder: string): void => {
      if (seen.has(folder)) return;
      seen.add(folder);
      if (existsSync(folder)) return;
      visit(dirname(folder));
      missing.add(folder);
    };
    for (const { root, file, isRemoval } of this.changes) if (!isRemoval) visit(dirname(join(root, file)));
    return [...missing];
  }

  /** With the folders that it leaves empty. */
  private static removeFile(root: string, file: string): void {
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
