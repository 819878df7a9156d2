/** What the platform says of workloads by labels, so that rules can be about what they are for. */
export class WorkloadIntent {
  /** Label of a Namespace, or of a pod in one without it: what its workloads do. */
  public static readonly CLASS = 'fortress.cdk8s.io/workload-class';
  /** The classes of machine learning that have rules of their own. */
  public static readonly CLASSES: readonly string[] = ['training', 'inference', 'data'];
  /** Label of a Namespace or a pod: what it is given to read. */
  public static readonly DATA = 'fortress.cdk8s.io/data';
  /** Data that no other workload may share a node with. */
  public static readonly PROPRIETARY = 'proprietary';
  /** Annotation of a policy: who answers for each name outside that it lets pods reach, and why. */
  public static readonly APPROVED_EGRESS = 'fortress.cdk8s.io/approved-egress';
}
