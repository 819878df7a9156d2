import { LabelSelector, type LabelSelectorTerms } from '../notation/label-selector';
import { SelectorTerms } from './network/selector-terms';

type Labels = Readonly<Record<string, string>>;

/** Things with labels, so that what a selector matches is found without asking every one of them. */
export class LabelIndex<T> {
  private readonly entries: { readonly labels: Labels; readonly item: T }[] = [];
  private readonly byLabel = new Map<string, number[]>();
  private readonly answers = new Map<string, readonly T[]>();

  constructor(things: Iterable<readonly [Labels, T]>) {
    for (const [labels, item] of things) {
      const position = this.entries.push({ labels, item }) - 1;
      for (const [key, text] of Object.entries(labels)) {
        const label = LabelIndex.label(key, text);
        const list = this.byLabel.get(label);
        if (list) list.push(position);
        else this.byLabel.set(label, [position]);
      }
    }
  }

  /** What the selector matches, in the order given. */
  public select(terms: LabelSelectorTerms): readonly T[] {
    const question = SelectorTerms.requirements(terms).join();
    const known = this.answers.get(question);
    if (known) return known;
    const found = this.candidates(terms).filter(({ labels }) => LabelSelector.matches(terms, labels));
    const answer = found.map(({ item }) => item);
    this.answers.set(question, answer);
    return answer;
  }

  /** What has the rarest of the labels that the selector asks for. */
  private candidates(terms: LabelSelectorTerms) {
    const required = [
      ...Object.entries(terms.matchLabels ?? {}),
      ...(terms.matchExpressions ?? []).flatMap(({ key, operator, values = [] }) =>
        operator === 'In' && values.length === 1 ? [[key, values[0]] as const] : [],
      ),
    ];
    const lists = required.map(([key, text]) => this.byLabel.get(LabelIndex.label(key, text)) ?? []);
    if (lists.length === 0) return this.entries;
    const rarest = lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest));
    return rarest.map(position => this.entries[position]);
  }

  private static label(key: string, text: string): string {
    return `${key}=${text}`;
  }
}
