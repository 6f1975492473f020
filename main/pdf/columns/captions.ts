import type { CustomerField } from '../../../preload/contract';

interface Names {
  readonly it: readonly string[];
  readonly en: readonly string[];
  /** The ERP's own column name, the same in all languages. */
  readonly erp: string;
}

/** The captions of each field's column (export-pdf.md, Columns). Two fields may share a caption. */
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
  // The first caption of each language is mistranslated: the column holds this year's sales.
  salesCents: {
    it: ['TIPO DI CLIENTE', 'VENDITE EFFETTIVE'],
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
    en: ['PREVIOUS SALES', 'SALES PREVIOUS', 'PREVIOUS SALES 2', 'SALES PREVIOUS 2'],
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
  // The ERP offers this column since its update of May 2026.
  email: { it: ['E-MAIL', 'INDIRIZZO E-MAIL'], en: ['E-MAIL', 'E-MAIL ADDRESS'], erp: 'EMAIL' },
};

/** A caption of a field, seen in exports or expected from the ERP. */
export interface KnownCaption {
  readonly field: CustomerField;
  readonly caption: string;
}

/** Mistranslated captions. They name the field only if no other column has the correct caption. */
export const MISTRANSLATED_CAPTIONS: readonly string[] = ['TIPO DI CLIENTE', 'CUSTOMER TYPE'];

/** All captions of all fields. Fields that share a caption appear in the order of their columns. */
export const KNOWN_CAPTIONS: readonly KnownCaption[] = (Object.keys(NAMES) as CustomerField[]).flatMap(
  (field) => {
    const { it, en, erp } = NAMES[field];
    return [...new Set([...it, ...en, erp])].map((caption) => ({ field, caption }));
  },
);

/** Reduces a caption to unaccented capitals and digits, to compare it (`CITTÀ:` to `CITTA`). */
export function foldCaption(caption: string): string {
  return withoutAccents(caption).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The words of a caption, each folded as in {@link foldCaption}. */
export function captionWords(caption: string): readonly string[] {
  return withoutAccents(caption).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function withoutAccents(caption: string): string {
  return caption.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}
