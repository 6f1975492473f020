import type { SeededRandom } from '../../../main/demo/customers/random';
import type { CustomerField } from '../../../preload/contract';
import { printed } from './figures';
import type { Layout, LayoutColumn } from './layout';
import type { SourceRecord } from './records';
import type { Cell, Sheet, SheetRow } from './sheet';
import { finishSheet, plainCells } from './sheet';

const WORDS = [
  'Studio',
  'D’Amico',
  "Dell'Orto",
  '&',
  'Figli',
  'S.r.l.',
  '"Il Sorriso"',
  'Perù',
  'Città',
  'però',
];

/** Returns a sheet with the oddities of real lists: misfits, repeated IDs, multi-line texts. */
export function randomSheet(random: SeededRandom, layout: Layout, records: readonly SourceRecord[]): Sheet {
  const rows: SheetRow[] = [];
  for (const record of withDistinctiveDate(records, layout)) {
    const cells = plainCells(record, layout).map((cell, index) =>
      randomCell(random, cell, layout.columns[index], layout),
    );
    rows.push({ cells, isRepeated: false });
    if (random.chance(2)) {
      rows.push({ cells: repeatedCells(cells, layout), isRepeated: true });
    }
  }
  return finishSheet(rows, layout);
}

/** Adds a day above 12, which reveals the date format, unless dates and numbers are Italian. */
function withDistinctiveDate(records: readonly SourceRecord[], { figures }: Layout): readonly SourceRecord[] {
  if (figures.dates === 'it' && figures.numbers === 'it') {
    return records;
  }
  const first = records.find(({ lastOrderDate }) => lastOrderDate !== null);
  return records.map((record) =>
    record === first
      ? { ...record, lastOrderDate: String(record.lastOrderDate).replace(/\d\d$/, '28') }
      : record,
  );
}

function randomCell(
  random: SeededRandom,
  cell: Cell,
  column: LayoutColumn | undefined,
  layout: Layout,
): Cell {
  if (column === undefined) {
    throw new Error('A cell has no column');
  }
  const { field, kind, nearly } = column;
  if (field === null) {
    return unknownCell(random, column, layout);
  }
  // The reader confirms a similar caption by the values, so all must be good.
  if (nearly !== null || field === 'id') {
    return cell;
  }
  if (kind === 'text') {
    return randomText(random, cell, column, layout);
  }
  return random.chance(2) ? { text: misfit(random, column, layout), value: null, isBad: true } : cell;
}

function unknownCell(random: SeededRandom, { kind }: LayoutColumn, { figures }: Layout): Cell {
  const value = {
    id: '7',
    date: '2025-12-31',
    text: random.pick([null, 'A1', 'zona 7']),
    count: random.pick([null, 0, 12, 1_500]),
    amount: random.pick([null, 0, 123_456, -99]),
  }[kind];
  return { value, text: value === null ? '' : printed(kind, value, figures) };
}

/** The fields whose values contain no blanks, so that they break only at the end of a full line. */
const ADDRESSES: ReadonlySet<CustomerField | null> = new Set<CustomerField>(['pec', 'email', 'url']);

function randomText(
  random: SeededRandom,
  cell: Cell,
  { field, maxLines }: LayoutColumn,
  layout: Layout,
): Cell {
  if (cell.value === null && field !== 'name' && random.chance(70)) {
    return cell;
  }
  const base = cell.value === null ? random.pick(WORDS) : String(cell.value);
  // Texts in the portal sometimes begin with a blank, which the reader must remove.
  const blank = layout.text === 'portal' && random.chance(1) ? ' ' : '';
  const isLong = layout.text === 'portal' ? random.chance(2) : random.chance(maxLines > 2 ? 30 : 3);
  const more = isLong && !ADDRESSES.has(field) ? random.between(1, Math.max(1, maxLines - 1)) : 0;
  const lines = [base, ...Array.from({ length: more }, () => randomLine(random))];
  // The portal breaks only text that is too long for a column; other writers break anywhere.
  return layout.text === 'portal'
    ? { text: `${blank}${lines.join(' ')}`, value: lines.join(' ') }
    : { text: lines.join('\n'), value: lines.join(' ') };
}

function randomLine(random: SeededRandom): string {
  return Array.from({ length: random.between(1, 9) }, () => random.pick(WORDS)).join(' ');
}

/** Returns an invalid value for this kind of column; dates still keep the export's date format. */
function misfit(random: SeededRandom, { kind }: LayoutColumn, { figures }: Layout): string {
  if (kind !== 'date') {
    return random.pick(['n.d.', '12,3,4']);
  }
  return random.pick(['n.d.', figures.dates === 'it' ? '31/02/2025' : '2/31/2025']);
}

function repeatedCells(cells: readonly Cell[], { columns }: Layout): readonly Cell[] {
  return columns.map(({ field }, index): Cell => {
    if (field === 'id') {
      return cells[index] ?? { text: '', value: null };
    }
    return field === 'name' ? { text: 'Doppione', value: 'Doppione' } : { text: '', value: null };
  });
}
