import { InvalidValue } from '../notation/invalid-value';

/** A chart in full. */
export interface HelmChartProps {
  /**
   * Where it is published: the `https` URL of a Helm repository, or a path of a registry such as `oci://ghcr.io/kserve/charts`.
   */
  readonly repository: string;
  /** Its name in the repository. */
  readonly name: string;
  /** Its one version, such as `18.11.0`; never a range. */
  readonly version: string;
}

const REPOSITORY = /^(?:https|oci):\/\/[\w.-]+(?::\d+)?\/[\w./%~-]*[\w~-]$|^https:\/\/[\w.-]+(?::\d+)?$/;
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
/** Semantic versions, with or without `v`. A range has another sign in it, or fewer numbers. */
const VERSION = /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** A published Helm chart at one version. */
export class HelmChart {
  /**
   * A chart that somebody has published.
   *
   * @throws if the repository is no https or oci URL, or carries a password, or if the version could move
   */
  public static of(props: HelmChartProps): HelmChart {
    const { repository, name, version } = props;
    if (typeof repository !== 'string' || !REPOSITORY.test(repository)) {
      const expectation =
        'an https URL such as "https://charts.example.com", or an OCI path such as "oci://registry.example.com/charts"';
      throw new InvalidValue('chart repository', expectation, repository);
    }
    if (typeof name !== 'string' || !NAME.test(name)) {
      throw new InvalidValue('chart name', 'lower-case, without its repository, such as "loki"', name);
    }
    if (typeof version !== 'string' || !VERSION.test(version)) {
      throw new InvalidValue(`version of chart ${name}`, 'one exact version such as "18.11.0"', version);
    }
    return new HelmChart(repository, name, version);
  }

  private constructor(
    /** Where it is published. */
    public readonly repository: string,
    /** Its name in the repository. */
    public readonly name: string,
    /** Its one version. */
    public readonly version: string,
  ) {}

  /** The repository as Argo CD names it: one in a registry has no scheme. */
  public get repoUrl(): string {
    return this.repository.replace(/^oci:\/\//, '');
  }
}
