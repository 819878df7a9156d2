/** So many answers are kept, to texts of so many characters at most. */
const LIMITS = { answers: 1000, length: 1000 };

/**
 * Answers to questions that a text says in full. What stands alike in thousands of objects, such as the rules of a role that
 * every tenant has, is so read once.
 */
export class Remembered<Answer> {
  private readonly answers = new Map<string, Answer>();

  public of(text: string, answer: () => Answer): Answer {
    const known = this.answers.get(text);
    if (known !== undefined) return known;
    const made = answer();
    if (this.answers.size < LIMITS.answers && text.length <= LIMITS.length) this.answers.set(text, made);
    return made;
  }
}
