import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { KindOrder } from '../../lib/manifests/kind-order';
import type { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { ManifestFiles } from '../../lib/manifests/yaml/manifest-files';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ROOT } from '../source-files';
import type { Answer, ClusterClient } from './cluster-client';

const WAVE = 'argocd.argoproj.io/sync-wave';
/** The Application that delivers the others, and all namespaces. */
const ROOT_APPLICATION = 'platform';

/** An object, and what the server said of it. */
export interface Applied {
  readonly manifest: Manifest;
  readonly answer: Answer;
}

/** The environments that dist/ holds. */
export const ENVIRONMENTS: readonly string[] = readdirSync(join(ROOT, 'dist')).sort();

/** The environment whose pods and rights are tried one by one; the others have the same, of fewer replicas. */
export const PRODUCTION = 'prod';

/** The objects of dist/<environment> as they are committed, with the facts they were judged with. */
export function committed(environment: string): ManifestSet {
  const { manifests, errors } = ManifestFiles.read([join(ROOT, 'dist', environment)]);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const site = readFileSync(join(ROOT, 'evidence', environment, 'site.yaml'), 'utf8');
  return new ManifestSet(manifests, SiteFacts.fromObjects(YamlDocuments.read(site)));
}

/** In the order in which Argo CD applies them: the root Application first, then by wave, then by kind. */
export function applyOrder(manifests: readonly Manifest[]): Manifest[] {
  const rank = (manifest: Manifest) => [
    manifest.origin.file?.split('/').at(-2) === ROOT_APPLICATION ? 0 : 1,
    Number(manifest.annotations[WAVE] ?? 0),
    KindOrder.rank(manifest),
  ];
  const keyed = manifests.map(manifest => ({ manifest, rank: rank(manifest) }));
  keyed.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2]);
  return keyed.map(({ manifest }) => manifest);
}

/** The kinds that dist/ uses and the server does not bring along, from crds/served. */
export async function installCustomKinds(client: ClusterClient): Promise<Answer[]> {
  const folder = join(ROOT, 'crds/served');
  const files = readdirSync(folder).filter(file => file.endsWith('.yaml'));
  const kinds = files.flatMap(file => YamlDocuments.read(readFileSync(join(folder, file), 'utf8')));
  const answers = await Promise.all(kinds.map(kind => client.apply(kind)));
  for (const kind of kinds) await established(client, kind);
  await client.discover();
  return answers;
}

/** Applies objects one after the other, as their order demands; quotas get the status that no controller writes here. */
export async function applyAll(client: ClusterClient, manifests: readonly Manifest[]): Promise<Applied[]> {
  const applied: Applied[] = [];
  for (const manifest of applyOrder(manifests)) {
    const answer = await client.apply(manifest.object);
    applied.push({ manifest, answer });
    if (manifest.kind === 'ResourceQuota' && answer.status < 300) await openQuota(client, manifest);
  }
  return applied;
}

/** What the server said against each object that it refused, or warned of. */
export function refusalsOf(applied: readonly Applied[]): string[] {
  return applied
    .filter(({ answer }) => answer.status >= 300 || answer.warnings.length > 0)
    .map(({ manifest, answer }) => `${manifest}: ${answer.status} ${answer.body.message ?? ''} ${answer.warnings}`);
}

/** Takes away what was applied, with the finalizers that no controller here would remove. */
export async function removeAll(client: ClusterClient, manifests: readonly Manifest[]): Promise<void> {
  const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';
  for (const { object } of manifests.filter(manifest => !isNamespace(manifest))) {
    const { body } = await client.delete(object);
    if (Json.at(body, 'metadata', 'finalizers') !== undefined) await client.removeFinalizers(object);
  }
  for (const { object } of manifests.filter(isNamespace)) {
    const { body } = await client.delete(object);
    await client.finalize(body);
  }
}

/** Quota admission refuses everything until it finds a status. */
async function openQuota(client: ClusterClient, quota: Manifest): Promise<void> {
  const { status, body } = await client.get(quota.object);
  if (status !== 200 || Json.at(body, 'status', 'hard') !== undefined) return;
  const hard = Json.object(quota.spec.hard);
  const used = Object.fromEntries(Object.keys(hard).map(key => [key, '0']));
  const answer = await client.patchStatus(quota.object, { hard, used });
  if (answer.status !== 200) throw new Error(`${quota}: ${JSON.stringify(answer.body)}`);
}

async function established(client: ClusterClient, kind: JsonObject): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const conditions = Json.list(Json.at((await client.get(kind)).body, 'status', 'conditions'));
    if (conditions.some(each => Json.at(each, 'type') === 'Established' && Json.at(each, 'status') === 'True')) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`${Json.at(kind, 'metadata', 'name')} was not established within 15 seconds`);
}
