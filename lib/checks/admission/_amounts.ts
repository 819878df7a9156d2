import type { Quantity } from '../../notation/quantity';
import { QuotaKey } from '../../notation/quota-key';

/** An amount as people write it: bytes in binary units. */
export function shown(name: string, amount: Quantity): string {
  return QuotaKey.isBytes(name) ? amount.toBinaryString() : amount.toString();
}

/** `node worker-1`, `nodes worker-1, worker-2, worker-3 and 4 more`. */
export function nodesInWords(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `node${names.length === 1 ? '' : 's'} ${names.slice(0, 3).join(', ')}${more}`;
}
