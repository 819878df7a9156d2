import type { INamespace } from './namespace';

/** An Argo CD project that Applications belong to. */
export interface IProject {
  /** `metadata.name` of the AppProject. */
  readonly projectName: string;
  /** Where Argo CD runs. */
  readonly argoNamespace: INamespace;
  /** Repositories that its Applications may be read from. */
  readonly sourceRepos: string[];
  /** Names of the namespaces that its Applications may deliver into. */
  readonly destinationNames: string[];
  /** The cluster's API server, as Argo CD knows it. */
  readonly server: string;
  /**
   * API servers of the other clusters of a fleet.
   * @default - none
   */
  readonly fleetServers?: string[];
}
