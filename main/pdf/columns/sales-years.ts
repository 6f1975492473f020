import type { CustomerField } from '../../../preload/contract';

/** The columns of a past year: its orders, and its sales, whose captions may be the same for both years. */
const YEARS = [
  { orders: 'previousOrderCount1', sales: 'previousSales1Cents' },
  { orders: 'previousOrderCount2', sales: 'previousSales2Cents' },
] as const satisfies readonly Record<'orders' | 'sales', CustomerField>[];

/** Whether a field holds the sales of a past year. */
export function isPastSales(field: CustomerField): boolean {
  return YEARS.some(({ sales }) => sales === field);
}

/** The fields of columns of sales that name no year themselves, by column. */
export type Years = ReadonlyMap<number, CustomerField>;

/** Fewer rows that speak against an order of the years are chance. */
const FEW = 3;
/** So many times more rows speak against the wrong years than against the right ones. */
const CLEARLY = 4;

/**
 * Tells the years of the sales columns that name none: by their places, since the portal prints each year's orders and
 * then its sales; and by their rows, since who has ordered nothing in a year has no sales in it. The captions alone do
 * not show that an agent has exchanged two columns.
 */
export class SalesYears {
  /** The columns of sales that name no year. */
  readonly columns: readonly number[];
  readonly #possible: readonly Years[];
  readonly #byPlace: Years | null;
  /** The column of the orders of a year, by the sales of that year. */
  readonly #orders: ReadonlyMap<CustomerField, number>;
  /** By a column of sales and one of orders: how many rows have something in only one of them, and in any. */
  readonly #seen: readonly { readonly sales: number; readonly orders: number; apart: number; any: number }[];

  /** `fields` are those of all other columns. */
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

  /** The years, or `null` where a doubt remains. */
  decide(): Years | null {
    const [one, other] = this.#possible;
    const place = this.#byPlace;
    if (one === undefined || other === undefined) {
      return one ?? null;
    }
    const [witness, otherWitness] = [this.#witness(one), this.#witness(other)];
    if (witness === null || otherWitness === null) {
      const only = place === null ? null : this.#witness(place);
      return only !== null && only.apart >= FEW && 2 * only.apart > only.any ? null : place;
    }
    if (Math.abs(witness.apart - otherWitness.apart) < FEW) {
      return place;
    }
    const isFirst = witness.apart < otherWitness.apart;
    const [best, apart, worst] = isFirst
      ? [one, witness.apart, otherWitness.apart]
      : [other, otherWitness.apart, witness.apart];
    return best === place || worst >= CLEARLY * apart ? best : null;
  }

  /** Whether the sales stand directly behind their orders, as far as these are shown, and those of a year are. */
  #isInPlace(years: Years): boolean {
    const pairs = [...years].flatMap(([column, sales]) => {
      const orders = this.#orders.get(sales);
      return orders === undefined ? [] : [column - orders];
    });
    return pairs.length > 0 && pairs.every((distance) => distance === 1);
  }

  /** How many rows speak against these years; `null` where no orders are shown with the sales. */
  #witness(years: Years): { readonly apart: number; readonly any: number } | null {
    const pairs = this.#seen.filter(
      (pair) => this.#orders.get(years.get(pair.sales) ?? 'id') === pair.orders,
    );
    const sum = (of: 'apart' | 'any'): number => pairs.reduce((total, pair) => total + pair[of], 0);
    return pairs.length === 0 ? null : { apart: sum('apart'), any: sum('any') };
  }
}

/** All ways to give these columns a year of their own; none where there are more columns than years. */
function possibleYears(columns: readonly number[], free: readonly CustomerField[]): readonly Years[] {
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

/** Whether a cell holds a number other than zero, in whatever form. */
function isSomething(text: string | undefined): boolean {
  return text !== undefined && /[1-9]/.test(text);
}
