import { Names } from '../notation/names';

/** Where secrets are kept, as External Secrets knows it. */
export class SecretStore {
  /** A store that every namespace may read from: a ClusterSecretStore. */
  public static clusterWide(name: string): SecretStore {
    return new SecretStore('ClusterSecretStore', Names.dnsSubdomain('ClusterSecretStore name', name));
  }

  /** A store of one namespace: a SecretStore. */
  public static inNamespace(name: string): SecretStore {
    return new SecretStore('SecretStore', Names.dnsSubdomain('SecretStore name', name));
  }

  private constructor(
    public readonly kind: string,
    public readonly name: string,
  ) {}
}
