import type { IConstruct, IMixin } from 'constructs';
import { PodSecurity } from '../values/pod-security';
import { NamespaceSweep } from './_namespace-sweep';

/**
 * Labels a Namespace that exists already, such as that of an included manifest, with a Pod Security level in all three modes.
 *
 * Check: `pod-security-enforced`.
 */
export class NamespacePodSecurity implements IMixin {
  private readonly namespaces = new NamespaceSweep();

  /** @param podSecurity level and version; by default restricted */
  constructor(private readonly podSecurity: PodSecurity = PodSecurity.restricted()) {}

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.namespaces.paths;
  }

  /** Whether the construct is a Namespace. */
  public supports(construct: IConstruct): boolean {
    return NamespaceSweep.supports(construct);
  }

  /** Labels a Namespace. */
  public applyTo(construct: IConstruct): void {
    this.namespaces.change(construct, metadata => {
      for (const [key, value] of Object.entries(this.podSecurity.labels)) metadata.addLabel(key, value);
    });
  }
}
