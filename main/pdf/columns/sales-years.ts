import type { CustomerField } from '../../../preload/contract';

/** The columns of a past year: orders and sales. The sales of both years may share a caption. */
const YEARS = [
  { orders: 'previousOrderCount1', sales: 'previousSales1Cents' },
  { orders: 'previousOrderCount2', sales: 'previousSales2Cents' },
] as const satisfies readonly Record<'orders' | 'sales', CustomerField>[];

export function isPastSales(field: CustomerField): boolean {
  return YEARS.some(({ sales }) => sales === field);
}

/** The fields of the sales columns whose captions name no year, by column index. */
export type YearsByColumn = ReadonlyMap<number, CustomerField>;

/** The minimum number of rows that is evidence against an assignment; fewer may be chance. */
const FEW = 3;
/** Rows must contradict the wrong years this many times as often as the right ones. */
const CLEAR_FACTOR = 4;

/**
 * Assigns years to the sales columns whose captions name none. The first evidence is their
 * position: the portal prints the orders of each year before its sales. The second is their rows: a
 * customer without orders in a year has no sales in it. Captions alone do not show that an agent
 * swapped two columns.
 */
export class SalesYears {
  /** The columns of sales whose captions name no year. */
  readonly columns: readonly number[];
  readonly #possible: readonly YearsByColumn[];
  readonly #byPlace: YearsByColumn | null;
  /** The orders column of each year, by the sales field of that year. */
  readonly #orders: ReadonlyMap<CustomerField, number>;
  /**
   * Counts of rows per pair of columns: a value in only one (`apart`), or in at least one (`any`).
   */
  readonly #seen: readonly { readonly sales: number; readonly orders: number; apart: number; any: number }[];

  /** `fields` holds the field that the caption of each column names, or `null`. */
  constructor(fields: readonly (CustomerField | null)[], isYearless: readonly boolean[]) {
    this.columns = isYearless.flatMap((is, column) => (is ? [column] : []));
    const free = YEARS.map(({ sales }) => sales).filter((sales) => !fields.includes(sales));
    this.#orders = new Map(
      YEARS.flatMap(({ orders, sales }) =>
        fields.includes(orders) ? [[sales, fields.indexOf(orders)]] : [],
      ),
    );
    this.#possible = possibleYears(this.columns, free);
    this.#byPlace = this.#possible.find((years) => this.#isInPlace(years)) ?? null;
    this.#seen =
      this.#possible.length < 2
        ? []
        : this.columns.flatMap((sales) =>
            [...this.#orders.values()].map((orders) => ({ sales, orders, apart: 0, any: 0 })),
          );
  }

  note(cells: readonly string[]): void {
    for (const pair of this.#seen) {
      const hasSales = isSomething(cells[pair.sales]);
      const hasOrders = isSomething(cells[pair.orders]);
      pair.apart += hasSales === hasOrders ? 0 : 1;
      pair.any += hasSales || hasOrders ? 1 : 0;
    }
  }

  /** Returns the years, or `null` while the evidence is unclear. */
  decide(): YearsByColumn | null {
    const [one, other] = this.#possible;
    const place = this.#byPlace;
    if (one === undefined || other === undefined) {
      return one ?? null;
    }
    const [evidence, otherEvidence] = [this.#witness(one), this.#witness(other)];
    if (evidence === null || otherEvidence === null) {
      const only = place === null ? null : this.#witness(place);
      return only !== null && only.apart >= FEW && 2 * only.apart > only.any ? null : place;
    }
    if (Math.abs(evidence.apart - otherEvidence.apart) < FEW) {
      return place;
    }
    const isFirst = evidence.apart < otherEvidence.apart;
    const [best, apart, worst] = isFirst
      ? [one, evidence.apart, otherEvidence.apart]
      : [other, otherEvidence.apart, evidence.apart];
    return best === place || worst >= CLEAR_FACTOR * apart ? best : null;
  }

  /** Whether each sales column directly follows its year's orders; false without orders columns. */
  #isInPlace(years: YearsByColumn): boolean {
    const pairs = [...years].flatMap(([column, sales]) => {
      const orders = this.#orders.get(sales);
      return orders === undefined ? [] : [column - orders];
    });
    return pairs.length > 0 && pairs.every((distance) => distance === 1);
  }

  /** Counts the rows that contradict these years; `null` if no year has an orders column. */
  #witness(years: YearsByColumn): { readonly apart: number; readonly any: number } | null {
    const pairs = this.#seen.filter(
      (pair) => this.#orders.get(years.get(pair.sales) ?? 'id') === pair.orders,
    );
    const sum = (of: 'apart' | 'any'): number => pairs.reduce((total, pair) => total + pair[of], 0);
    return pairs.length === 0 ? null : { apart: sum('apart'), any: sum('any') };
  }
}

/** Returns all ways to give each column its own year; none for more columns than years. */
function possibleYears(columns: readonly number[], free: readonly CustomerField[]): readonly YearsByColumn[] {
  const [one, other] = columns;
  const [first, second] = free;
  if (one === undefined || first === undefined || columns.length > free.length) {
    return [];
  }
  if (other === undefined || second === undefined) {
    return free.map((sales) => new Map([[one, sales]]));
  }
  return [
    new Map([
      [one, first],
      [other, second],
    ]),
    new Map([
      [one, second],
      [other, first],
    ]),
  ];
}

/** Whether a cell holds a number other than zero, in any form. */
function isSomething(text: string | undefined): boolean {
  return text !== undefined && /[1-9]/.test(text);
}
