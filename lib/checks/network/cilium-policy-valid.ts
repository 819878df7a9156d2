import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { CILIUM_POLICY_SCHEMA } from '../../manifests/network/cilium-policy-schema';
import { type SchemaMistake, StructuralSchema } from '../../manifests/network/structural-schema';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { parserMistakes } from './_cilium-parser';

const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec', 'specs', 'status'];

/**
 * Cilium accepts the policy as it is written: the CRD knows every field of it, and Cilium's parser refuses none.
 *
 * A field that the CRD does not know is dropped: a peer whose name is misspelt is then everybody. A policy that the parser
 * refuses is stored all the same, and enforced nowhere.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: all of spec and specs
 * Allowed: what the schema of Cilium 1.20 describes, and its parser takes with Cilium's default configuration
 * Source:  https://github.com/cilium/cilium/blob/v1.20.2/pkg/policy/api/rule_validation.go; seed rows E06, E15
 */
export const ciliumPolicyValid: Check = {
  id: 'cilium-policy-valid',
  family: 'network',
  title: 'Cilium accepts every policy as it is written',
  fix: 'write it as the Cilium policy language has it',
  kinds: CiliumPolicy.KINDS,
  examine: manifest => mistakesIn(manifest).map(({ path, message }) => ({ path, message })),
};

/** What the API server or Cilium's parser refuses a policy for: with one of these it is enforced nowhere. */
export function ciliumRefusals(manifest: Manifest): readonly Violation[] {
  return mistakesIn(manifest).filter(({ isUnknown }) => !isUnknown);
}

function mistakesIn(manifest: Manifest): readonly SchemaMistake[] {
  if (!CiliumPolicy.is(manifest)) return [];
  const { spec = null, specs = null } = manifest.object;
  const unknown = Object.keys(manifest.object)
    .filter(field => !FIELDS.includes(field))
    .map(field => ({
      path: field,
      message: 'is no field that the CRD knows; the API server drops it',
      isUnknown: true,
    }));
  if (spec === null && specs === null) return [...unknown, { path: 'spec', message: 'spec or specs is required' }];
  if (specs !== null && !Array.isArray(specs)) {
    return [...unknown, { path: 'specs', message: `must be a list, got ${JSON.stringify(specs)}` }];
  }
  return [
    ...unknown,
    ...(spec === null ? [] : ofSpec(spec, 'spec', manifest)),
    ...Flat.map(Json.list(specs), (each, index) => ofSpec(each, `specs[${index}]`, manifest)),
  ];
}

/** What is not of the schema is not read further. */
function ofSpec(spec: unknown, path: string, { kind }: Manifest): readonly SchemaMistake[] {
  const mistakes = StructuralSchema.mistakes(spec, CILIUM_POLICY_SCHEMA, path);
  if (mistakes.some(({ isUnknown }) => !isUnknown)) return mistakes;
  return [...mistakes, ...parserMistakes(Json.object(spec), path, kind === 'CiliumClusterwideNetworkPolicy')];
}
