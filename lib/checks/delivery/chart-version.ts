import { type ApplicationSource, ArgoApplication } from '../../manifests/delivery/argo-application';
import { Json } from '../../manifests/json/json';
import type { Check } from '../check';

const SET = 'ApplicationSet';
/** A semantic version in full. Fewer numbers, `x`, `*`, `>` and their like are ranges. */
const EXACT = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Every Helm chart is delivered at one version. Argo CD reads a range anew and takes the newest that fits, so what runs changes
 * with nothing in Git.
 *
 * Fields:  Application: spec.{source,sources[*],sourceHydrator.drySource}.{chart,targetRevision}; ApplicationSet: the same of
 *          spec.template.spec
 * Allowed: with a chart, a version of three numbers, such as 18.11.0 or v1.21.2-rc.1
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#helm; seed rows G01, K07
 */
export const chartVersion: Check = {
  id: 'chart-version',
  family: 'delivery',
  title: 'Every Helm chart is delivered at one exact version',
  fix: 'name the one version that was looked at, such as "18.11.0"',
  kinds: [ArgoApplication.KIND, SET],
  examine: manifest => {
    if (manifest.group !== 'argoproj.io') return [];
    if (manifest.kind === SET) {
      const spec = Json.object(Json.at(manifest.spec, 'template', 'spec'));
      return ofSources(ArgoApplication.sourcesIn(spec), 'spec.template.');
    }
    return ofSources(ArgoApplication.of(manifest).sources, '');
  },
};

function ofSources(sources: readonly ApplicationSource[], above: string) {
  return sources.flatMap(({ path, source: { chart, targetRevision } }) => {
    if (chart === undefined || EXACT.test(String(targetRevision))) return [];
    const version =
      targetRevision === undefined ? 'its newest version' : `version ${JSON.stringify(targetRevision)}, which can move`;
    const message = `delivers chart ${JSON.stringify(chart)} at ${version}`;
    return [{ path: `${above}${path}.targetRevision`, message }];
  });
}
