import type { DemoColumn } from './columns';
import type { DemoCustomer } from './customer-record';
import { seededRandom } from './random';

/** A column that the list offers since the ERP's update of May 2026 (export-pdf.md, Columns). */
export interface DemoExtraColumn extends Pick<DemoColumn, 'it' | 'en' | 'kind'> {
  /** Returns the same value in every export. Amounts are cents, dates `yyyy-mm-dd`. */
  readonly value: (customer: DemoCustomer) => string | number | null;
}

/** The columns that the option `extraColumns` adds after all others. */
export const DEMO_EXTRA_COLUMNS: readonly DemoExtraColumn[] = [
  {
    it: 'E-MAIL',
    en: 'E-MAIL',
    kind: 'text',
    value: ({ id }) => (ofCustomer('mail', id, 45) === null ? null : `studio.${id}@mail.invalid`),
  },
  {
    it: 'FINE ESCLUSIVA',
    en: 'END OF EXCLUSIVITY',
    kind: 'date',
    value({ id }) {
      const random = ofCustomer('end', id, 10);
      return random && `2027-${twoDigits(random.between(1, 12))}-${twoDigits(random.between(1, 28))}`;
    },
  },
  {
    it: 'PREVISIONI ESCLUSIVE',
    en: 'EXCLUSIVE FORECASTS',
    kind: 'count',
    value: ({ id }) => ofCustomer('forecast', id, 10)?.between(1, 1_500) ?? 0,
  },
  {
    it: 'VENDITE IN ESCLUSIVA',
    en: 'EXCLUSIVE SALES',
    kind: 'amount',
    value: ({ id }) => ofCustomer('exclusive', id, 10)?.between(900, 250_000) ?? 0,
  },
];

/** Returns a random generator for `percent` of 100 customers, `null` for the others. */
function ofCustomer(name: string, id: string, percent: number): ReturnType<typeof seededRandom> | null {
  const random = seededRandom(`${name}/${id}`);
  return random.chance(percent) ? random : null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
