import type { Check } from '../checks/check';
import type { Finding } from './finding';
import type { Waiver } from './waiver';

const FIXES: Readonly<Record<string, string>> = {
  'waiver-expired': 'mend what it excuses, or give it a new day with a new reason',
  'waiver-unused': 'remove it',
  'waiver-refused': 'remove it, and mend what the check found',
  'waiver-unknown-check': 'name a check that exists; fortress explain lists them',
};

/**
 * Findings with what waivers make of them: what a waiver accepts is waived, and a waiver that has expired, matches nothing,
 * or waives what cannot be waived is a finding of its own. An excuse that nobody needs any more must not outlive its reason.
 *
 * @param date the day on which it is decided, `2026-11-21`
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  checks: readonly Check[],
  date: string,
): Finding[] {
  const byKey = new Map<string, number[]>();
  findings.forEach((finding, index) => {
    const key = keyOf(finding.check, finding.object);
    const list = byKey.get(key);
    if (list) list.push(index);
    else byKey.set(key, [index]);
  });
  const waived = new Set<number>();
  const own: Finding[] = [];
  const known = new Map(checks.map(check => [check.id, check]));
  for (const waiver of waivers) {
    const matches = (byKey.get(keyOf(waiver.check, waiver.object)) ?? []).filter(
      index => waiver.path === undefined || findings[index].path === waiver.path,
    );
    const problem = problemOf(waiver, known.get(waiver.check), matches.length, date);
    if (problem) own.push(ownFinding(waiver, ...problem));
    else for (const index of matches) waived.add(index);
  }
  const judged = findings.map((finding, index) =>
    waived.has(index) ? { ...finding, status: 'waived' as const } : finding,
  );
  return [...judged, ...own];
}

function problemOf(
  waiver: Waiver,
  check: Check | undefined,
  matches: number,
  date: string,
): [string, string] | undefined {
  if (!check) return ['waiver-unknown-check', `there is no check ${JSON.stringify(waiver.check)}`];
  if (check.unwaivable) return ['waiver-refused', `${waiver.check} cannot be waived`];
  if (waiver.expires < date) return ['waiver-expired', `the waiver of ${waiver.check} expired on ${waiver.expires}`];
  if (matches === 0) return ['waiver-unused', `the waiver of ${waiver.check} matches no finding`];
  return undefined;
}

function ownFinding(waiver: Waiver, check: string, message: string): Finding {
  return {
    check,
    status: 'fail',
    object: waiver.object,
    origin: {},
    path: waiver.path ?? '',
    message: `${message} (owner ${waiver.owner}: ${waiver.reason})`,
    fix: FIXES[check],
  };
}

function keyOf(check: string, { apiVersion, kind, namespace, name }: Finding['object']): string {
  return [check, apiVersion, kind, namespace, name].join('\n');
}
