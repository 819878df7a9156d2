import { readFileSync } from 'node:fs';

/** Version of this package. */
export class PackageVersion {
  /** As its package.json says; a package may require itself by its name. */
  public static read(): string {
    return JSON.parse(readFileSync(require.resolve('cdk8s-fortress/package.json'), 'utf8')).version;
  }
}
