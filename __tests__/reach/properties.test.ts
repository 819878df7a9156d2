import fc from 'fast-check';
import type { JsonObject } from '../../lib/manifests/json/json';
import { PolicyGenerator, type ReachCase } from './policy-generator';
import { rowsOf } from './reach-rows';

const RUNS = { numRuns: 60 };
const cases = fc.integer({ min: 1, max: 1e9 }).map(seed => new PolicyGenerator(seed).ciliumPolicies());

function open(each: ReachCase): string[] {
  return [...rowsOf(each)].filter(([, allowed]) => allowed).map(([row]) => row);
}

function isPolicy({ kind }: JsonObject): boolean {
  return String(kind).endsWith('NetworkPolicy');
}

/** The case with one of its policies changed. */
function changed(each: ReachCase, change: (policy: any) => void): ReachCase {
  const objects = structuredClone(each.objects) as JsonObject[];
  change(objects.find(isPolicy));
  return { ...each, objects };
}

test('adding an allow rule to a policy that has rules in that direction never removes a flow', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom('ingress', 'egress'), (each, direction) => {
      const rule = direction === 'ingress' ? { fromEntities: ['cluster'] } : { toEntities: ['world'] };
      const more = changed(each, ({ kind, spec }) => {
        if (kind === 'NetworkPolicy' || !spec?.[direction]?.length) return;
        spec[direction].push(rule);
      });
      const after = new Set(open(more));
      expect(open(each).filter(row => !after.has(row))).toEqual([]);
    }),
    RUNS,
  );
});

test('adding a deny rule never adds a flow', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom('ingressDeny', 'egressDeny'), (each, list) => {
      const rule = list === 'ingressDeny' ? { fromEndpoints: [{}] } : { toCIDR: ['10.0.0.0/8'] };
      const more = changed(each, ({ kind, spec }) => {
        if (kind !== 'NetworkPolicy' && spec) spec[list] = [...(spec[list] ?? []), rule];
      });
      const before = new Set(open(each));
      expect(open(more).filter(row => !before.has(row))).toEqual([]);
    }),
    RUNS,
  );
});

test('the order of rules and of objects never matters', () => {
  fc.assert(
    fc.property(cases, each => {
      const turned = (structuredClone(each.objects) as any[]).reverse();
      for (const { spec, specs } of turned.filter(isPolicy)) {
        for (const part of [spec, ...(specs ?? [])]) {
          for (const list of ['ingress', 'egress', 'ingressDeny', 'egressDeny']) part?.[list]?.reverse();
        }
      }
      expect(open({ ...each, objects: turned }).sort()).toEqual(open(each).sort());
    }),
    RUNS,
  );
});

test('renaming a namespace changes nothing but names', () => {
  fc.assert(
    fc.property(cases, each => {
      const rename = (text: string) =>
        text.replaceAll(/"(namespace|name|[^"]*pod\.namespace|[^"]*metadata\.name)":"a"/g, '"$1":"zz"');
      const inLists = (text: string) =>
        text.replaceAll(
          /("key":"[^"]*(?:pod\.namespace|metadata\.name)"[^}]*?"values":)\[([^\]]*)\]/g,
          (_, head, list) => {
            return `${head}[${String(list).replaceAll('"a"', '"zz"')}]`;
          },
        );
      const renamed = JSON.parse(inLists(rename(JSON.stringify(each)))) as ReachCase;
      const rows = open(renamed).map(row => row.replaceAll(/\bzz\//g, 'a/'));
      expect(rows.sort()).toEqual(open(each).sort());
    }),
    RUNS,
  );
});
