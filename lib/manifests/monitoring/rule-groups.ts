import { load } from 'js-yaml';
import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import { keyPath } from '../json/key-path';
import type { Manifest } from '../manifest';
import { MONITORING_GROUP } from '../references/monitor-targets';

const NONE: readonly (readonly JsonField[])[] = [];
const KNOWN = new WeakMap<Manifest, readonly (readonly JsonField[])[]>();

/** The kinds in which rules of Prometheus stand. */
export const RULE_KINDS: readonly string[] = ['PrometheusRule', 'ConfigMap'];

/** The groups of rules that an object gives to Prometheus, by file: of a PrometheusRule, or of rule files in a ConfigMap. */
export class RuleGroups {
  /** The groups of each file. */
  public static byFile(manifest: Manifest): readonly (readonly JsonField[])[] {
    const known = KNOWN.get(manifest) ?? RuleGroups.read(manifest);
    KNOWN.set(manifest, known);
    return known;
  }

  /** Every rule, of whatever group. */
  public static rules(manifest: Manifest): readonly JsonField[] {
    return RuleGroups.byFile(manifest).flatMap(groups => groups.flatMap(group => group.items('rules')));
  }

  private static read(manifest: Manifest): readonly (readonly JsonField[])[] {
    if (manifest.kind === 'PrometheusRule' && manifest.group === MONITORING_GROUP) {
      return [new JsonField(manifest.spec, 'spec').items('groups')];
    }
    if (manifest.kind !== 'ConfigMap' || manifest.group !== '') return NONE;
    return Object.entries(Json.texts(manifest.object.data)).flatMap(([key, text]) => {
      const file = RuleGroups.parse(key, text);
      return file ? [file] : [];
    });
  }

  /** The groups of a rule file; undefined for any other text. */
  private static parse(key: string, text: string): readonly JsonField[] | undefined {
    if (!/^\s*["']?groups["']?:/m.test(text) || !text.includes('expr')) return undefined;
    try {
      const groups = new JsonField(load(text), keyPath('data', key)).items('groups');
      const rules = groups.flatMap(group => group.items('rules'));
      return rules.some(({ object }) => 'expr' in object && ('alert' in object || 'record' in object))
        ? groups
        : undefined;
    } catch {
      return undefined;
    }
  }
}
