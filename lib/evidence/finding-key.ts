import type { ObjectIdentity } from '../manifests/manifest';

/** What a finding, a waiver and an entry of a baseline have in common. */
interface Located {
  readonly check: string;
  readonly object: ObjectIdentity;
  readonly path?: string;
}

/** Texts by which findings are looked up, and sorted. */
export class FindingKey {
  /** Of a check and an object. */
  public static ofObject({ check, object }: Located): string {
    const { apiVersion, kind, namespace, name } = object;
    return JSON.stringify([check, apiVersion, kind, namespace, name]);
  }

  /** Of a check, an object and the path of a field. */
  public static ofField(located: Located): string {
    return `${FindingKey.ofObject(located)}${JSON.stringify(located.path ?? null)}`;
  }

  /** In an order that does not depend on where they came from. */
  public static sorted<Each extends Located>(all: Iterable<Each>): Each[] {
    const keyed = [...all].map(each => ({ each, key: FindingKey.ofField(each) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ each }) => each);
  }
}
