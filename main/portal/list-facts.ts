/** Runs inside the portal's page: see page-scripts.ts for what that means. */

export interface ListFacts {
  /** The name of the filter that narrows the list, as the portal shows it; `null` when it is on all customers or nothing tells. */
  readonly filter: string | null;
  /** How many rows the grid's own total row names; `null` when there is none, or several that disagree. */
  readonly total: number | null;
}

export interface ListPatterns {
  readonly selectors: { readonly totalRow: string; readonly emptyRow: string; readonly filterValue: string };
  readonly texts: {
    readonly count: string;
    readonly emptyList: string;
    readonly filterValue: string;
    readonly allCustomers: string;
  };
}

/** Reads what the list says of itself, and sets nothing: the server remembers it for the user (portal.md, The list and the export). */
export function readList({ selectors, texts }: ListPatterns): ListFacts {
  const wholeNumber = (text: string): number | null => {
    const digits = text.trim();
    return /^\d+$|^\d{1,3}([.,\s]\d{3})+$/.test(digits) ? Number(digits.replace(/\D/g, '')) : null;
  };
  const readTotal = (): number | null => {
    const count = new RegExp(texts.count, 'i');
    const totals = new Set<number>();
    for (const cell of document.querySelectorAll(`:is(${selectors.totalRow}) td`)) {
      const total = wholeNumber(count.exec(cell.textContent.replace(/\s+/g, ' ').trim())?.[1] ?? '');
      if (total !== null) {
        totals.add(total);
      }
    }
    const [total] = totals;
    if (totals.size > 0) {
      return totals.size === 1 ? (total ?? null) : null;
    }
    const isEmpty = [...document.querySelectorAll(selectors.emptyRow)].some(
      (row) => row.getClientRects().length > 0 && new RegExp(texts.emptyList, 'i').test(row.textContent),
    );
    return isEmpty ? 0 : null;
  };
  const readFilter = (): string | null => {
    for (const input of document.querySelectorAll(selectors.filterValue)) {
      const { id, value } = input as HTMLInputElement;
      const filter = new RegExp(texts.filterValue, 'i').exec(value.trim())?.[1];
      if (filter === undefined) {
        continue;
      }
      if (new RegExp(texts.allCustomers, 'i').test(filter)) {
        return null;
      }
      const shown = document.getElementById(id.replace(/_VI$/, '_I')) as HTMLInputElement | null;
      const name = (shown?.value ?? '').replace(/\s+/g, ' ').trim().slice(0, 80);
      return name === '' ? filter.replace(/_/g, ' ') : name;
    }
    return null;
  };
  return { filter: readFilter(), total: readTotal() };
}
