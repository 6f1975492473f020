import type { CustomerField } from '../../preload/contract';

export type ExportLanguage = 'it' | 'en';

/** A column's meaning: a field of the record, or an unknown header that is skipped. */
export type Column =
  | { readonly kind: 'field'; readonly field: CustomerField }
  | { readonly kind: 'unknown'; readonly header: string };

interface Names {
  readonly it: readonly string[];
  readonly en: readonly string[];
  /** The ERP's own column name, language-less. */
  readonly erp: string;
}

/**
 * How each field's column is headed (clienti-pdf.md, Columns), without colon, upper case, accents and typographic
 * apostrophes folded. Two fields may share a header: the first column stands for the first field in this order.
 */
const NAMES: Readonly<Record<CustomerField, Names>> = {
  id: { it: ['ID'], en: ['ID'], erp: 'ID' },
  accountNumber: {
    it: ['PROFILO CLIENTE'],
    en: ['CUSTOMER PROFILE', 'CUSTOMER ACCOUNT', 'ACCOUNT NUMBER'],
    erp: 'ACCOUNTNUM',
  },
  name: { it: ['NOME'], en: ['NAME'], erp: 'NAME' },
  vatNumber: { it: ['PARTITA IVA'], en: ['VAT NUMBER', 'VAT NUM', 'VAT'], erp: 'VATNUM' },
  pec: { it: ['PEC'], en: ['PEC', 'LEGAL EMAIL', 'LEGAL E-MAIL', 'CERTIFIED EMAIL'], erp: 'LEGALEMAIL' },
  sdi: { it: ['SDI'], en: ['SDI', 'LEGAL AUTHORITY'], erp: 'LEGALAUTHORITY' },
  fiscalCode: { it: ['CODICE FISCALE'], en: ['FISCAL CODE', 'TAX CODE'], erp: 'FISCALCODE' },
  deliveryTerms: {
    it: ['TERMINI DI CONSEGNA'],
    en: ['DELIVERY TERMS', 'TERMS OF DELIVERY', 'DELIVERY MODE', 'MODE OF DELIVERY'],
    erp: 'DLVMODE.TXT',
  },
  street: { it: ['VIA'], en: ['STREET', 'ADDRESS'], erp: 'STREET' },
  postalCode: {
    it: ['INDIRIZZO LOGISTICO CAP'],
    en: [
      'LOGISTICS ADDRESS ZIP CODE',
      'LOGISTIC ADDRESS ZIP CODE',
      'LOGISTICS ADDRESS POSTAL CODE',
      'ZIP CODE',
      'POSTAL CODE',
    ],
    erp: 'LOGISTICSADDRESSZIPCODE.ZIPCODE',
  },
  city: { it: ['CITTA'], en: ['CITY'], erp: 'CITY' },
  phone: { it: ['TELEFONO'], en: ['PHONE', 'TELEPHONE'], erp: 'PHONE' },
  mobile: {
    it: ['CELLULARE'],
    en: ['MOBILE', 'MOBILE PHONE', 'CELLULAR PHONE', 'CELL PHONE', 'CELLULAR'],
    erp: 'CELLULARPHONE',
  },
  url: { it: ['URL'], en: ['URL'], erp: 'URL' },
  attentionTo: {
    it: ["ALL'ATTENZIONE DI"],
    en: ['ATTENTION TO', 'TO THE ATTENTION OF', 'ATTN TO', 'ATTENTION OF'],
    erp: 'BRASCRMATTENTIONTO',
  },
  lastOrderDate: {
    it: ["DATA DELL'ULTIMO ORDINE"],
    en: ['LAST ORDER DATE', 'DATE OF LAST ORDER'],
    erp: 'LASTORDERDATE',
  },
  orderCount: {
    it: ['CONTEGGI DEGLI ORDINI EFFETTIVI'],
    en: [
      'ACTUAL ORDER COUNT',
      'ACTUAL ORDER COUNTS',
      'ACTUAL ORDERS COUNT',
      'ORDER COUNT ACTUAL',
      'ORDER COUNT',
    ],
    erp: 'ORDERCOUNTACT',
  },
  // The Italian header is a mistranslation: the column holds this year's sales.
  salesCents: {
    it: ['TIPO DI CLIENTE'],
    en: ['CUSTOMER TYPE', 'ACTUAL SALES', 'SALES ACTUAL', 'SALES'],
    erp: 'SALESACT',
  },
  previousOrderCount1: {
    it: ['CONTEGGIO DEGLI ORDINI PRECEDENTE'],
    en: ['PREVIOUS ORDER COUNT', 'PREVIOUS ORDERS COUNT', 'ORDER COUNT PREVIOUS'],
    erp: 'ORDERCOUNTPREV',
  },
  previousSales1Cents: {
    it: ['VENDITE PRECEDENTE'],
    en: ['PREVIOUS SALES', 'SALES PREVIOUS'],
    erp: 'SALESPREV',
  },
  previousOrderCount2: {
    it: ['CONTEGGIO DEGLI ORDINI PRECEDENTE 2'],
    en: ['PREVIOUS ORDER COUNT 2', 'PREVIOUS ORDERS COUNT 2', 'ORDER COUNT PREVIOUS 2'],
    erp: 'ORDERCOUNTPREV2',
  },
  previousSales2Cents: {
    it: ['VENDITE PRECEDENTE', 'VENDITE PRECEDENTE 2'],
    en: ['PREVIOUS SALES', 'PREVIOUS SALES 2', 'SALES PREVIOUS 2'],
    erp: 'SALESPREV2',
  },
  description: {
    it: ['DESCRIZIONE'],
    en: ['DESCRIPTION', 'TYPE DESCRIPTION'],
    erp: 'BUSRELTYPEID.TYPEDESCRIPTION',
  },
  type: { it: ['TYPE'], en: ['TYPE'], erp: 'BUSRELTYPEID.TYPEID' },
  externalAccountNumber: {
    it: ['NUMERO DI CONTO ESTERNO'],
    en: ['EXTERNAL ACCOUNT NUMBER', 'EXTERNAL ACCOUNT'],
    erp: 'EXTERNALACCOUNTNUM',
  },
  ourAccountNumber: {
    it: ['IL NOSTRO NUMERO DI CONTO'],
    en: ['OUR ACCOUNT NUMBER', 'OUR ACCOUNT'],
    erp: 'OURACCOUNTNUM',
  },
};

