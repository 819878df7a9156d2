import type { Duration } from 'cdk8s';
import { InvalidValue } from '../../notation/invalid-value';

const UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
];

/** A duration as Prometheus and Grafana write it: in the largest unit that leaves a whole number, such as `90s` or `2m`. */
export function prometheusDuration(thing: string, duration: Duration): string {
  const seconds = duration.toSeconds({ integral: false });
  const [size, unit] = UNITS.find(([length]) => seconds % length === 0) ?? [0, ''];
  if (size === 0 || seconds === 0) throw new InvalidValue(thing, 'a whole number of seconds, from 1', seconds);
  return `${seconds / size}${unit}`;
}
