import { Grouped } from '../notation/grouped';
import { LabelSelector, type LabelSelectorTerms } from '../notation/label-selector';
import { SelectorTerms } from './network/selector-terms';

type Labels = Readonly<Record<string, string>>;

interface Entry<T> {
  readonly labels: Labels;
  readonly item: T;
}

/** So few things are asked again sooner than their answer is found. */
const FEW = 8;

/** Things that have a label of one key. By its value they are told apart only if a selector asks: most keys are never asked for. */
class Labelled<T> {
  public readonly entries: Entry<T>[] = [];
  private byText: Map<string, Entry<T>[]> | undefined;

  constructor(private readonly key: string) {}

  public with(text: string): readonly Entry<T>[] {
    this.byText ??= this.index();
    return this.byText.get(text) ?? [];
  }

  private index(): Map<string, Entry<T>[]> {
    return Grouped.by(this.entries, ({ labels }) => labels[this.key]);
  }
}

/** Things with labels, so that what a selector matches is found without asking every one of them. */
export class LabelIndex<T> {
  private readonly entries: Entry<T>[] = [];
  private readonly byKey = new Map<string, Labelled<T>>();
  private readonly answers = new Map<string, readonly T[]>();

  constructor(things: Iterable<readonly [Labels, T]>) {
    for (const [labels, item] of things) {
      const entry = { labels, item };
      this.entries.push(entry);
      for (const key in labels) {
        const labelled = this.byKey.get(key) ?? new Labelled<T>(key);
        if (labelled.entries.push(entry) === 1) this.byKey.set(key, labelled);
      }
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
      const labelled = this.byKey.get(key)?.with(text) ?? [];
      if (labelled.length < rarest.length) rarest = labelled;
    };
    for (const key in matchLabels) narrow(key, matchLabels[key]);
    matchExpressions.forEach(({ key, operator, values = [] }) => {
      if (operator === 'In' && values.length === 1) narrow(key, values[0]);
    });
    return rarest;
  }

  private static matching<T>(terms: LabelSelectorTerms, candidates: readonly Entry<T>[]): readonly T[] {
    const items: T[] = [];
    for (let index = 0; index < candidates.length; index++) {
      const { labels, item } = candidates[index];
      if (LabelSelector.matches(terms, labels)) items.push(item);
    }
    return items;
  }
}
