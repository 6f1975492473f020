import type { KindSource } from '../../../stores/customer-kinds';
import { normaliseKind } from '../../../stores/customer-kinds';
import type { Strings } from '../../../strings/it';

type Known = keyof Strings['customers']['kindOne'];

/** Returns the common name of a kind, singular or plural; an unknown kind keeps its own name. */
export function kindName(source: KindSource, { customers }: Strings, number: 'one' | 'many'): string {
  const kind = normaliseKind(source);
  const known = kind === '' ? 'none' : kind;
  if (Object.hasOwn(customers.kindOne, known)) {
    return number === 'one' ? customers.kindOne[known as Known] : customers.kindMany[known as Known];
  }
  return (source.description?.trim() ?? '') || (source.type?.trim() ?? '');
}
