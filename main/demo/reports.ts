import { cellText, withThousands } from './cell-text';
import { DEMO_COLUMNS, type DemoLanguage, type DemoStrips } from './columns';
import type { DemoCustomer } from './customer-record';
import type { Report } from './pdf';

export interface CustomersReportOptions {
  readonly language: DemoLanguage;
  readonly strips: DemoStrips;
  /** Heads the second VENDITE PRECEDENTE with " 2", as some exports do. */
  readonly numberSecondSales: boolean;
  /** What the footer says; normally the number of rows. */
  readonly declaredCount: number;
}

/** The customers export: one row for each of `rows`, in their order. */
export function customersReport(rows: readonly DemoCustomer[], options: CustomersReportOptions): Report {
  const { language, strips, numberSecondSales, declaredCount } = options;
  return {
    rowCount: rows.length,
    footer: `Count=${withThousands(declaredCount, language)}`,
    strips: strips.map((fields) =>
      fields.map((field) => {
        const column = DEMO_COLUMNS[field];
        const isSecondSales = numberSecondSales && field === 'previousSales2Cents';
        return {
          header: isSecondSales ? `${column[language]} 2` : column[language],
          width: column.width,
          align: ['thousands', 'count', 'amount'].includes(column.kind) ? 'right' : 'left',
          wraps: column.kind === 'wrapped-text',
          cells: rows.map((row) => cellText(row[field], column.kind, language)),
        } as const;
      }),
    ),
  };
}

/** Another report of the portal, the orders: what arrives when the export goes wrong, `Ordini.pdf`. */
export function ordersReport(rows: readonly DemoCustomer[], language: DemoLanguage): Report {
  const ordered = rows.filter((row) => row.lastOrderDate !== null).slice(0, 200);
  const column = (header: string, width: number, align: 'left' | 'right', cells: readonly string[]) => ({
    header,
    width,
    align,
    wraps: false,
    cells,
  });
  return {
    rowCount: ordered.length,
    footer: `Count=${withThousands(ordered.length, language)}`,
    strips: [
      [
        column(
          language === 'it' ? 'ID ORDINE' : 'ORDER ID',
          90,
          'left',
          ordered.map((row) => `ORD/26${row.id}`),
        ),
        column(
          language === 'it' ? 'CLIENTE' : 'CUSTOMER',
          240,
          'left',
          ordered.map((row) => row.name),
        ),
        column(
          language === 'it' ? 'DATA DI CREAZIONE' : 'CREATION DATE',
          120,
          'left',
          ordered.map((row) => cellText(row.lastOrderDate, 'date', language)),
        ),
      ],
      [
        column(
          language === 'it' ? 'STATO' : 'STATUS',
          120,
          'left',
          ordered.map(() => 'Fatturato'),
        ),
        column(
          language === 'it' ? 'TOTALE' : 'TOTAL',
          111,
          'right',
          ordered.map((row) => cellText(row.salesCents, 'amount', language)),
        ),
      ],
    ],
  };
}
