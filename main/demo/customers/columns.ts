import type { DemoField } from './customer-record';

export type DemoLanguage = 'it' | 'en';

/** The printed form of a column of the export (export-pdf.md, Columns). */
export interface DemoColumn {
  readonly it: string;
  readonly en: string;
  /** The width in points, measured on real exports. Drawn exports compute their own widths. */
  readonly width: number;
  readonly kind: 'text' | 'wrapped-text' | 'thousands' | 'count' | 'amount' | 'date';
}

export const DEMO_COLUMNS: Readonly<Record<DemoField, DemoColumn>> = {
  id: { it: 'ID', en: 'ID', width: 55.5, kind: 'thousands' },
  accountNumber: { it: 'PROFILO CLIENTE:', en: 'CUSTOMER PROFILE:', width: 90.75, kind: 'text' },
  name: { it: 'NOME', en: 'NAME', width: 224.25, kind: 'wrapped-text' },
  vatNumber: { it: 'PARTITA IVA:', en: 'VAT NUMBER:', width: 67.5, kind: 'text' },
  pec: { it: 'PEC:', en: 'PEC:', width: 139.5, kind: 'text' },
  sdi: { it: 'SDI:', en: 'SDI:', width: 50.25, kind: 'text' },
  fiscalCode: { it: 'CODICE FISCALE:', en: 'FISCAL CODE:', width: 84.75, kind: 'text' },
  deliveryTerms: { it: 'TERMINI DI CONSEGNA', en: 'DELIVERY TERMS', width: 113.25, kind: 'text' },
  street: { it: 'VIA:', en: 'STREET:', width: 197.25, kind: 'wrapped-text' },
  postalCode: {
    it: 'INDIRIZZO LOGISTICO CAP',
    en: 'LOGISTICS ADDRESS ZIP CODE',
    width: 129,
    kind: 'text',
  },
  city: { it: 'CITTÀ', en: 'CITY', width: 121.5, kind: 'text' },
  phone: { it: 'TELEFONO:', en: 'PHONE:', width: 72.75, kind: 'text' },
  mobile: { it: 'CELLULARE:', en: 'MOBILE:', width: 68.25, kind: 'text' },
  url: { it: 'URL:', en: 'URL:', width: 26.25, kind: 'text' },
  attentionTo: { it: 'ALL’ATTENZIONE DI:', en: 'ATTENTION TO:', width: 102.75, kind: 'text' },
  lastOrderDate: { it: "DATA DELL'ULTIMO ORDINE", en: 'LAST ORDER DATE', width: 137.25, kind: 'date' },
  orderCount: {
    it: 'CONTEGGI DEGLI ORDINI EFFETTIVI',
    en: 'ACTUAL ORDER COUNT',
    width: 172.5,
    kind: 'count',
  },
  // The header is the ERP's own mistranslation: the column holds this year's sales.
  salesCents: { it: 'TIPO DI CLIENTE', en: 'CUSTOMER TYPE', width: 81.75, kind: 'amount' },
  previousOrderCount1: {
    it: 'CONTEGGIO DEGLI ORDINI PRECEDENTE',
    en: 'PREVIOUS ORDER COUNT',
    width: 194.25,
    kind: 'count',
  },
  previousSales1Cents: { it: 'VENDITE PRECEDENTE', en: 'PREVIOUS SALES', width: 111, kind: 'amount' },
  previousOrderCount2: {
    it: 'CONTEGGIO DEGLI ORDINI PRECEDENTE 2',
    en: 'PREVIOUS ORDER COUNT 2',
    width: 201,
    kind: 'count',
  },
  // Some exports print this header with " 2" at its end (DemoOptions.numberSecondSales).
  previousSales2Cents: { it: 'VENDITE PRECEDENTE', en: 'PREVIOUS SALES', width: 111, kind: 'amount' },
  description: { it: 'DESCRIZIONE:', en: 'DESCRIPTION:', width: 161.25, kind: 'text' },
  type: { it: 'TYPE:', en: 'TYPE:', width: 75.75, kind: 'text' },
  externalAccountNumber: {
    it: 'NUMERO DI CONTO ESTERNO',
    en: 'EXTERNAL ACCOUNT NUMBER',
    width: 141.75,
    kind: 'text',
  },
  ourAccountNumber: { it: 'IL NOSTRO NUMERO DI CONTO', en: 'OUR ACCOUNT NUMBER', width: 148.5, kind: 'text' },
};

/** The columns on each page of a cycle; a cycle prints all columns of the same rows once. */
export type DemoStrips = readonly (readonly DemoField[])[];

/** The cycle of January 2026: 4·4·3·5·3·3·3·1 columns on 8 pages. */
export const EIGHT_PAGES: DemoStrips = [
  ['id', 'accountNumber', 'name', 'vatNumber'],
  ['pec', 'sdi', 'fiscalCode', 'deliveryTerms'],
  ['street', 'postalCode', 'city'],
  ['phone', 'mobile', 'url', 'attentionTo', 'lastOrderDate'],
  ['orderCount', 'salesCents', 'previousOrderCount1'],
  ['previousSales1Cents', 'previousOrderCount2', 'previousSales2Cents'],
  ['description', 'type', 'externalAccountNumber'],
  ['ourAccountNumber'],
];

/** The cycle of March 2026: 4·4·3·4·3·2·2·3·1 columns on 9 pages. */
export const NINE_PAGES: DemoStrips = [
  ...EIGHT_PAGES.slice(0, 3),
  ['phone', 'mobile', 'url', 'attentionTo'],
  ['lastOrderDate', 'orderCount', 'salesCents'],
  ['previousOrderCount1', 'previousSales1Cents'],
  ['previousOrderCount2', 'previousSales2Cents'],
  ...EIGHT_PAGES.slice(6),
];

/** The points between the margins of a Letter page. */
const PAGE_WIDTH = 468;

/** Splits columns into strips by the widths of real exports. All columns make `EIGHT_PAGES`. */
export function splitIntoStrips(fields: readonly DemoField[]): DemoStrips {
  const strips: DemoField[][] = [];
  let used = Infinity;
  for (const field of fields) {
    const { width } = DEMO_COLUMNS[field];
    if (used + width > PAGE_WIDTH) {
      strips.push([]);
      used = 0;
    }
    strips.at(-1)?.push(field);
    used += width;
  }
  return strips;
}
