import { Yaml } from 'cdk8s';
import type { IArtifact } from '../lib';
import type { ChartName } from './helm-charts';

/** Charts that are installed by hand, before Argo CD is there to take them over. */
const FIRST: readonly ChartName[] = ['external-secrets', 'kyverno', 'argo-cd'];

/** What the Application of a chart says in `valuesObject`, as a file for Helm: whoever installs it first gives it the same. */
class ChartValues implements IArtifact {
  public readonly fileName: string;

  constructor(private readonly chart: ChartName) {
    this.fileName = `${chart}-values.yaml`;
  }

  public render(objects: any[]): string {
    const application = objects.find(({ kind, metadata }) => kind === 'Application' && metadata.name === this.chart);
    return `# Values of the Helm chart ${this.chart}.\n${Yaml.stringify(application.spec.source.helm.valuesObject)}`;
  }
}

/** The values of all that is installed by hand. */
export const firstValues = (): IArtifact[] => FIRST.map(chart => new ChartValues(chart));
