import { dirname, sep } from 'node:path';
import { type IConstruct, Node } from 'constructs';

/** `at new InferenceTenant (/app/charts/inference-tenant.ts:36:5)`: what was called, and where it stands. */
const FRAME = /^\s+at (?:(.*) \()?(?:file:\/\/)?([^()]+):\d+\)?$/;
/** Constructs extend one another, and are made by constructs: the default of 10 ends too early. */
const FRAMES = 50;

/**
 * Where constructs were made. Constructs do not know it by themselves, and asking takes time for each: so it is noted only on
 * request, by FORTRESS_TRACE=1 in the environment.
 */
export class ConstructTrace {
  private static readonly sources = new WeakMap<IConstruct, string>();
  /** This library, as stacks show it, for they may show sources: its constructs make others on behalf of their callers. */
  private static library = '';

  /** Notes the source line of every construct that is made from now on, if it was asked for. */
  public static start(): void {
    if ((process.env.FORTRESS_TRACE ?? '') === '') return;
    ConstructTrace.library = dirname(dirname(ConstructTrace.stack()[0].place)) + sep;
    const prototype = Node.prototype as unknown as { addChild(child: IConstruct, name: string): void };
    const { addChild } = prototype;
    prototype.addChild = function (child, name) {
      addChild.call(this, child, name);
      const source = ConstructTrace.callerOf(child);
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

  /** The innermost line that belongs neither to Node, nor to a package, nor to a constructor of the construct itself. */
  private static callerOf(child: IConstruct): string | undefined {
    const constructors = new Set<string>();
    for (let proto = Object.getPrototypeOf(child); proto; proto = Object.getPrototypeOf(proto)) {
      constructors.add(`new ${proto.constructor.name}`);
    }
    const caller = ConstructTrace.stack().find(
      ({ called, place }) =>
        !constructors.has(called) &&
        !place.startsWith('node:') &&
        !place.startsWith(ConstructTrace.library) &&
        !place.includes(`${sep}node_modules${sep}`),
    );
    return caller?.place.replace(process.cwd() + sep, '');
  }

  private static stack(): readonly { readonly called: string; readonly place: string }[] {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const lines = (new Error().stack ?? '').split('\n');
    Error.stackTraceLimit = limit;
    return lines.flatMap(line => {
      const [, called = '', place] = FRAME.exec(line) ?? [];
      return place === undefined ? [] : [{ called, place }];
    });
  }
}

// Before the first construct is made, that is when this library is loaded.
ConstructTrace.start();
