import type { LabelSelectorRequirement, LabelSelectorTerms } from '../../notation/label-selector';
import { Json } from '../json/json';
import { keyPath } from '../json/key-path';

/** A requirement that no labels meet: what stands in for what cannot be read. */
const UNREADABLE: LabelSelectorRequirement = { key: '', operator: 'unreadable' };
const NONE: readonly LabelSelectorRequirement[] = [];

/** Label selectors as they stand in rendered objects. What is none matches nothing. */
export class SelectorTerms {
  /** Reads a selector; null and an absent one have no requirements, and so match everything. */
  public static read(value: unknown): LabelSelectorTerms {
    if (value === undefined || value === null) return {};
    if (!Json.isObject(value)) return { matchExpressions: [UNREADABLE] };
    const { matchLabels = null, matchExpressions = null } = value;
    const isReadable =
      (matchLabels === null || Json.isObject(matchLabels)) &&
      (matchExpressions === null || Array.isArray(matchExpressions));
    const labels = Json.texts(matchLabels);
    if (isReadable && matchExpressions === null && (matchLabels === null || labels === matchLabels)) {
      return { matchLabels: labels, matchExpressions: NONE };
    }
    return {
      matchLabels: labels,
      matchExpressions: [
        ...Json.list(matchExpressions).map(SelectorTerms.requirement),
        ...Object.values(Json.object(matchLabels)).flatMap(text => (typeof text === 'string' ? [] : [UNREADABLE])),
        ...(isReadable ? [] : [UNREADABLE]),
      ],
    };
  }

  private static requirement(value: unknown): LabelSelectorRequirement {
    if (!Json.isObject(value)) return UNREADABLE;
    const { key, operator, values = null } = value;
    const isReadable =
      typeof key === 'string' &&
      typeof operator === 'string' &&
      (values === null || (Array.isArray(values) && values.every(text => typeof text === 'string')));
    return isReadable ? { key, operator, values: Json.list(values) as string[] } : UNREADABLE;
  }

  /** The requirements, each as a text of its own form, sorted: two selectors that ask for the same have the same. */
  public static requirements(terms: LabelSelectorTerms): readonly string[] {
    const labels = Object.entries(terms.matchLabels ?? {}).map(([key, text]) => JSON.stringify([key, 'In', [text]]));
    const expressions = (terms.matchExpressions ?? []).map(({ key, operator, values }) =>
      JSON.stringify([key, operator, [...new Set(values ?? [])].sort()]),
    );
    return [...new Set([...labels, ...expressions])].sort();
  }

  /** Whether it has no requirement, and so matches everything. */
  public static isEmpty(terms: LabelSelectorTerms): boolean {
    const { matchLabels = {}, matchExpressions = [] } = terms;
    return matchExpressions.length === 0 && Object.keys(matchLabels).length === 0;
  }

  /** Whether the first selector matches whatever the second matches, as far as each requirement tells by itself. */
  public static covers(first: LabelSelectorTerms, second: LabelSelectorTerms): boolean {
    const asked = SelectorTerms.expressions(second);
    return SelectorTerms.expressions(first).every(one => asked.some(other => SelectorTerms.follows(one, other)));
  }

  /** All requirements as expressions. */
  public static expressions(terms: LabelSelectorTerms): readonly LabelSelectorRequirement[] {
    const labels = Object.entries(terms.matchLabels ?? {});
    return [
      ...labels.map(([key, text]) => ({ key, operator: 'In', values: [text] })),
      ...(terms.matchExpressions ?? []),
    ];
  }

  /** Whether what meets the second requirement meets the first. */
  private static follows(one: LabelSelectorRequirement, other: LabelSelectorRequirement): boolean {
    if (one.key !== other.key) return false;
    const [values, others] = [one.values ?? [], other.values ?? []];
    switch (`${other.operator} so ${one.operator}`) {
      case 'In so In':
        return others.every(text => values.includes(text));
      case 'NotIn so NotIn':
        return values.every(text => others.includes(text));
      case 'In so NotIn':
        return !others.some(text => values.includes(text));
      case 'DoesNotExist so NotIn':
      case 'In so Exists':
      case 'Exists so Exists':
      case 'DoesNotExist so DoesNotExist':
        return true;
      default:
        return false;
    }
  }

  /** Every key that it asks about. */
  public static keys({ matchLabels = {}, matchExpressions = [] }: LabelSelectorTerms): readonly string[] {
    return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
  }

  /** Every key that it asks about, with the path of the field that names it, relative to the selector. */
  public static placedKeys(terms: LabelSelectorTerms): readonly { readonly key: string; readonly path: string }[] {
    return [
      ...Object.keys(terms.matchLabels ?? {}).map(key => ({ key, path: keyPath('matchLabels', key) })),
      ...(terms.matchExpressions ?? []).map(({ key }, index) => ({ key, path: `matchExpressions[${index}].key` })),
    ];
  }
}