const FIELDS = Object.keys(NAMES) as CustomerField[];

/** Says what each column of a cycle holds, from its headers in printed order. */
export function recognise(headers: readonly string[]): readonly Column[] {
  const taken = new Set<CustomerField>();
  return headers.map((header) => {
    const folded = foldHeader(header);
    const field = FIELDS.find((name) => !taken.has(name) && isNamed(NAMES[name], folded));
    if (field === undefined) {
      return { kind: 'unknown', header };
    }
    taken.add(field);
    return { kind: 'field', field };
  });
}

/** Whether this header is the ID column's: it stands once in each cycle, so it tells how long a cycle is. */
export function isIdHeader(header: string): boolean {
  return isNamed(NAMES.id, foldHeader(header));
}

/** The language an export is printed in, which also decides its numbers and dates; Italian when nothing tells. */
export function languageOf(headers: readonly string[]): ExportLanguage {
  const folded = headers.map(foldHeader);
  const score = (language: ExportLanguage): number =>
    folded.filter((header) => FIELDS.some((field) => NAMES[field][language].includes(header))).length;
  return score('en') > score('it') ? 'en' : 'it';
}

function isNamed(names: Names, folded: string): boolean {
  return names.it.includes(folded) || names.en.includes(folded) || names.erp === folded;
}

function foldHeader(header: string): string {
  return header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[\s:]+$/, '')
    .trim()
    .toUpperCase();
}
