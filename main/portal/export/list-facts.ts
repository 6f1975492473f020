/** Runs inside the portal's page, see page-scripts.ts. */

export interface PageListFacts {
  /** The portal's name of the filter or view that narrows the list; `null` if none is detected. */
  readonly filter: string | null;
  /** The row count in the grid's own total row; `null` if there is none, or several disagree. */
  readonly total: number | null;
}

export interface ListPatterns {
  readonly selectors: {
    readonly totalRow: string;
    readonly emptyRow: string;
    readonly comboValue: string;
    readonly listChoice: string;
  };
  readonly texts: {
    readonly count: string;
    readonly emptyList: string;
    readonly listChoice: string;
    readonly allCustomers: string;
    readonly usualView: string;
    readonly listRole: string;
  };
}

/** Reads the list's facts and changes nothing, since the server stores changes (portal.md). */
export function readList({ selectors, texts }: ListPatterns): PageListFacts {
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
  const has = (pattern: string, text: string): boolean => new RegExp(pattern, 'i').test(text);
  const role = new RegExp(texts.listRole, 'i').exec(location.pathname)?.[1] ?? '';
  const showsAll = (value: string): boolean => {
    const viewRole = new RegExp(texts.usualView, 'i').exec(value)?.[1]?.toLowerCase();
    return has(texts.allCustomers, value) || viewRole === 'agent' || viewRole === role.toLowerCase();
  };
  const readFilter = (): string | null => {
    const names = new Set<string>();
    for (const input of document.querySelectorAll<HTMLInputElement>(selectors.comboValue)) {
      const value = input.value.trim();
      if ((!input.matches(selectors.listChoice) && !has(texts.listChoice, value)) || showsAll(value)) {
        continue;
      }
      const shown = document.getElementById(input.id.replace(/_VI$/i, '_I')) as HTMLInputElement | null;
      const name = (shown?.value ?? '').replace(/\s+/g, ' ').trim().slice(0, 80);
      // Without a visible name, uses the word at the end of the value.
      names.add(name === '' ? value.replace(/^.*\d_?(?=\D)/, '').replace(/_/g, ' ') : name);
    }
    // A combo without value and name has no choice.
    names.delete('');
    return names.size === 0 ? null : [...names].join(', ');
  };
  return { filter: readFilter(), total: readTotal() };
}
