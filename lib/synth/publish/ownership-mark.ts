const SENTENCE = 'Rendered by cdk8s-fortress. Change the code, not this file.';

/** What the first lines of every published file say, by which a later run knows its own files. */
export class OwnershipMark {
  /** So much of the start of a file tells whether it is marked. */
  public static readonly BYTES = 2 * SENTENCE.length;

  /** The content with the mark: a comment, or the first key of a JSON object. */
  public static on(file: string, content: string): string {
    if (file.endsWith('.json')) return content.replace(/^\{/, `{\n  "$comment": ${JSON.stringify(SENTENCE)},`);
    if (file.endsWith('.md')) return `<!-- ${SENTENCE} -->\n${content}`;
    return `# ${SENTENCE}\n${content}`;
  }

  /** Whether the content of a file has the mark. */
  public static isOn(content: string): boolean {
    const [first, second = ''] = content.slice(0, OwnershipMark.BYTES).split('\n', 2);
    return [`# ${SENTENCE}`, `<!-- ${SENTENCE} -->`].includes(first) || (first === '{' && second.includes(SENTENCE));
  }
}
