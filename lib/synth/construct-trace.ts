import { join, sep } from 'node:path';
import { type IConstruct, Node } from 'constructs';

/** This library, whose constructs make others on behalf of whoever called them. */
const LIBRARY = join(__dirname, '..') + sep;
const PLACE = /(?:\(|at )(?:file:\/\/)?([^()]+:\d+:\d+)\)?$/;
/** Constructs extend one another, and are made by constructs: the default of 10 ends too early. */
const FRAMES = 50;

/**
 * Where constructs were made. Constructs do not know it by themselves, and asking takes time for each: so it is noted only on
 * request, by FORTRESS_TRACE=1 in the environment.
 */
export class ConstructTrace {
  private static readonly sources = new WeakMap<IConstruct, string>();

  /** Notes the source line of every construct that is made from now on, if it was asked for. */
  public static start(): void {
    if ((process.env.FORTRESS_TRACE ?? '') === '') return;
    const prototype = Node.prototype as unknown as { addChild(child: IConstruct, name: string): void };
    const { addChild } = prototype;
    prototype.addChild = function (child, name) {
      addChild.call(this, child, name);
      const source = ConstructTrace.caller();
      if (source !== undefined) ConstructTrace.sources.set(child, source);
    };
  }

  /** The source line of every construct of a tree that was noted, by construct path. */
  public static of(root: IConstruct): ReadonlyMap<string, string> {
    const sources = new Map<string, string>();
    for (const construct of root.node.findAll()) {
      const source = ConstructTrace.sources.get(construct);
      if (source !== undefined) sources.set(construct.node.path, source);
    }
    return sources;
  }

  /** The innermost line that belongs neither to Node nor to a package: `charts/tenants.ts:12:5`. */
  private static caller(): string | undefined {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const stack = new Error().stack ?? '';
    Error.stackTraceLimit = limit;
    const places = stack.split('\n').flatMap(line => PLACE.exec(line)?.[1] ?? []);
    const place = places.find(
      each => !each.startsWith('node:') && !each.startsWith(LIBRARY) && !each.includes(`${sep}node_modules${sep}`),
    );
    return place?.replace(process.cwd() + sep, '');
  }
}
