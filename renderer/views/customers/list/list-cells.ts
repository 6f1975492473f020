import type { CustomerField, CustomerListItem, ListColumn } from '../../../../preload/contract';
import type { ShownColumn } from '../../../../preload/contract';
import { columnCaption, isNoteColumn, formatOfColumn } from '../../../../preload/contract/list-columns';
import {
  formatCents,
  formatChange,
  formatChangeShare,
  formatDate,
  formatNumber,
} from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import { stripQuotationMarks } from '../../../strings/plain-name';
import { YEARS_AGO } from '../../../strings/years-ago';

/** Returns the displayed name of a column, with its year unless that is this year. */
export function columnName(
  column: ListColumn,
  { customers, detail }: Strings,
  thisYear = new Date().getFullYear(),
): string {
  const caption = columnCaption(column);
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

/** Whether a column contains figures, which are right-aligned. */
export function isFigure(column: ListColumn): boolean {
  return ['amount', 'count', 'share'].includes(formatOfColumn(column));
}

/**
 * Returns an item's value in a column, or `null`. The mobile number replaces a missing phone
 * number.
 */
export function valueIn(item: CustomerListItem, column: ListColumn): string | number | null {
  const caption = columnCaption(column);
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
  if (column === 'name') {
    return stripQuotationMarks(item.name);
  }
  const values: Readonly<Record<string, unknown>> = { ...item, ...item.more };
  const value = values[column];
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Returns the text of a cell; empty for no value. */
export function cellText(item: CustomerListItem, column: ListColumn, strings: Strings): string {
  const value = valueIn(item, column);
  if (value === null) {
    return '';
  }
  if (typeof value === 'string') {
    return formatOfColumn(column) === 'date' ? formatDate(value, strings) : value;
  }
  switch (formatOfColumn(column)) {
    case 'amount':
      return column === 'change' ? formatChange(value, strings) : formatCents(value, strings);
    case 'share':
      return formatChangeShare(value, strings);
    default:
      return formatNumber(value, strings);
  }
}

/** The minimum width of a column in pixels, and its share of the remaining width (0 for none). */
interface Room {
  readonly minPx: number;
  readonly part: number;
}

/** The minimum width of the name in pixels. At this width, nearly all names fit into two lines. */
const NAME_PX = 300;
const GAP_PX = 12;

const ROOM: Readonly<Partial<Record<ListColumn, Room>>> = {
  name: { minPx: NAME_PX, part: 3 },
  city: { minPx: 112, part: 1 },
  street: { minPx: 120, part: 1.4 },
  // Fits a complete number with its area code, because a truncated number cannot be dialled.
  phone: { minPx: 140, part: 0 },
  mobile: { minPx: 140, part: 0 },
  email: { minPx: 160, part: 0.6 },
  pec: { minPx: 160, part: 0.6 },
  vatNumber: { minPx: 104, part: 0 },
  fiscalCode: { minPx: 140, part: 0 },
  postalCode: { minPx: 62, part: 0 },
  lastOrderDate: { minPx: 88, part: 0 },
  // Fits the column's name with the sort arrow, and a day such as "mer 30/11" in bold.
  dueOn: { minPx: 100, part: 0 },
  note: { minPx: 160, part: 1.4 },
};

function roomOf(column: ListColumn): Room {
  const room = ROOM[column];
  if (room !== undefined) {
    return room;
  }
  switch (formatOfColumn(column)) {
    case 'amount':
      return { minPx: 92, part: 0 };
    case 'code':
      return { minPx: 96, part: 0 };
    case 'count':
    case 'share':
      return { minPx: 84, part: 0 };
    default:
      return { minPx: 100, part: 0.6 };
  }
}

/**
 * Returns the columns that fit into a width in pixels. The name, the sort column and columns with a
 * set width are always shown. The others follow in order while the name keeps its minimum.
 */
export function fitColumns(
  columns: readonly ShownColumn[],
  sort: ListColumn,
  roomPx: number,
): readonly ShownColumn[] {
  const isThere = columns.some(({ column }) => column === sort);
  const all = isThere ? columns : [...columns, { column: sort, width: null }];
  const isKept = ({ column, width }: ShownColumn): boolean =>
    column === 'name' || column === sort || width !== null;
  const minWidthOf = ({ column, width }: ShownColumn): number => width ?? roomOf(column).minPx;
  const kept = all.filter(isKept);
  let left = roomPx - kept.reduce((sum, one) => sum + minWidthOf(one) + GAP_PX, -GAP_PX);
  return all.filter((one) => {
    const needed = minWidthOf(one) + GAP_PX;
    const isShown = isKept(one) || needed <= left;
    left -= isShown && !isKept(one) ? needed : 0;
    return isShown;
  });
}

/**
 * Returns the CSS grid columns, and the width in pixels below which the list scrolls sideways. That
 * is 0 unless a column has a set width.
 */
export function computeGrid(columns: readonly ShownColumn[]): {
  readonly template: string;
  readonly minPx: number;
} {
  const isPinned = columns.some(({ width }) => width !== null);
  const tracks = columns.map(({ column, width }) => {
    const { minPx, part } = roomOf(column);
    if (width !== null) {
      return { track: `${width}px`, minPx: width };
    }
    const least = column === 'name' && !isPinned ? 0 : minPx;
    return { track: part === 0 ? `${minPx}px` : `minmax(${least}px, ${part}fr)`, minPx };
  });
  return {
    template: tracks.map(({ track }) => track).join(' '),
    minPx: isPinned ? tracks.reduce((sum, { minPx }) => sum + minPx, (tracks.length - 1) * GAP_PX) : 0,
  };
}
