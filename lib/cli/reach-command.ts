import { ciliumRefusals } from '../checks/network/cilium-policy-valid';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { CiliumPolicy } from '../manifests/network/cilium-policy';
import { NetworkPolicy } from '../manifests/network/network-policy';
import { NetworkPolicyMistakes } from '../manifests/network/network-policy-mistakes';
import { FieldTypes } from '../manifests/schema/field-types';
import type { SiteFacts } from '../manifests/site-facts';
import { InputError } from '../manifests/yaml/input-error';
import { ManifestFiles } from '../manifests/yaml/manifest-files';
import { InvalidValue } from '../notation/invalid-value';
import { ReachDifference } from '../reach/reach-difference';
import { ReachQuestion } from '../reach/reach-question';
import { Reachability } from '../reach/reachability';
import { VerifyFacts } from '../verify/verify-facts';
import type { Arguments } from './arguments';
import type { Command } from './command-line';
import { EXIT, Outcome } from './outcome';
import { REACH_FORMATS } from './reach-formats';
import { REACH_HELP } from './reach-help';

/** `fortress reach`. */
export const REACH: Command = {
  run: given => {
    const problems = problemsOf(given);
    if (problems.length > 0) return Outcome.unusable(problems, REACH_HELP);
    const { site, errors } = VerifyFacts.of({ site: given.value('site') });
    const [unusable, outcome] = [errors.map(String), given.has('diff') ? difference : answer];
    return outcome(given, site, unusable);
  },
};

/** Everything that is wrong with the arguments, not the first thing. */
function problemsOf(given: Arguments): readonly string[] {
  const problems = [...given.problems];
  const paths = given.positionals.length;
  if (paths === 0) problems.push('PATH is missing; name a file, a folder, or - for standard input');
  else if (given.has('diff') && paths !== 2) problems.push(`--diff takes two paths, OLD and NEW, got ${paths}`);
  const format = given.value('format') ?? 'text';
  const isKnown = Object.hasOwn(REACH_FORMATS, format) && (!given.has('diff') || ['text', 'json'].includes(format));
  if (!isKnown) {
    const names = given.has('diff') ? 'text or json' : `one of ${Object.keys(REACH_FORMATS).join(', ')}`;
    problems.push(`--format: ${new InvalidValue('format', names, format).message}`);
  }
  try {
    new ReachQuestion({ port: given.value('port') });
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    problems.push(`--port: ${error.message}`);
  }
  return problems;
}

function answer(given: Arguments, site: SiteFacts, unusable: readonly string[]): Outcome {
  const { reach, problems } = read(given.positionals, site);
  const question = new ReachQuestion({
    from: given.value('from'),
    to: given.value('to'),
    port: given.value('port'),
  });
  const wrong = question.problems(reach);
  if (wrong.length > 0) return Outcome.unusable(wrong, REACH_HELP);
  const all = [...unusable, ...problems];
  const pieces = REACH_FORMATS[given.value('format') ?? 'text'](reach, question);
  return new Outcome(pieces, all, all.length > 0 ? EXIT.UNUSABLE : EXIT.HOLDS);
}

function difference(given: Arguments, site: SiteFacts, unusable: readonly string[]): Outcome {
  const [before, after] = given.positionals.map(path => read([path], site));
  const changes = ReachDifference.of(before.reach, after.reach);
  const all = [...unusable, ...before.problems, ...after.problems];
  const pieces =
    given.value('format') === 'json'
      ? [`${JSON.stringify({ changes }, undefined, 2)}\n`]
      : changes.map(change => `${ReachDifference.textOf(change)}\n`);
  const status = changes.length > 0 ? EXIT.FINDINGS : EXIT.HOLDS;
  return new Outcome(pieces, all, all.length > 0 ? EXIT.UNUSABLE : status);
}

/** What the API server or Cilium refuses is not there, or enforced nowhere, and so has no say. */
function read(paths: readonly string[], site: SiteFacts) {
  const { manifests, errors } = ManifestFiles.read(paths);
  const refusals = new Map(manifests.map(manifest => [manifest, refusalsOf(manifest)] as const));
  const effective = manifests.filter(manifest => refusals.get(manifest)?.length === 0);
  return {
    reach: new Reachability(new ManifestSet(effective, site)),
    problems: [...errors, ...[...refusals.values()].flat()].map(String),
  };
}

function refusalsOf(manifest: Manifest): readonly InputError[] {
  const { file = '-', document, line } = manifest.origin;
  const mistakes = [
    ...(isRead(manifest) ? misfitsOf(manifest) : []),
    ...ciliumRefusals(manifest),
    ...NetworkPolicyMistakes.in(manifest).filter(({ isNew }) => !isNew),
  ];
  return mistakes.map(
    ({ path, message }) => new InputError(`${manifest} is refused: ${path} ${message}`, file, document, line),
  );
}

/** Whether the answer depends on it, as far as its own fields go. */
function isRead(manifest: Manifest): boolean {
  const { group, kind, pod } = manifest;
  const isOfCore = group === '' && ['Namespace', 'Service'].includes(kind);
  return isOfCore || pod !== undefined || NetworkPolicy.is(manifest) || CiliumPolicy.is(manifest);
}

function misfitsOf(manifest: Manifest): readonly { readonly path: string; readonly message: string }[] {
  return FieldTypes.misfits(manifest).map(({ path, expected, got }) => ({
    path,
    message: `must be ${expected}, got ${got}`,
  }));
}
