/**
 * The words of the product that more than one of its places says: the window, the tray with its menu and notifications,
 * dialogs, files and paper. What only one of them says stands there.
 */
import type { PauseLength } from './sync';
import type { Language } from './values';

export interface SharedWords {
  readonly locale: string;
  readonly customer: string;
  readonly customers: string;
  readonly customerCount: (count: number, formatted: string) => string;
  readonly news: string;
  /** The screen of syncing. */
  readonly sync: string;
  readonly settings: string;
  readonly updateCustomers: string;
  readonly cancel: string;
  readonly understood: string;
  readonly never: string;
  /** As in "at 8:00". */
  readonly at: (time: string) => string;
  readonly dayAt: (day: string, time: string) => string;
  readonly pause: string;
  readonly pauseLengths: Readonly<Record<PauseLength, string>>;
  readonly resume: string;
  readonly disconnect: string;
  readonly disconnectQuestion: string;
  readonly offline: (when: string) => string;
  readonly updatesInTrouble: string;
  readonly passwordNeeded: string;
  readonly clockWrong: string;
  readonly diskFull: string;
  readonly code: string;
  readonly vatNumber: string;
  readonly contacts: string;
  readonly address: string;
  readonly phone: string;
  readonly attentionTo: string;
  readonly lastOrder: string;
  readonly callBackOn: string;
}

export const SHARED_WORDS: Readonly<Record<Language, SharedWords>> = {
  it: {
    locale: 'it-IT',
    customer: 'Cliente',
    customers: 'Clienti',
    customerCount: (count, formatted) => (count === 1 ? '1 cliente' : `${formatted} clienti`),
    news: 'Novità',
    sync: 'Sincronizzazione',
    settings: 'Impostazioni',
    updateCustomers: 'Aggiorna Clienti',
    cancel: 'Annulla',
    understood: 'Ho capito',
    never: 'mai',
    at: italianAt,
    dayAt: (day, time) => `${day} ${italianAt(time)}`,
    pause: 'Pausa',
    pauseLengths: {
      hour: 'Per un’ora',
      tomorrow: 'Fino a domani alle 8:00',
      open: 'Finché non riprendo',
    },
    resume: 'Riprendi',
    disconnect: 'Scollega',
    disconnectQuestion: 'Scollegare l’account?',
    offline: (when) => `Offline: dati del ${when}`,
    updatesInTrouble: 'Aggiornamenti in difficoltà',
    passwordNeeded: 'Inserisci di nuovo la password',
    clockWrong: 'L’orologio del computer sembra sbagliato',
    diskFull: 'Spazio insufficiente: servono 200 MB',
    code: 'Codice',
    vatNumber: 'P. IVA',
    contacts: 'Contatti',
    address: 'Indirizzo',
    phone: 'Telefono',
    attentionTo: 'All’attenzione di',
    lastOrder: 'Ultimo ordine',
    callBackOn: 'Richiamare il',
  },
  en: {
    locale: 'en-GB',
    customer: 'Customer',
    customers: 'Customers',
    customerCount: (count, formatted) => (count === 1 ? '1 customer' : `${formatted} customers`),
    news: 'News',
    sync: 'Updates',
    settings: 'Settings',
    updateCustomers: 'Update customers',
    cancel: 'Cancel',
    understood: 'Got it',
    never: 'never',
    at: (time) => `at ${time}`,
    dayAt: (day, time) => `on ${day} at ${time}`,
    pause: 'Pause',
    pauseLengths: {
      hour: 'For an hour',
      tomorrow: 'Until tomorrow at 8:00',
      open: 'Until I resume',
    },
    resume: 'Resume',
    disconnect: 'Disconnect',
    disconnectQuestion: 'Disconnect the account?',
    offline: (when) => `Offline: data of ${when}`,
    updatesInTrouble: 'Updates are in trouble',
    passwordNeeded: 'Give the password again',
    clockWrong: 'The computer’s clock seems to be wrong',
    diskFull: 'Not enough space: 200 MB are needed',
    code: 'Code',
    vatNumber: 'VAT number',
    contacts: 'Contacts',
    address: 'Address',
    phone: 'Phone',
    attentionTo: 'Attn.',
    lastOrder: 'Last order',
    callBackOn: 'Call back on',
  },
};

/** "alle 8:00", but "all’1:00". */
function italianAt(time: string): string {
  return time.startsWith('1:') ? `all’${time}` : `alle ${time}`;
}
