import { TaintEffect } from 'cdk8s-plus-30';
import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

/** What a node repels pods with, unless they tolerate exactly it. */
export class Taint {
  /**
   * `key=value:NoSchedule`: no pod without the toleration is placed on the node; running ones stay.
   */
  public static noSchedule(key: string, value: string): Taint {
    return new Taint(key, value, TaintEffect.NO_SCHEDULE);
  }

  /** `key=value:NoExecute`: running pods without the toleration are evicted, too. */
  public static noExecute(key: string, value: string): Taint {
    return new Taint(key, value, TaintEffect.NO_EXECUTE);
  }

  private constructor(
    public readonly key: string,
    public readonly value: string,
    public readonly effect: TaintEffect,
  ) {
    if (!Names.isQualifiedName(key)) throw new InvalidValue('taint key', 'a label key such as "dedicated"', key);
    Names.labelValue('taint value', value);
  }
}
