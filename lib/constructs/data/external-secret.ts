import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretResource,
  type ExternalSecretSpecDataRemoteRef,
  ExternalSecretSpecDataRemoteRefConversionStrategy,
  ExternalSecretSpecDataRemoteRefDecodingStrategy,
  ExternalSecretSpecDataRemoteRefMetadataPolicy,
  type ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
} from '../../../imports/externalsecrets-external-secrets.io';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import type { SecretStore } from '../../values/secret-store';

const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const GO_DURATION = /^(0|(\d+(\.\d+)?(ns|us|ms|s|m|h))+)$/;

/** A Secret whose data stays in a secret store. */
export interface ExternalSecretProps {
  /** Where the Secret appears. */
  readonly namespace: INamespace;
  /** The store that the data comes from. */
  readonly store: SecretStore;
  /** The entry of the store, such as `tenants/tenant-a/minio`. */
  readonly remoteKey: string;
  /** Keys of the Secret; each is the property of the same name in the entry. */
  readonly keys: string[];
  /**
   * Type of the Secret, such as `kubernetes.io/tls`.
   * @default "Opaque"
   */
  readonly type?: string;
  /**
   * How often the data is read again, as a Go duration; `0` reads it once.
   * @default "1h"
   */
  readonly refreshInterval?: string;
  /**
   * Labels of both objects.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Name of the ExternalSecret and of the Secret.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * An ExternalSecret: names where the data of a Secret is kept. The data itself is in no file of this repository, and
 * not in Git.
 */
export class ExternalSecret extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** Name of the Secret that appears. */
  public readonly secretName: string;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    const { labels, type, refreshInterval = '1h' } = props;
    ExternalSecret.assertKeys(props.keys);
    if (!GO_DURATION.test(refreshInterval)) {
      throw new InvalidValue('refreshInterval', 'a Go duration such as "1h" or "30m"', refreshInterval);
    }
    this.secretName = Names.dnsSubdomain('Secret name', props.name ?? id);
    const { spec } = ExternalSecretResource.manifest({
      metadata: {},
      spec: {
        refreshInterval,
        secretStoreRef: {
          kind: props.store.kind as ExternalSecretSpecSecretStoreRefKind,
          name: props.store.name,
        },
        target: {
          name: this.secretName,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
          // The labels of the ExternalSecret are copied only where there is no template.
          template: type === undefined ? undefined : { type, metadata: labels && { labels: { ...labels } } },
        },
        data: props.keys.map(key => ({ secretKey: key, remoteRef: ExternalSecret.remoteRef(props.remoteKey, key) })),
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ExternalSecretResource.GVK,
      metadata: {
        name: this.secretName,
        namespace: props.namespace.namespaceName,
        ...(labels ? { labels: { ...Names.labels('label', labels) } } : {}),
      },
      spec,
    });
  }

  private static assertKeys(keys: string[]): void {
    if (keys.length === 0) throw new InvalidValue('keys', 'at least one key of the Secret', keys);
    for (const key of keys) {
      if (!SECRET_KEY.test(key)) {
        throw new InvalidValue('key of the Secret', 'at most 253 letters, digits, "-", "_" and "."', key);
      }
    }
  }

  /** With what the API server would fill in: Argo CD compares lists of custom kinds as a whole. */
  private static remoteRef(key: string, property: string): ExternalSecretSpecDataRemoteRef {
    return {
      key,
      property,
      conversionStrategy: ExternalSecretSpecDataRemoteRefConversionStrategy.DEFAULT,
      decodingStrategy: ExternalSecretSpecDataRemoteRefDecodingStrategy.NONE,
      metadataPolicy: ExternalSecretSpecDataRemoteRefMetadataPolicy.NONE,
    };
  }
}
