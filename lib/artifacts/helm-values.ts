import { Names } from '../notation/names';
import type { IArtifact } from '../values/artifact';
import { yamlFile } from './_yaml-file';

/** Which values are written. */
export interface HelmValuesProps {
  /** Name of the Application that delivers the chart, as an ArgoHelmApplication has it. */
  readonly application: string;
}

/**
 * The values that an Application gives to its chart, as a file for Helm: what has to be there before Argo CD, or is Argo CD,
 * is installed once by hand, and taken over with nothing to change (seed row G01).
 */
export class HelmValues implements IArtifact {
  public readonly fileName: string;

  private readonly application: string;

  /** @throws if the name is none */
  constructor(props: HelmValuesProps) {
    this.application = Names.dnsSubdomain('application', props.application);
    this.fileName = `${this.application}-values.yaml`;
  }

  /** @throws if no Application of that name delivers a chart */
  public render(objects: any[]): string {
    const isOfChart = ({ kind, metadata, spec }: any) =>
      kind === 'Application' && metadata.name === this.application && spec.source?.chart !== undefined;
    const { source } = objects.find(isOfChart)?.spec ?? {};
    if (!source) {
      throw new Error(
        `no Application ${this.application} delivers a chart; name one that an ArgoHelmApplication renders`,
      );
    }
    return yamlFile(`Values of the Helm chart ${source.chart}.`, source.helm?.valuesObject ?? {});
  }
}
