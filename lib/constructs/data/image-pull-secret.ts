import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { INamespace } from '../../values/namespace';
import type { SecretStore } from '../../values/secret-store';
import { ExternalSecret } from './external-secret';

/** The registry's credentials of a namespace. */
export interface ImagePullSecretProps {
  /** Where the images are pulled for. */
  readonly namespace: INamespace;
  /** The store that the credentials come from. */
  readonly store: SecretStore;
  /**
   * The entry of the store.
   * @default - `registry/<namespace>`: credentials of its own for every namespace
   */
  readonly remoteKey?: string;
  /**
   * Name of the Secret.
   * @default "registry-credentials"
   */
  readonly name?: string;
}

/** The Secret by which the kubelet pulls the images of a namespace (seed row H19). */
export class ImagePullSecret extends Construct {
  /** The rendered ExternalSecret, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** Name of the Secret. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: ImagePullSecretProps) {
    super(scope, id);
    const secret = new ExternalSecret(this, 'Resource', {
      namespace: props.namespace,
      store: props.store,
      remoteKey: props.remoteKey ?? `registry/${props.namespace.namespaceName}`,
      keys: ['.dockerconfigjson'],
      type: 'kubernetes.io/dockerconfigjson',
      name: props.name ?? 'registry-credentials',
    });
    this.apiObject = secret.apiObject;
    this.secretName = secret.secretName;
  }
}
