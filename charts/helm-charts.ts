import { HelmChart } from '../lib';
import charts from './helm-charts.json';
import { CHART_MIRROR } from './site';

/** A chart that the platform delivers, by its name in helm-charts.json, which says where to mirror it from. */
export type ChartName = keyof typeof charts;

/** The chart of a name, as the site's mirror has it. A new version changes one word in helm-charts.json. */
export function helmChart(name: ChartName): HelmChart {
  return HelmChart.of({ repository: CHART_MIRROR, name, version: charts[name].version });
}
