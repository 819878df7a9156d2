import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../lib/manifests/json/json';
import type { PodSecurityLevel, PodSecurityVersion } from '../../../lib/manifests/pod-security-levels';
import { PATHS, type Values } from './judged-paths';

/** One question to both judges. */
export interface Case {
  readonly level: PodSecurityLevel;
  readonly version: PodSecurityVersion;
  readonly pod: JsonObject;
}

type Mutable = Record<string, unknown>;

/** A small generator of numbers, so that a seed means the same pods on every machine (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 below the limit. */
  public below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  public pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  public chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}

/** Made anew each time: mutation must not reach two containers at once. */
const hardened = () => ({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
const hardenedPod = () => ({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });

/** What mutation starts from: pods that pass, pods that say nothing, pods of the kinds that standards treat apart. */
const BASES: readonly (() => JsonObject)[] = [
  () => ({ spec: { containers: [{ name: 'app', securityContext: hardened() }], securityContext: hardenedPod() } }),
  () => ({
    metadata: { annotations: { 'example.com/note': 'x' } },
    spec: {
      initContainers: [{ name: 'init', securityContext: hardened() }],
      containers: [
        { name: 'app', securityContext: { ...hardened(), ...hardenedPod() } },
        { name: 'side', securityContext: { ...hardened(), ...hardenedPod() } },
      ],
      ephemeralContainers: [{ name: 'debug', securityContext: hardened() }],
      securityContext: hardenedPod(),
    },
  }),
  () => ({ spec: { containers: [{ name: 'nginx', image: 'nginx' }] } }),
  () => ({ spec: { containers: [{ name: 'app' }], os: { name: 'windows' }, securityContext: { runAsNonRoot: true } } }),
  () => ({ spec: { containers: [{ name: 'app', securityContext: hardened() }], hostUsers: false } }),
  () => ({}),
];

const VERSIONS: readonly PodSecurityVersion[] = ['latest', ...Array.from({ length: 40 }, (_, minor) => minor), 1000];
const LEVELS: readonly PodSecurityLevel[] = ['restricted', 'restricted', 'restricted', 'baseline', 'baseline'];
const LISTS = ['containers', 'containers', 'initContainers', 'ephemeralContainers'];
/** Values of a type that hardly any field has, to see that both judges refuse to read the same pods. */
const WRONG: Values = ['yes', 1, 1.5, 1e21, true, [], {}, [1], [[]], ['x'], { a: 1 }, ''];

/** Pods with one to eight judged fields changed, in all three container lists. */
export function* cases(seed: number, count: number): Generator<Case> {
  const random = new Random(seed);
  for (let i = 0; i < count; i++) {
    const level = random.chance(40) ? 'privileged' : random.pick(LEVELS);
    const version = random.pick(VERSIONS);
    const pod = random.pick(BASES)() as Mutable;
    for (let left = random.pick([1, 1, 1, 2, 2, 3, 5, 8]); left > 0; left--) mutate(pod, random);
    yield { level, version, pod };
  }
}

/** Eight digits that tell whether a pod is still the one a recorded verdict speaks of. */
export function digest(pod: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(pod)).digest('hex').slice(0, 8);
}

function mutate(pod: Mutable, random: Random): void {
  const [pattern, values] = random.pick(PATHS);
  const keys = pattern.split(' ').map(key => {
    if (key === '<list>') return random.pick(LISTS);
    return key === '<index>' ? random.pick([0, 0, 0, 1]) : key;
  });
  // Now and then what encloses the field is what changes, or the type is wrong.
  const depth = random.chance(12) ? 1 + random.below(keys.length) : keys.length;
  const value = random.chance(60) ? random.pick(WRONG) : random.chance(12) ? null : random.pick(values);
  const placed = depth < keys.length ? random.pick([null, {}, [], value]) : value;
  put(pod, keys.slice(0, depth), structuredClone(placed));
}

/** Sets a value, and puts objects and lists on the way where there are none. */
function put(root: Mutable, keys: readonly (string | number)[], value: unknown): void {
  let here = root as Record<string | number, unknown>;
  keys.slice(0, -1).forEach((key, i) => {
    const wantsList = typeof keys[i + 1] === 'number';
    const next = here[key];
    const fits = typeof next === 'object' && next !== null && Array.isArray(next) === wantsList;
    if (!fits) here[key] = wantsList ? [] : {};
    here = here[key] as Record<string | number, unknown>;
  });
  const last = keys[keys.length - 1];
  if (Array.isArray(here)) while (here.length < Number(last)) here.push({ name: `filler${here.length}` });
  here[last] = value;
}
