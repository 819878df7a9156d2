import { Json, type JsonObject } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import { ResourceList } from '../../manifests/quota/resource-list';
import { Quantity } from '../../notation/quantity';
import { Remembered } from '../../notation/remembered';
import { ResourceNames } from '../../notation/resource-names';
import type { Violation } from '../check';

/** Keys of quotas that count objects. */
const COUNTED: readonly string[] = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const NOTHING: readonly Violation[] = [];
const COMPUTE: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** What is wrong with the amount of one name. */
interface WrongAmount {
  readonly name: string;
  readonly message: string;
}

function isOfContainer(name: string): boolean {
  if (!name.includes('/')) return COMPUTE.includes(name) || ResourceNames.isHugePages(name);
  return ResourceNames.isNative(name) || ResourceNames.isExtended(name);
}

/** Whether amounts, by name, are ones that the API server takes at their place. */
export class AmountVerdict {
  /** Of a container: names without a domain are Kubernetes' own. */
  public static readonly container = new AmountVerdict(isOfContainer, true);
  /** Of a pod as a whole. */
  public static readonly pod = new AmountVerdict(ResourceNames.isOfPodLevel, true);
  /** Bounds and defaults of containers: pages need not be whole. */
  public static readonly bound = new AmountVerdict(isOfContainer, false);
  /** Elsewhere any name may stand, or its names are for another check. */
  public static readonly any = new AmountVerdict(() => true, false);

  private readonly known = new Remembered<readonly WrongAmount[]>();

  private constructor(
    private readonly mayStand: (name: string) => boolean,
    private readonly isAsked: boolean,
  ) {}

  /** Names and amounts as written. */
  public on(amounts: unknown, path: string): Violation[] {
    if (amounts === undefined || amounts === null) return [];
    if (!Json.isObject(amounts)) return [{ path, message: `amounts must be a map, got ${JSON.stringify(amounts)}` }];
    const wrong = this.known.of(JSON.stringify(amounts), () => this.wrongIn(amounts));
    return wrong.map(({ name, message }) => ({ path: keyPath(path, name), message }));
  }

  /** One amount, whose field stands at a path. */
  public onField(name: string, amount: unknown, path: string): readonly Violation[] {
    const message = amount === undefined ? undefined : this.wrong(name, amount);
    return message === undefined ? NOTHING : [{ path: `${path}.${name}`, message }];
  }

  private wrongIn(amounts: JsonObject): readonly WrongAmount[] {
    return Object.keys(amounts).flatMap(name => {
      const message = amounts[name] === undefined ? undefined : this.wrong(name, amounts[name]);
      return message === undefined ? [] : [{ name, message }];
    });
  }

  /** What is wrong with one amount, in words. */
  private wrong(name: string, value: unknown): string | undefined {
    if (!this.mayStand(name)) return `there is no resource ${JSON.stringify(name)} to ask for`;
    const expected = this.expected(name, ResourceList.amount(value));
    return expected === undefined ? undefined : `${name} must ${expected}, got ${JSON.stringify(value)}`;
  }

  private expected(name: string, amount: Quantity | undefined): string | undefined {
    if (!amount) return 'be a Kubernetes quantity such as "500m", "2" or "1Gi"';
    if (amount.isNegative) return 'not be negative';
    const isPiece = COUNTED.includes(name) || ResourceNames.isExtended(name);
    if (isPiece && !amount.isWhole) return 'be a whole number';
    if (!this.isAsked || !ResourceNames.isHugePages(name) || AmountVerdict.isWholePages(name, amount)) return undefined;
    return 'be a whole number of pages';
  }

  private static isWholePages(name: string, amount: Quantity): boolean {
    const page = ResourceList.amount(name.slice('hugepages-'.length));
    return page?.isWhole === true && page.exceeds(Quantity.ZERO) && amount.milli % page.milli === 0n;
  }
}
