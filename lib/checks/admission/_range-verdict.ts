import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { LimitRangeItem } from '../../manifests/quota/limit-ranges';
import type { ResourceList } from '../../manifests/quota/resource-list';
import { Flat } from '../../notation/flat';
import type { Quantity } from '../../notation/quantity';
import type { Violation } from '../check';
import { shown } from './_amounts';

/** What a container, a pod or a claim asks for, after defaults. */
export interface Asked {
  /** Path of its `resources`. */
  readonly path: string;
  /** Such as `container "main"`. */
  readonly who: string;
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** Its `resources` as written; what is not there is a default. */
  readonly declared?: unknown;
}

type Field = 'requests' | 'limits';

const FIELDS: readonly Field[] = ['requests', 'limits'];

/**
 * One entry of a LimitRange against what is asked for.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/limitranger/admission.go
 */
export class RangeVerdict {
  constructor(private readonly item: LimitRangeItem) {}

  /** For containers and pods: both request and limit count. */
  public on(asked: Asked): readonly Violation[] {
    const { min, max, maxLimitRequestRatio } = this.item;
    return Flat.join(
      min.flatMap((name, bound) => this.atLeast(asked, name, bound)),
      max.flatMap((name, bound) => this.atMost(asked, name, bound)),
      maxLimitRequestRatio.flatMap((name, bound) => this.ratio(asked, name, bound)),
    );
  }

  /** For claims: only the request counts. */
  public onRequests(asked: Asked): Violation[] {
    return [
      ...this.item.min.flatMap((name, bound) => this.atLeast(asked, name, bound)),
      ...this.item.max.flatMap((name, bound) =>
        asked.requests.has(name) ? this.above(asked, 'requests', name, bound) : [this.missing(asked, 'requests', name)],
      ),
    ];
  }

  private atLeast(asked: Asked, name: string, bound: Quantity): Violation[] {
    if (!asked.requests.has(name)) return [this.missing(asked, 'requests', name)];
    const isBelow = (field: Field) => {
      const amount = asked[field].get(name);
      return amount !== undefined && bound.exceeds(amount);
    };
    const field = FIELDS.find(isBelow);
    return field === undefined ? [] : [this.outside(asked, field, name, `below the min ${shown(name, bound)}`)];
  }

  private atMost(asked: Asked, name: string, bound: Quantity): Violation[] {
    if (!asked.limits.has(name)) return [this.missing(asked, 'limits', name)];
    const violations = this.above(asked, 'limits', name, bound);
    return violations.length > 0 ? violations : this.above(asked, 'requests', name, bound);
  }

  private above(asked: Asked, field: Field, name: string, bound: Quantity): Violation[] {
    if (!asked[field].get(name)?.exceeds(bound)) return [];
    return [this.outside(asked, field, name, `above the max ${shown(name, bound)}`)];
  }

  /** In floating point, as the API server has it: at the bound its rounding decides. */
  private ratio(asked: Asked, name: string, bound: Quantity): Violation[] {
    const [request, limit] = [asked.requests.get(name), asked.limits.get(name)];
    if (!request || request.isZero) return [this.missing(asked, 'requests', name)];
    if (!limit || limit.isZero) return [this.missing(asked, 'limits', name)];
    if ((Number(limit.milli) / Number(request.milli)) * 1000 <= Number(bound.milli)) return [];
    const found = `${shown(name, limit)} over ${shown(name, request)}, above the maxLimitRequestRatio ${bound}`;
    return [
      {
        path: keyPath(`${asked.path}.limits`, name),
        message: `${name} limit over request of ${asked.who} is ${found} of ${this.item.manifest}`,
      },
    ];
  }

  private outside(asked: Asked, field: Field, name: string, found: string): Violation {
    const amount = asked[field].get(name) as Quantity;
    const isDefault = asked.declared !== undefined && Json.at(asked.declared, field, name) === undefined;
    const what = `${name} ${field === 'requests' ? 'request' : 'limit'} ${shown(name, amount)}${isDefault ? ' (by default)' : ''}`;
    return {
      path: keyPath(`${asked.path}.${field}`, name),
      message: `${what} of ${asked.who} is ${found} of ${this.item.manifest}`,
    };
  }

  private missing(asked: Asked, field: Field, name: string): Violation {
    const what = field === 'requests' ? 'request' : 'limit';
    return {
      path: keyPath(`${asked.path}.${field}`, name),
      message: `${asked.who} has no ${name} ${what}, or a zero one, and ${this.item.manifest} bounds it`,
    };
  }
}
