import { Remembered } from '../../notation/remembered';

/** Beginnings of the keys that identities keep, whatever the second list says of shorter beginnings. */
const KEPT: readonly RegExp[] = [
  /^io\.kubernetes\.pod\.namespace/,
  /^io\.cilium\.k8s\.namespace\.labels/,
  /^app\.kubernetes\.io/,
  /^io\.cilium\.k8s\.policy\.cluster/,
  /^io\.cilium\.k8s\.policy\.serviceaccount/,
];

/** Beginnings of the keys that identities drop. */
const DROPPED: readonly RegExp[] = [
  /^io\.kubernetes/,
  /^kubernetes\.io/,
  /^statefulset\.kubernetes\.io\/pod-name/,
  /^apps\.kubernetes\.io\/pod-index/,
  /^batch\.kubernetes\.io\/job-completion-index/,
  /^batch\.kubernetes\.io\/controller-uid/,
  /^.*beta\.kubernetes\.io/,
  /^k8s\.io/,
  /^pod-template-generation/,
  /^pod-template-hash/,
  /^controller-revision-hash/,
  /^controller-uid/,
  /^annotation.*/,
  /^etcd_node/,
  /^topology\.kubernetes\.io/,
];

/** Most keys have none of these beginnings, and are kept without a closer look. */
const ANY_DROPPED = new RegExp(DROPPED.map(({ source }) => source).join('|'));

const KNOWN = new Remembered<boolean>();

/**
 * Which labels of a pod are part of the identity that Cilium's policies know it by, with the filter that Cilium has
 * unless it is configured otherwise.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/labelsfilter/filter.go
 */
export class IdentityLabels {
  /** Whether the identity keeps a label of this key: it is not dropped, or the longer of the two rules keeps it. */
  public static keeps(key: string): boolean {
    return KNOWN.of(key, () => IdentityLabels.isKept(key));
  }

  private static isKept(key: string): boolean {
    if (!ANY_DROPPED.test(key)) return true;
    const lengths = (rules: readonly RegExp[]) => rules.map(rule => rule.exec(key)?.[0].length ?? 0);
    const dropped = lengths(DROPPED).filter(length => length > 0);
    return dropped.length === 0 || Math.max(...lengths(KEPT)) > Math.min(...dropped);
  }

  /** The labels that the identity keeps. */
  public static kept(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    for (const key in labels) {
      if (!IdentityLabels.keeps(key)) {
        return Object.fromEntries(Object.entries(labels).filter(([name]) => IdentityLabels.keeps(name)));
      }
    }
    return labels;
  }
}
