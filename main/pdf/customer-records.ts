import type { CustomerField, ExportSums, ExportWarning, ExportedCustomer } from '../../preload/contract';
import { ColumnSum } from './column-sums';
import type { FiguresForm } from './figures-form';
import type { Column } from './headers';
import type { PrintedSum } from './total-row';
import { readText, readValue } from './values';

/** What the rows are read by: it is sure only once all of them have been seen. */
export interface Settlement {
  readonly form: FiguresForm;
  readonly columns: readonly Column[];
}

/** Makes customers of printed rows, notes what does not fit, and adds the columns up. */
export class CustomerRecords {
  readonly settlement: Settlement;
  readonly #sums: readonly ColumnSum[];
  readonly #warnings: ExportWarning[] = [];
  readonly #ids = new Set<number | string>();
  #rows = 0;

  constructor(settlement: Settlement, sums: readonly PrintedSum[]) {
    this.settlement = settlement;
    this.#sums = sums.map((sum) => new ColumnSum(sum, settlement.columns, settlement.form));
  }

  /** The customers of the next rows; of those with the same ID the first stands. */
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

  /** What there is to say of sums and rows. */
  warnings(): readonly ExportWarning[] {
    const wrong = this.#sums.flatMap((sum): readonly ExportWarning[] => {
      const column = this.settlement.columns[sum.column];
      return sum.agrees() || column === undefined
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
    return { printed: this.#sums.length, verified: this.#sums.filter((sum) => sum.agrees()).length };
  }

  #record(cells: readonly string[], row: number): ExportedCustomer {
    const record: Partial<Record<CustomerField, string | number | null>> = {};
    let other: Record<string, string | null> | null = null;
    for (const [index, column] of this.settlement.columns.entries()) {
      const text = cells[index] ?? '';
      if (column.kind === 'field') {
        record[column.field] = this.#readCell(column.field, text, row);
      } else {
        // Without a prototype, so that no caption means anything to JavaScript.
        other ??= Object.create(null) as Record<string, string | null>;
        other[column.caption] = text === '' ? null : this.#keptText(column.caption, text, row);
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

  #readCell(field: CustomerField, text: string, row: number): string | number | null {
    const read = readValue(field, text, this.settlement.form);
    switch (read.kind) {
      case 'value':
        return read.value;
      case 'too-long':
        this.#warnings.push({ code: 'TEXT_TOO_LONG', field, row });
        return read.value;
      case 'bad':
        this.#warnings.push({ code: 'BAD_VALUE', field, row });
        return null;
    }
  }

  #keptText(column: string, text: string, row: number): string | null {
    const read = readText(text);
    if (read.kind === 'too-long') {
      this.#warnings.push({ code: 'TEXT_TOO_LONG', column, row });
    }
    return read.value === null ? null : String(read.value);
  }
}

/** An ID as a number where that says the same: all of them are remembered, and a text takes three times as much. */
function briefly(id: string): number | string {
  const number = Number(id);
  return String(number) === id ? number : id;
}
