import { isDeepStrictEqual } from 'node:util';
import { resourceQuota } from '../../lib/checks/admission/resource-quota';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import type { PodTemplate } from '../../lib/manifests/pod-template';
import { PodCount } from '../../lib/manifests/quota/pod-count';
import { Quantity } from '../../lib/notation/quantity';
import type { ClusterClient } from './cluster-client';
import { describeCluster } from './cluster-test';
import { podOf } from './controller-pods';
import { committed, PRODUCTION } from './platform-on-server';

/** More pods than any quota of the platform holds; a namespace that admits so many has no quota. */
const ENDLESS = 500;

describe.each([PRODUCTION])('%s', environment => {
  const all = committed(environment);
  const templates = all.manifests.flatMap(manifest => all.podOf(manifest) ?? []);
  const withOthers = new Set(all.made.map(({ effectiveNamespace }) => effectiveNamespace));
  /** Where a controller makes pods of custom objects, too, the judge counts those, and nobody makes them here. */
  const isAllRendered = ({ manifest }: PodTemplate) => !withOthers.has(manifest.effectiveNamespace);

  describeCluster('pods, as controllers create them', client => {
    test('there are workloads to try', () => {
      expect(templates.length).toBeGreaterThan(0);
    });

    test.each(templates.map(template => [String(template.manifest), template] as const))(
      '%s: the pod is admitted, on its pool, with the QoS class and the limits of its template',
      async (_, template) => {
        const { status, body, warnings } = await client().create(podOf(template, 0), { dryRun: true });
        expect({ status, warnings, message: body.message }).toEqual({ status: 201, warnings: [], message: undefined });
        const spec = Json.object(body.spec);
        expect(spec.nodeSelector).toEqual(template.spec.nodeSelector);
        expect(spec.tolerations).toEqual(expect.arrayContaining([...Json.list(template.spec.tolerations)]));
        expect(resourcesOf(spec)).toEqual(resourcesOf(template.spec));
        expect(Json.at(body, 'status', 'qosClass')).toBe(qosOf(template.spec));
      },
    );

    test('every workload fits its quota at the worst moment, all at once', async () => {
      const refused: string[] = [];
      for (const template of templates) {
        const { pods } = PodCount.of(template.manifest, all);
        for (let number = 1; number <= pods; number++) {
          const { status, body } = await client().create(podOf(template, number));
          if (status !== 201) refused.push(`${template.manifest} ${number} of ${pods}: ${body.message}`);
        }
      }
      expect(refused).toEqual([]);
    });

    test.each(
      onePerNamespace(templates.filter(isAllRendered)).map(
        template => [template.manifest.effectiveNamespace, template] as const,
      ),
    )('%s: the pod that is one too many for the server is one too many for the judge', async (_, template) => {
      const extra = await extraPods(client(), template);
      expect(extra).toBeLessThan(ENDLESS);
      expect(judgedQuota(all, template, extra)).toEqual([]);
      expect(judgedQuota(all, template, extra + 1)).not.toEqual([]);
    });
  });
});

function onePerNamespace(templates: readonly PodTemplate[]): PodTemplate[] {
  return [...new Map(templates.map(template => [template.manifest.effectiveNamespace, template])).values()];
}

/** How many more pods of a template the server takes, until it refuses one for its quota. */
async function extraPods(client: ClusterClient, template: PodTemplate): Promise<number> {
  for (let number = 0; number < ENDLESS; number++) {
    const { status, body } = await client.create(podOf(template, 10_000 + number));
    if (status === 403 && String(body.message).includes('exceeded quota')) return number;
    if (status !== 201) throw new Error(String(body.message));
  }
  return ENDLESS;
}

/** What the judge says of the quotas of a namespace with some pods more. */
function judgedQuota(all: ManifestSet, template: PodTemplate, extra: number): string[] {
  const pods = Array.from({ length: extra }, (_, number) => new Manifest(podOf(template, 10_000 + number)));
  const more = new ManifestSet([...all.manifests, ...pods], all.facts);
  return more
    .inNamespace(template.manifest.effectiveNamespace)
    .filter(({ kind }) => kind === 'ResourceQuota')
    .flatMap(quota => resourceQuota.examine(quota, more).map(({ message }) => message));
}

/** Requests and limits of each container, as amounts: the server writes "1000m" as "1". */
function resourcesOf(spec: JsonObject): JsonObject[] {
  const amounts = (list: unknown) =>
    Object.fromEntries(Object.entries(Json.object(list)).map(([name, amount]) => [name, Quantity.parse(name, amount)]));
  return ['initContainers', 'containers'].flatMap(list =>
    Json.list(spec[list]).map(container => {
      const { requests, limits } = Json.object(Json.at(container, 'resources'));
      return { requests: amounts(requests), limits: amounts(limits) };
    }),
  );
}

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
function qosOf(spec: JsonObject): string {
  const resources = resourcesOf(spec).map(({ limits, requests }) => [Json.object(limits), Json.object(requests)]);
  if (resources.flat().every(({ cpu, memory }) => cpu === undefined && memory === undefined)) return 'BestEffort';
  const isGuaranteed = resources.every(([limits, requests]) =>
    ['cpu', 'memory'].every(name => limits[name] !== undefined && isDeepStrictEqual(limits[name], requests[name])),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
