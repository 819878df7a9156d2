/** The answers to one question, which is asked once of each thing. */
export class Answers<Thing, Answer> {
  private readonly known = new Map<Thing, Answer>();

  constructor(private readonly ask: (thing: Thing) => Answer) {}

  public of(thing: Thing): Answer {
    const known = this.known.get(thing);
    if (known !== undefined) return known;
    const answer = this.ask(thing);
    this.known.set(thing, answer);
    return answer;
  }
}
