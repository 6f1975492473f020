import type { Language } from '../../preload/contract';

interface Words {
  readonly locale: string;
  /** Of files and of the sheet in a workbook. */
  readonly customers: string;
  readonly contacts: string;
  readonly code: string;
  readonly vatNumber: string;
  readonly lastOrder: string;
  readonly customer: string;
  readonly address: string;
  readonly phone: string;
  readonly attentionTo: string;
  readonly notes: string;
  readonly callBackOn: string;
  readonly counted: (count: number, formatted: string) => string;
  readonly dataOf: (when: string) => string;
  readonly page: string;
  readonly never: string;
}

/** What files and printed sheets say, in the agent's language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  it: {
    locale: 'it-IT',
    customers: 'Clienti',
    contacts: 'Contatti',
    code: 'Codice',
    vatNumber: 'P. IVA',
    lastOrder: 'Ultimo ordine',
    customer: 'Cliente',
    address: 'Indirizzo',
    phone: 'Telefono',
    attentionTo: 'All’attenzione di',
    notes: 'Note',
    callBackOn: 'Richiamare il',
    counted: (count, formatted) => (count === 1 ? '1 cliente' : `${formatted} clienti`),
    dataOf: (when) => `Dati del ${when}`,
    page: 'Pagina',
    never: 'mai',
  },
  en: {
    locale: 'en-GB',
    customers: 'Customers',
    contacts: 'Contacts',
    code: 'Code',
    vatNumber: 'VAT number',
    lastOrder: 'Last order',
    customer: 'Customer',
    address: 'Address',
    phone: 'Phone',
    attentionTo: 'Attn.',
    notes: 'Notes',
    callBackOn: 'Call back on',
    counted: (count, formatted) => (count === 1 ? '1 customer' : `${formatted} customers`),
    dataOf: (when) => `Data of ${when}`,
    page: 'Page',
    never: 'never',
  },
};
