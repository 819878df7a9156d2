import { Names } from '../notation/names';
import type { Site } from './site';

/** One cluster with its own site facts, rendered into a folder of its own. */
export class Environment {
  /**
   * Names an environment.
   *
   * @param name such as `prod`; the folder `dist/<name>`
   * @param site the cluster it runs on
   */
  public static of(name: string, site: Site): Environment {
    return new Environment(Names.dnsLabel('environment', name), site);
  }

  private constructor(
    public readonly name: string,
    public readonly site: Site,
  ) {}
}
