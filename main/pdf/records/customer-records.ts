import type { CustomerField, ExportSums, ExportWarning, ExportedCustomer } from '../../../preload/contract';
import { ColumnSum } from '../columns/column-sums';
import type { FiguresForm } from '../columns/figures-form';
import type { Column } from '../columns/headers';
import type { PrintedSum } from '../columns/total-row';
import {
  UNREADABLE,
  hasManyMisfits,
  valueKind,
  joinLines,
  maskValue,
  readText,
  readValue,
  readWholeDigits,
} from '../columns/values';

/** The form and columns by which rows are read. They are certain only once all rows were seen. */
export interface Settlement {
  readonly form: FiguresForm;
  readonly columns: readonly Column[];
}

/** Makes customers of printed rows, notes values that do not fit, and adds up the columns. */
export class CustomerRecords {
  readonly settlement: Settlement;
  readonly #sums: readonly ColumnSum[];
  readonly #warnings: ExportWarning[] = [];
  readonly #ids = new Set<number | string>();
  readonly #idColumn: number;
  /** The filled and unreadable cells of each column of numbers or dates. */
  readonly #read: readonly ColumnCells[];
  /** The name of each column in warnings. */
  readonly #names: readonly ColumnName[];
  #rows = 0;

  constructor(settlement: Settlement, sums: readonly PrintedSum[]) {
    this.settlement = settlement;
    this.#sums = sums.map((sum) => new ColumnSum(sum, settlement.columns, settlement.form));
    this.#idColumn = settlement.columns.findIndex((one) => one.kind === 'field' && one.field === 'id');
    this.#read = settlement.columns.map(() => ({ filled: 0, bad: 0, example: '' }));
    this.#names = settlement.columns.map((one) =>
      one.kind === 'field' ? { field: one.field } : { column: one.caption },
    );
  }

  /** Returns the customers of the next rows. Of several with the same ID, the first is kept. */
  make(rows: readonly (readonly string[])[]): readonly ExportedCustomer[] {
    const customers: ExportedCustomer[] = [];
    for (const cells of rows) {
      this.#rows += 1;
      for (const sum of this.#sums) {
        sum.add(cells);
      }
      const record = this.#record(cells, this.#rows);
      const key = briefly(record.id);
      if (this.#ids.has(key)) {
        this.#warnings.push({ code: 'DUPLICATE_ID', row: this.#rows });
      } else {
        this.#ids.add(key);
        customers.push(record);
      }
    }
    return customers;
  }

  /** Returns the columns with unreadable ones as `unread`; `null` if no column is unreadable. */
  withoutUnreadable(): readonly Column[] | null {
    const columns = this.settlement.columns.map((column, index): Column => {
      const { filled, bad, example } = this.#read[index] ?? NO_CELLS;
      if (column.kind !== 'field' || !hasManyMisfits(bad, filled)) {
        return column;
      }
      const { field, caption } = column;
      return {
        kind: 'unread',
        caption,
        warning: { code: 'UNREADABLE_COLUMN', field, column: caption, example: maskValue(example) },
      };
    });
    return columns.every((column, index) => column === this.settlement.columns[index]) ? null : columns;
  }

  /** Returns the warnings about sums and rows. */
  warnings(): readonly ExportWarning[] {
    const wrong = this.#sums.flatMap((sum): readonly ExportWarning[] => {
      const column = this.settlement.columns[sum.column];
      return sum.agrees() || column === undefined || isUnreadable(column)
        ? []
        : [
            {
              code: 'SUM_MISMATCH',
              ...(column.kind === 'field' ? { field: column.field } : {}),
              column: column.caption,
            },
          ];
    });
    return [...wrong, ...this.#warnings];
  }

  sums(): ExportSums {
    const verified = this.#sums.filter(
      (sum) => sum.agrees() && !isUnreadable(this.settlement.columns[sum.column]),
    );
    return { printed: this.#sums.length, verified: verified.length };
  }

  #record(cells: readonly string[], row: number): ExportedCustomer {
    const record: Partial<Record<CustomerField, string | number | null>> = {};
    let other: Record<string, string | null> | null = null;
    for (const [index, column] of this.settlement.columns.entries()) {
      const text = cells[index] ?? '';
      if (column.kind === 'field') {
        const value = this.#readCell(column.field, index, cells, row);
        if (value !== undefined) {
          record[column.field] = value;
        }
      } else if (column.kind === 'other') {
        // Without a prototype, so that a caption such as `__proto__` is an ordinary key.
        other ??= Object.create(null) as Record<string, string | null>;
        other[column.caption] = text === '' ? null : this.#keptText(index, cells, row);
      }
    }
    if (record.name === null) {
      this.#warnings.push({ code: 'BAD_VALUE', field: 'name', row });
    }
    return {
      ...record,
      name: String(record.name ?? ''),
      ...(other === null ? {} : { other }),
    } as ExportedCustomer;
  }

  /** Returns `undefined` for an unreadable cell, so that the known value stays. */
  #readCell(
    field: CustomerField,
    index: number,
    cells: readonly string[],
    row: number,
  ): string | number | null | undefined {
    const text = cells[index] ?? '';
    if (text === '') {
      return null;
    }
    if (valueKind(field) === 'text') {
      return this.#keptText(index, cells, row, field);
    }
    const column = this.#read[index] ?? NO_CELLS;
    column.filled += 1;
    const read = readValue(field, text, this.settlement.form);
    if (read.kind !== 'bad') {
      return read.value;
    }
    column.bad += 1;
    column.example ||= text;
    this.#warnings.push({ code: 'BAD_VALUE', field, row });
    return undefined;
  }

  #keptText(index: number, cells: readonly string[], row: number, field?: CustomerField): string {
    const { value, isCut } = readText(joinLines(cells[index] ?? '', field));
    if (isCut) {
      this.#warnings.push({ code: 'TEXT_TOO_LONG', ...this.#names[index], row });
    }
    if (value.includes(UNREADABLE)) {
      const id = readWholeDigits(cells[this.#idColumn] ?? '') ?? '';
      this.#warnings.push({ code: 'UNREADABLE_TEXT', ...this.#names[index], row, id });
    }
    return value;
  }
}

type ColumnName = { readonly field: CustomerField } | { readonly column: string };

interface ColumnCells {
  filled: number;
  bad: number;
  /** The first unreadable text. */
  example: string;
}

const NO_CELLS: ColumnCells = { filled: 0, bad: 0, example: '' };

function isUnreadable(column: Column | undefined): boolean {
  return column?.kind === 'unread' && column.warning.code === 'UNREADABLE_COLUMN';
}

/** Returns an ID as a number, if exact, because a text takes three times the memory. */
function briefly(id: string): number | string {
  const number = Number(id);
  return String(number) === id ? number : id;
}
