import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { INamespace } from './namespace';

/**
 * A set of pods, named once and used as the subject or the peer of policies.
 *
 * Namespaces are selected by name (`kubernetes.io/metadata.name`), never by a label that a tenant could set.
 */
export class PodSet {
  /** The pods of a namespace that carry all of these labels. */
  public static labelled(labels: { readonly [key: string]: string }, namespace: INamespace): PodSet {
    if (Object.keys(labels).length === 0) {
      throw new InvalidValue('labels', 'at least one label; PodSet.allIn(namespace) means every pod', labels);
    }
    Names.labels('label', labels);
    return new PodSet(namespace.namespaceName, { ...labels });
  }

  /** Every pod of a namespace. */
  public static allIn(namespace: INamespace): PodSet {
    return new PodSet(namespace.namespaceName, {});
  }

  private constructor(
    /** Name of the namespace. */
    public readonly namespaceName: string,
    /** The labels that the pods carry; empty for every pod of the namespace. */
    public readonly labels: { readonly [key: string]: string },
  ) {}
}
