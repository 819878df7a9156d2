import type { PublishedFile } from './published-folder';

/** A file whose content is made when it is written, and not kept: those of a large app are more than memory should hold. */
export class LateFile implements PublishedFile {
  constructor(
    private readonly make: () => string,
    public readonly source?: string,
  ) {}

  public get content(): string {
    return this.make();
  }
}
