import { LabelSelector, type LabelSelectorTerms } from '../notation/label-selector';
import { SelectorTerms } from './network/selector-terms';

type Labels = Readonly<Record<string, string>>;

interface Entry<T> {
  readonly labels: Labels;
  readonly item: T;
}

/** So few things are asked again sooner than their answer is found. */
const FEW = 8;

/** Things with labels, so that what a selector matches is found without asking every one of them. */
export class LabelIndex<T> {
  private readonly entries: Entry<T>[] = [];
  /** By the key of a label and its value. */
  private readonly byLabel = new Map<string, Map<string, Entry<T>[]>>();
  private readonly answers = new Map<string, readonly T[]>();

  constructor(things: Iterable<readonly [Labels, T]>) {
    for (const [labels, item] of things) {
      const entry = { labels, item };
      this.entries.push(entry);
      for (const key of Object.keys(labels)) this.file(key, labels[key], entry);
    }
  }

  /** What the selector matches, in the order given. */
  public select(terms: LabelSelectorTerms): readonly T[] {
    const candidates = this.candidates(terms);
    if (candidates.length <= FEW) return LabelIndex.matching(terms, candidates);
    const question = SelectorTerms.requirements(terms).join();
    const known = this.answers.get(question);
    if (known) return known;
    const answer = LabelIndex.matching(terms, candidates);
    this.answers.set(question, answer);
    return answer;
  }

  /** What has the rarest of the labels that the selector asks for. */
  private candidates({ matchLabels = {}, matchExpressions = [] }: LabelSelectorTerms): readonly Entry<T>[] {
    let rarest: readonly Entry<T>[] = this.entries;
    const narrow = (key: string, text: string) => {
      const labelled = this.byLabel.get(key)?.get(text) ?? [];
      if (labelled.length < rarest.length) rarest = labelled;
    };
    for (const key of Object.keys(matchLabels)) narrow(key, matchLabels[key]);
    for (const { key, operator, values = [] } of matchExpressions) {
      if (operator === 'In' && values.length === 1) narrow(key, values[0]);
    }
    return rarest;
  }

  private file(key: string, text: string, entry: Entry<T>): void {
    const byText = this.byLabel.get(key);
    const labelled = byText?.get(text);
    if (labelled) labelled.push(entry);
    else if (byText) byText.set(text, [entry]);
    else this.byLabel.set(key, new Map([[text, [entry]]]));
  }

  private static matching<T>(terms: LabelSelectorTerms, candidates: readonly Entry<T>[]): readonly T[] {
    return candidates.filter(({ labels }) => LabelSelector.matches(terms, labels)).map(({ item }) => item);
  }
}
