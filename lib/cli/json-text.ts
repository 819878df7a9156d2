/** JSON as text, bit by bit: there may be more than fits into one string. */
export class JsonText {
  /** Objects and lists are opened down to a depth; what is deeper stands on one line, so that a finding is a line. */
  public static *write(value: object, depth: number): Generator<string> {
    yield* JsonText.open(value, depth, '\n');
    yield '\n';
  }

  private static *open(value: unknown, depth: number, newLine: string): Generator<string> {
    const isOpen = depth > 0 && typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!isOpen) {
      yield JSON.stringify(value);
      return;
    }
    const isList = Array.isArray(value);
    let before = isList ? '[' : '{';
    for (const [key, element] of Object.entries(value)) {
      if (element === undefined) continue;
      yield `${before}${newLine}  ${isList ? '' : `${JSON.stringify(key)}: `}`;
      yield* JsonText.open(element, depth - 1, `${newLine}  `);
      before = ',';
    }
    yield `${newLine}${isList ? ']' : '}'}`;
  }
}
