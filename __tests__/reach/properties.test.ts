import fc from 'fast-check';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { type Breach, Isolation } from '../../lib/reach/isolation';
import { ReachJson } from '../../lib/reach/reach-json';
import { ReachQuestion } from '../../lib/reach/reach-question';
import { Reachability } from '../../lib/reach/reachability';
import { Dice, PolicyGenerator, type ReachCase } from './policy-generator';
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

test('the ways between namespaces are those that are found by asking about every pair of pods', () => {
  fc.assert(
    fc.property(cases, each => {
      const all = new ManifestSet(each.objects.map(object => new Manifest(object)));
      const reach = new Reachability(all, { isForProof: true });
      const found = [...Isolation.breaches(reach, ({ namespace }) => namespace)].filter(({ through }) => !through);
      const asked = reach.workloads.flatMap(to =>
        reach.workloads
          .filter(from => from.namespace !== to.namespace)
          .flatMap(from => Isolation.between(from, to, reach) ?? []),
      );
      const ways = (breaches: readonly Breach[]) =>
        breaches.map(({ from, to, port }) => `${from.name} ${to.name} ${port.port}/${port.protocol}`).sort();
      expect(ways(found)).toEqual(ways(asked));
    }),
    RUNS,
  );
});

const JUNK: readonly unknown[] = [null, 5, '', 'x', true, [], {}, [null], [5], [[]], { a: null }, -1];

/** The value with some of what is in it replaced by what does not belong there. */
function spoilt(value: unknown, dice: Dice): unknown {
  if (dice.is(0.03)) return dice.of(JUNK);
  if (Array.isArray(value)) return value.map(item => spoilt(item, dice));
  if (typeof value !== 'object' || value === null) return value;
  const isKept = (key: string) => key === 'kind' || key === 'apiVersion';
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isKept(key) ? item : spoilt(item, dice)]));
}

test('no shape of an object makes it throw', () => {
  fc.assert(
    fc.property(cases, fc.integer(), (each, seed) => {
      const dice = new Dice(seed);
      const objects = each.objects.map(object => spoilt(object, dice)) as JsonObject[];
      const manifests = objects.filter(Json.isObject).map(object => new Manifest(object));
      const reach = new Reachability(new ManifestSet(manifests), { isForProof: true });
      expect(JSON.parse([...ReachJson.write(reach, new ReachQuestion())].join(''))).toHaveProperty('flows');
      expect([...Isolation.breaches(reach, ({ namespace }) => namespace)].length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});
