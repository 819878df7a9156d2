/** What the operating system's refusal means to the person who has to do something about it. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EDQUOT: 'the quota of this user is used up',
  EISDIR: 'a folder is where a file has to be',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is where a folder has to be',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  EXDEV: 'it is a file system of its own; mount the folder around it instead',
};

/** Synthesis could not write somewhere. All published files are as they were before. */
export class Unwritable extends Error {
  /** Says what a refusal of the operating system means; any other error stays what it is. */
  public static from(path: string, error: unknown): unknown {
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    if (code === undefined || error instanceof Unwritable) return error;
    return new Unwritable(
      `${path} cannot be written: ${MEANINGS[code] ?? 'it was refused'} (${code}); nothing was changed`,
    );
  }

  private constructor(message: string) {
    super(message);
    this.name = 'Unwritable';
  }
}
