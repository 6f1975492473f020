import { cellText, withThousands, type DemoFigures } from '../customers/cell-text';
import type { DemoCustomer } from '../customers/customer-record';
import type { Report, ReportColumn } from './pdf-layout';

/** The portal's other reports, by the names of their files. */
export const OTHER_REPORTS = ['Ordini', 'Documenti di trasporto', 'Fatture'] as const;
export type OtherReportName = (typeof OTHER_REPORTS)[number];

/** Returns a cell for a customer's order. A column without this function has empty cells. */
type Cell = (order: DemoCustomer) => string | number;
type Column = readonly [caption: string, cell?: Cell];

const MAX_ORDERS = 200;
const FIGURES: DemoFigures = { language: 'it', currency: '€' };

const id: Cell = ({ id }) => withThousands(70_000 + Number(id), 'it');
const order: Cell = ({ id }) => `ORD/26${id}`;
const name: Cell = (customer) => customer.name;
const account: Cell = ({ accountNumber }) => accountNumber ?? '';
const date: Cell = ({ lastOrderDate }) => cellText(lastOrderDate, 'date', FIGURES);
const amount: Cell = ({ previousSales1Cents }) => cellText(previousSales1Cents, 'amount', FIGURES);

/** The real columns of each report, strip by strip (export-pdf.md, Other reports). */
const COLUMNS: Readonly<Record<OtherReportName, readonly (readonly Column[])[]>> = {
  Ordini: [
    [
      ['ID', id],
      ['ID DI VENDITA', order],
      ['PROFILO CLIENTE:', account],
      ['NOME VENDITE:', name],
    ],
    [
      ['NOME DI CONSEGNA', name],
      ['INDIRIZZO DI CONSEGNA', ({ street }) => street ?? ''],
    ],
    [['DATA DI CREAZIONE', date], ['DATA DI CONSEGNA', date], ['RIMANI VENDITE FINANZIARIE']],
    [
      ['RIFERIMENTO CLIENTE'],
      ['STATO DELLE VENDITE', () => 'Fatturato'],
      ['TIPO DI ORDINE', () => 'Ordine di vendita'],
      ['STATO DEL DOCUMENTO', () => 'Fattura'],
    ],
    [
      ['ORIGINE VENDITE:', () => 'Agent'],
      ['STATO DEL TRASFERIMENTO', () => 'Trasferito'],
      ['DATA DI TRASFERIMENTO', date],
    ],
    [
      ['DATA DI COMPLETAMENTO', date],
      ['PREVENTIVO:', () => 'No'],
      ['APPLICA SCONTO %:', () => '0,00'],
      ['IMPORTO LORDO:', amount],
    ],
    [
      ['IMPORTO TOTALE', amount],
      ['ORDINE OMAGGIO:', () => 'No'],
    ],
  ],
  'Documenti di trasporto': [
    [
      ['PDF DDT'],
      ['ID', id],
      ['DOCUMENTO DI TRASPORTO:', ({ id }) => `DDT/26${id}`],
      ['DATA DI CONSEGNA', date],
      ['ID DI VENDITA', order],
    ],
    [
      ["CONTO DELL'ORDINE", account],
      ['NOME VENDITE:', name],
    ],
    [
      ['NOME DI CONSEGNA', name],
      ['NOME DI CONSEGNA', ({ street }) => street ?? ''],
    ],
    [['TOTALE', amount], ['RIFERIMENTO CLIENTE'], ['DESCRIZIONE:', () => 'Strumenti']],
    [
      ['NUMERO DI TRACCIABILITÀ', ({ id }) => `fedex 4452${id}`],
      ['TERMINI DI CONSEGNA:', () => 'FedEx'],
    ],
    [
      ['MODALITÀ DI CONSEGNA', () => 'FedEx'],
      ["ALL'ATTENZIONE DI"],
      ['CITTÀ DI CONSEGNA', ({ city }) => city ?? ''],
    ],
  ],
  Fatture: [
    [
      ['FATTURA PDF'],
      ['ID FATTURA', ({ id }) => `CF1/26${id}`],
      ['DATA FATTURA', date],
      ['CONTO FATTURE', account],
    ],
    [
      ['NOME DI FATTURAZIONE', name],
      ['QUANTITÀ', () => '12'],
      ['SALDO VENDITE MST', amount],
    ],
    [
      ['SOMMA LINEA', amount],
      ['SCONTO MST', () => '0,00 €'],
      ['SCONTO TOTALE:', () => '0,00 €'],
      ['SOMMA FISCALE MST', amount],
      ['IMPORTO FATTURA MST', amount],
    ],
    [['ORDINE DI ACQUISTO'], ['RIFERIMENTO CLIENTE'], ['SCADENZA', date]],
    [
      ['ID TERMINE DI PAGAMENTO', () => '30 gg'],
      ['OLTRE I GIORNI DI SCADENZA', () => '0'],
    ],
    [
      ['LIQUIDA', () => 'No'],
      ['IMPORTO MST', amount],
      ['IDENTIFICATIVO ULTIMO PAGAMENTO:'],
      ['DATA DI ULTIMA LIQUIDAZIONE'],
    ],
    [
      ['CHIUSO', () => 'No'],
      ['IMPORTO RIMANENTE MST', amount],
    ],
  ],
};

/** Makes another report of the portal, as a wrong download, from the customers with orders. */
export function otherReport(reportName: OtherReportName, rows: readonly DemoCustomer[]): Report {
  const strips = COLUMNS[reportName];
  const ordered = rows.filter((row) => row.lastOrderDate !== null).slice(0, MAX_ORDERS);
  const column = ([header, cell = () => '']: Column, index: number): ReportColumn => ({
    header,
    align: cell === amount ? 'right' : 'left',
    cells: ordered.map((row) => String(cell(row))),
    // Other reports have the count under the second column.
    total: index === 1 ? `Count=${withThousands(ordered.length, 'it')}` : '',
  });
  return {
    rowCount: ordered.length,
    hasTotalRow: true,
    grouping: strips.map((strip) => strip.length),
    columns: strips.flat().map(column),
  };
}
