import type { CustomerField, CustomerListItem, ListColumn } from '../../../../preload/contract';
import type { ShownColumn } from '../../../../preload/contract';
import { captionOf, isNoteColumn, kindOf } from '../../../../preload/contract/list-columns';
import {
  formatCents,
  formatChange,
  formatChangeShare,
  formatDate,
  formatNumber,
} from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import { YEARS_AGO } from '../../../strings/years-ago';

/** A column's name as the agent reads it, with its year if it is of another than this; the portal's own by their caption. */
export function columnName(
  column: ListColumn,
  { customers, detail }: Strings,
  thisYear = new Date().getFullYear(),
): string {
  const caption = captionOf(column);
  if (caption !== null) {
    return caption;
  }
  if (column === 'change' || column === 'changeShare') {
    const lastYear = String(thisYear - 1);
    return column === 'change' ? customers.changeFrom(lastYear) : customers.changeShareFrom(lastYear);
  }
  const field = column as CustomerField;
  const yearsAgo = YEARS_AGO[field];
  if (yearsAgo !== undefined) {
    return customers.ofYear(detail.fields[field], String(thisYear - yearsAgo));
  }
  const names: Readonly<Record<string, string>> = { ...detail.fields, ...customers.columns };
  return names[column] ?? column;
}

/** Figures stand at the right edge of their column. */
export function isFigure(column: ListColumn): boolean {
  return ['amount', 'count', 'share'].includes(kindOf(column));
}

/** What an item holds in a column; `null` for nothing. The phone is the mobile one where there is no other. */
export function valueIn(item: CustomerListItem, column: ListColumn): string | number | null {
  const caption = captionOf(column);
  if (caption !== null) {
    return item.other[caption] ?? null;
  }
  if (column === 'phone') {
    return item.phone ?? item.mobile;
  }
  if (isNoteColumn(column)) {
    const { excerpt = '', dueOn = null } = item.note ?? {};
    return column === 'dueOn' ? dueOn : excerpt === '' ? null : excerpt;
  }
  const values: Readonly<Record<string, unknown>> = { ...item, ...item.more };
  const value = values[column];
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** A column's text in a row; empty for nothing. */
export function cellText(item: CustomerListItem, column: ListColumn, strings: Strings): string {
  const value = valueIn(item, column);
  if (value === null) {
    return '';
  }
  if (typeof value === 'string') {
    return kindOf(column) === 'date' ? formatDate(value, strings) : value;
  }
  switch (kindOf(column)) {
    case 'amount':
      return column === 'change' ? formatChange(value, strings) : formatCents(value, strings);
    case 'share':
      return formatChangeShare(value, strings);
    default:
      return formatNumber(value, strings);
  }
}

/** A column's least width in pixels and its part of the room that is left; 0 takes none. */
interface Room {
  readonly leastPx: number;
  readonly part: number;
}

const ROOM: Readonly<Partial<Record<ListColumn, Room>>> = {
  name: { leastPx: 150, part: 2.4 },
  city: { leastPx: 76, part: 1 },
  street: { leastPx: 120, part: 1.4 },
  phone: { leastPx: 138, part: 0 },
  mobile: { leastPx: 138, part: 0 },
  email: { leastPx: 160, part: 0.6 },
  pec: { leastPx: 160, part: 0.6 },
  vatNumber: { leastPx: 104, part: 0 },
  fiscalCode: { leastPx: 140, part: 0 },
  postalCode: { leastPx: 62, part: 0 },
  lastOrderDate: { leastPx: 104, part: 0 },
  dueOn: { leastPx: 72, part: 0 },
  note: { leastPx: 160, part: 1.4 },
};

function roomOf(column: ListColumn): Room {
  const room = ROOM[column];
  if (room !== undefined) {
    return room;
  }
  switch (kindOf(column)) {
    case 'amount':
      return { leastPx: 100, part: 0 };
    case 'code':
      return { leastPx: 96, part: 0 };
    case 'count':
    case 'share':
      return { leastPx: 84, part: 0 };
    default:
      return { leastPx: 100, part: 0.6 };
  }
}

/** The grid's columns, and the width below which the list is scrolled sideways, in pixels without gaps and edges. */
export function gridOf(columns: readonly ShownColumn[]): {
  readonly template: string;
  readonly leastPx: number;
} {
  const tracks = columns.map(({ column, width }) => {
    const { leastPx, part } = roomOf(column);
    if (width !== null) {
      return { track: `${width}px`, leastPx: width };
    }
    return { track: part === 0 ? `${leastPx}px` : `minmax(${leastPx}px, ${part}fr)`, leastPx };
  });
  return {
    template: tracks.map(({ track }) => track).join(' '),
    leastPx: tracks.reduce((sum, { leastPx }) => sum + leastPx, 0),
  };
}
