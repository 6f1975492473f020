import type { CustomerField } from '../../../preload/contract';

export type CaptionLanguage = 'it' | 'en';

export type CellKind = 'id' | 'text' | 'count' | 'amount' | 'date';

export interface FieldColumn {
  readonly it: string;
  readonly en: string;
  readonly kind: CellKind;
}

/**
 * The columns of the export with captions and types (export-pdf.md, Columns). They are written a
 * second time here, so that tests detect a mistake in the reader or the demo.
 */
export const FIELDS: Readonly<Record<CustomerField, FieldColumn>> = {
  id: { it: 'ID', en: 'ID', kind: 'id' },
  accountNumber: { it: 'PROFILO CLIENTE:', en: 'CUSTOMER PROFILE:', kind: 'text' },
  name: { it: 'NOME', en: 'NAME', kind: 'text' },
  vatNumber: { it: 'PARTITA IVA:', en: 'VAT NUMBER:', kind: 'text' },
  pec: { it: 'PEC:', en: 'PEC:', kind: 'text' },
  sdi: { it: 'SDI:', en: 'SDI:', kind: 'text' },
  fiscalCode: { it: 'CODICE FISCALE:', en: 'FISCAL CODE:', kind: 'text' },
  deliveryTerms: { it: 'TERMINI DI CONSEGNA', en: 'DELIVERY TERMS', kind: 'text' },
  street: { it: 'VIA:', en: 'STREET:', kind: 'text' },
  postalCode: { it: 'INDIRIZZO LOGISTICO CAP', en: 'LOGISTICS ADDRESS ZIP CODE', kind: 'text' },
  city: { it: 'CITTÀ', en: 'CITY', kind: 'text' },
  phone: { it: 'TELEFONO:', en: 'PHONE:', kind: 'text' },
  mobile: { it: 'CELLULARE:', en: 'MOBILE:', kind: 'text' },
  url: { it: 'URL:', en: 'URL:', kind: 'text' },
  attentionTo: { it: 'ALL’ATTENZIONE DI:', en: 'ATTENTION TO:', kind: 'text' },
  lastOrderDate: { it: "DATA DELL'ULTIMO ORDINE", en: 'LAST ORDER DATE', kind: 'date' },
  orderCount: { it: 'CONTEGGI DEGLI ORDINI EFFETTIVI', en: 'ACTUAL ORDER COUNT', kind: 'count' },
  // The caption is the ERP's mistranslation, because the column contains this year's sales.
  salesCents: { it: 'TIPO DI CLIENTE', en: 'CUSTOMER TYPE', kind: 'amount' },
  previousOrderCount1: {
    it: 'CONTEGGIO DEGLI ORDINI PRECEDENTE',
    en: 'PREVIOUS ORDER COUNT',
    kind: 'count',
  },
  previousSales1Cents: { it: 'VENDITE PRECEDENTE', en: 'PREVIOUS SALES', kind: 'amount' },
  previousOrderCount2: {
    it: 'CONTEGGIO DEGLI ORDINI PRECEDENTE 2',
    en: 'PREVIOUS ORDER COUNT 2',
    kind: 'count',
  },
  previousSales2Cents: { it: 'VENDITE PRECEDENTE', en: 'PREVIOUS SALES', kind: 'amount' },
  description: { it: 'DESCRIZIONE:', en: 'DESCRIPTION:', kind: 'text' },
  type: { it: 'TYPE:', en: 'TYPE:', kind: 'text' },
  externalAccountNumber: { it: 'NUMERO DI CONTO ESTERNO', en: 'EXTERNAL ACCOUNT NUMBER', kind: 'text' },
  ourAccountNumber: { it: 'IL NOSTRO NUMERO DI CONTO', en: 'OUR ACCOUNT NUMBER', kind: 'text' },
  email: { it: 'E-MAIL', en: 'E-MAIL', kind: 'text' },
};

export const FIELD_NAMES = Object.keys(FIELDS) as readonly CustomerField[];

/** The columns of the export of January 2026, in its order. */
export const JANUARY_FIELDS = FIELD_NAMES.filter((field) => field !== 'email');

/** The slightly changed captions of some fields, each with the known caption that it resembles. */
export const SIMILAR_CAPTIONS: Readonly<
  Partial<Record<CustomerField, { readonly caption: string; readonly nearly: string }>>
> = {
  postalCode: { caption: 'LOGISTICS ADDRESS ZIP', nearly: 'LOGISTICS ADDRESS ZIP CODE' },
  externalAccountNumber: { caption: 'NUMERO CONTO ESTERNO', nearly: 'NUMERO DI CONTO ESTERNO' },
  fiscalCode: { caption: 'CODICE FISCAL', nearly: 'CODICE FISCALE' },
  lastOrderDate: { caption: 'DATA ULTIMO ORDINE', nearly: "DATA DELL'ULTIMO ORDINE" },
  deliveryTerms: { caption: 'TERMINE DI CONSEGNA:', nearly: 'TERMINI DI CONSEGNA' },
};
