import { type PortMatch, PROTOCOLS } from './port-match';

/** Ports that no rule tells apart. */
export interface PortClass {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

const LAST_PORT = 65535;

/** The ports of every transport, cut where a rule begins or ends. */
export class PortClasses {
  public static of(rules: readonly PortMatch[]): readonly PortClass[] {
    const spans = rules.flatMap(rule => rule.spans).filter(({ name }) => name === undefined);
    return PROTOCOLS.flatMap(protocol => {
      const own = spans.filter(span => span.protocol === protocol);
      const starts = new Set([1, ...own.flatMap(({ first, last }) => [first, last + 1])]);
      const cuts = [...starts].filter(cut => cut >= 1 && cut <= LAST_PORT).sort((a, b) => a - b);
      return cuts.map((first, index) => ({ protocol, first, last: (cuts[index + 1] ?? LAST_PORT + 1) - 1 }));
    });
  }
}
