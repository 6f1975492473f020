import { cellText, withThousands, type DemoFigures } from '../customers/cell-text';
import { DEMO_COLUMNS, type DemoColumn, type DemoLanguage } from '../customers/columns';
import { DEMO_FIELDS, type DemoCustomer, type DemoField } from '../customers/customer-record';
import { DEMO_EXTRA_COLUMNS } from '../customers/extra-columns';
import type { DemoOptions } from '../options';
import type { Report, ReportColumn } from './pdf-layout';

/** The options of the printed report. */
export type DemoPrintOptions = Pick<
  DemoOptions,
  | 'strips'
  | 'numberSecondSales'
  | 'extraColumns'
  | 'figures'
  | 'currency'
  | 'totalRow'
  | 'countWord'
  | 'sumWord'
>;

/** The amounts by which the total row exceeds the printed rows; normally none. */
export interface TotalExcess {
  readonly count?: number;
  /** The cents added to the sum of the first amount column. */
  readonly sumCents?: number;
}

/** Returns the customers export with a row for each of `rows`. Captions are in `language`. */
export function customersReport(
  rows: readonly DemoCustomer[],
  options: DemoPrintOptions,
  language: DemoLanguage,
  excess: TotalExcess = {},
): Report {
  const { strips, totalRow } = options;
  const figures = figuresOf(options, language);
  const fields = strips?.flat() ?? DEMO_FIELDS;
  const firstAmount = fields.find((field) => DEMO_COLUMNS[field].kind === 'amount');
  const count = withThousands(rows.length + (excess.count ?? 0), figures.language);
  const column = (
    header: string,
    kind: DemoColumn['kind'],
    values: readonly (string | number | null)[],
    sumExcess = 0,
  ): ReportColumn => ({
    header,
    align: isNumber(kind) ? 'right' : 'left',
    cells: values.map((value) => cellText(value, kind, figures)),
    total: isSummed(kind) ? `${options.sumWord}=${cellText(sum(values) + sumExcess, kind, figures)}` : '',
  });
  const ofField = (field: DemoField): ReportColumn => {
    const { kind, [language]: caption } = DEMO_COLUMNS[field];
    const values = rows.map((row) => row[field]);
    const header = options.numberSecondSales && field === 'previousSales2Cents' ? `${caption} 2` : caption;
    const drawn = column(header, kind, values, field === firstAmount ? excess.sumCents : 0);
    const hasCount = field === 'id' && totalRow === 'with-count';
    return hasCount ? { ...drawn, total: `${options.countWord}=${count}` } : drawn;
  };
  const extra = options.extraColumns ? DEMO_EXTRA_COLUMNS : [];
  return {
    columns: [
      ...fields.map(ofField),
      ...extra.map(({ kind, value, [language]: header }) => column(header, kind, rows.map(value))),
    ],
    grouping: strips?.map((strip) => strip.length) ?? [],
    rowCount: rows.length,
    hasTotalRow: totalRow !== 'none',
  };
}

/** Returns the form of figures and dates for captions in `language`. */
function figuresOf(
  { figures, currency }: Pick<DemoOptions, 'figures' | 'currency'>,
  language: DemoLanguage,
): DemoFigures {
  return { language: figures === 'as-captions' ? language : figures, currency };
}

function isNumber(kind: DemoColumn['kind']): boolean {
  return kind === 'thousands' || isSummed(kind);
}

function isSummed(kind: DemoColumn['kind']): boolean {
  return kind === 'count' || kind === 'amount';
}

function sum(values: readonly (string | number | null)[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}
