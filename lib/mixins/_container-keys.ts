import type { IConstruct } from 'constructs';
import type { PodJson } from '../hardening/hardening';
import { changeContainers, PodSweep } from './_pod-sweep';

/** Changes containers by what a map has for them; a key that no container has is a problem of the synthesis. */
export class ContainerKeys<T> {
  private readonly pods = new PodSweep();
  private readonly entries: ReadonlyMap<string, T>;

  /**
   * @param mixin name of the mixin, for messages
   * @param field the field of a container that keys are compared with
   */
  constructor(
    private readonly mixin: string,
    private readonly field: 'name' | 'image',
    entries: { readonly [key: string]: T },
  ) {
    this.entries = new Map(Object.entries(entries));
  }

  public get paths(): string[] {
    return this.pods.paths;
  }

  public change(construct: IConstruct, change: (container: PodJson, entry: T) => PodJson): void {
    // Once is enough: it looks at all objects of the sweep.
    if (this.paths.length === 0) construct.node.addValidation({ validate: () => this.problems() });
    this.pods.change(construct, pod =>
      changeContainers(pod, container => {
        const entry = this.entries.get(container[this.field]);
        return entry === undefined ? container : change(container, entry);
      }),
    );
  }

  private problems(): string[] {
    const found = new Set<unknown>();
    for (const pod of this.pods.podsBefore) {
      changeContainers(pod, container => {
        found.add(container[this.field]);
        return container;
      });
    }
    const has = [...found].map(key => JSON.stringify(key)).join(', ');
    return [...this.entries.keys()]
      .filter(key => !found.has(key))
      .map(key => {
        const fact = `${this.mixin} knows the ${this.field} ${JSON.stringify(key)}, which no container has`;
        return `${fact}; remove it, or take one of ${has}`;
      });
  }
}
