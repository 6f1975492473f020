import type { DemoLanguage } from '../../../main/demo/columns';
import { DEMO_COLUMNS } from '../../../main/demo/columns';
import type { DemoCustomer } from '../../../main/demo/customer-record';
import { demoCustomers } from '../../../main/demo/customers';
import type { SeededRandom } from '../../../main/demo/random';
import type { Layout, LayoutColumn } from './layout';

/** A printed row: for each column of the layout its text; a line break where the cell must break. */
export type SheetRow = readonly string[];

/** What an export prints, and what must be read of it. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly truth: {
    readonly customers: readonly Readonly<Record<string, string | number | null>>[];
    readonly declaredCount: number | null;
    /** Codes of the warnings, sorted, one for each. */
    readonly warnings: readonly string[];
  };
}

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

/** Random customers under a layout. */
export function randomSheet(random: SeededRandom, layout: Layout): Sheet {
  const { columns, language } = layout;
  const fields = columns.map(({ field }) => field);
  const warnings: string[] = [];
  const rows: SheetRow[] = [];
  const truth: Readonly<Record<string, string | number | null>>[] = [];
  // Without cells a handful of customers does not tell where columns begin: such an export is refused.
  const count = random.pick(layout.cells === 'none' ? [0, 20, 60, 110] : [0, 1, 3, 20, 60, 110]);
  const seed = random.below(1_000_000);
  const customers = demoCustomers({ seed, count: Math.max(1, count), exportNumber: 1 }).slice(0, count);

  for (const customer of customers) {
    const cells: string[] = [];
    const record: Record<string, string | number | null> = {};
    for (const column of columns) {
      const cell =
        column.field === null
          ? { text: random.pick(['', 'A1', 'zona 7']), value: null }
          : randomCell(random, column, customer, language);
      cells.push(cell.text);
      if (column.field !== null) {
        record[column.field] = cell.value;
        warnings.push(...('bad' in cell ? ['BAD_VALUE'] : []));
      }
    }
    rows.push(cells);
    truth.push(record);
    if (random.chance(2)) {
      rows.push(fields.map((field) => (field === 'id' ? '0' : field === 'name' ? 'Concessionario' : '')));
      warnings.push('ZERO');
    }
    if (random.chance(2)) {
      rows.push(
        fields.map((field, index) =>
          field === 'id' ? (cells[index] ?? '') : field === 'name' ? 'Doppione' : '',
        ),
      );
      warnings.push('DUPLICATE_ID');
    }
  }
  return {
    rows,
    truth: {
      customers: truth,
      declaredCount: layout.count === 'footer' ? rows.length : null,
      warnings: allWarnings(rows, columns, layout, warnings),
    },
  };
}

interface RandomCell {
  readonly text: string;
  readonly value: string | number | null;
  readonly bad?: true;
}

function randomCell(
  random: SeededRandom,
  column: LayoutColumn,
  customer: DemoCustomer,
  language: DemoLanguage,
): RandomCell {
  const { field, mostLines } = column;
  if (field === null) {
    throw new Error('An unknown column has no cell of a customer');
  }
  const { kind } = DEMO_COLUMNS[field];
  const value = customer[field];
  if (kind === 'text' || kind === 'wrapped-text') {
    if (value === null && field !== 'name' && random.chance(70)) {
      return { text: '', value: null };
    }
    const base = value === null ? random.pick(WORDS) : String(value);
    const wanted = random.chance(mostLines > 2 ? 30 : 3) ? random.between(1, mostLines) : 1;
    const lines = Array.from({ length: wanted }, (_, index) => (index === 0 ? base : randomLine(random)));
    return { text: lines.join('\n'), value: lines.join(' ') };
  }
  if (field !== 'id' && random.chance(2)) {
    return { text: random.pick(['n.d.', '31/02/2025', '12,3,4']), value: null, bad: true };
  }
  return value === null ? { text: '', value: null } : { text: printed(kind, value, language), value };
}

function randomLine(random: SeededRandom): string {
  return Array.from({ length: random.between(1, 3) }, () => random.pick(WORDS)).join(' ');
}

function printed(kind: string, value: string | number, language: DemoLanguage): string {
  const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
  if (kind === 'date') {
    const [year = '', month = '', day = ''] = String(value).split('-');
    return language === 'it' ? `${day}/${month}/${year}` : `${Number(month)}/${Number(day)}/${year}`;
  }
  if (kind === 'amount') {
    const cents = String(Math.abs(Number(value))).padStart(3, '0');
    const number = `${group(cents.slice(0, -2))}${language === 'it' ? ',' : '.'}${cents.slice(-2)}`;
    const sign = Number(value) < 0 ? '-' : '';
    return language === 'it' ? `${sign}${number} €` : `${sign}€${number}`;
  }
  return group(String(value));
}

function allWarnings(
  rows: readonly SheetRow[],
  columns: readonly LayoutColumn[],
  layout: Layout,
  ofRows: readonly string[],
): readonly string[] {
  const known = columns.filter(({ field }) => field !== null).length;
  return [
    ...ofRows.filter((code) => code !== 'ZERO'),
    ...(ofRows.includes('ZERO') ? ['ZERO_ID_DROPPED'] : []),
    ...Array.from({ length: columns.length - known }, () => 'UNKNOWN_COLUMN'),
    ...Array.from({ length: 26 - known }, () => 'MISSING_OPTIONAL_COLUMN'),
    ...(layout.count === 'none' ? ['NO_DECLARED_COUNT'] : []),
  ].sort();
}
