import type { PodSet } from './pod-set';
import type { Port } from './port';

/** A port of pods that others connect to, such as that of a store of models. */
export interface PodEndpoint {
  /** The pods. */
  readonly pods: PodSet;
  /** The port that they listen on. */
  readonly port: Port;
}
