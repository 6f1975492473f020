/**
 * The product's words that appear in several places. Words used in only one place are defined
 * there.
 */
import type { PauseLength } from './sync';
import type { Language } from './values';

/** The preposition before a moment: data "of", true "since", or happened "on" that moment. */
type Preposition = 'of' | 'since' | 'on';

export interface SharedWords {
  readonly locale: string;
  readonly customer: string;
  readonly customers: string;
  readonly customerCount: (count: number, formatted: string) => string;
  readonly news: string;
  /** The title of the screen about syncing. */
  readonly sync: string;
  readonly settings: string;
  readonly updateCustomers: string;
  readonly cancel: string;
  readonly understood: string;
  readonly never: string;
  /** As in "at 8:00". */
  readonly at: (time: string) => string;
  readonly dayAt: (day: string, time: string) => string;
  /** As in "23/11 at 14:05". */
  readonly dateAt: (date: string, time: string) => string;
  /** A past moment with its preposition. Italian needs a different preposition for dates. */
  readonly past: Readonly<Record<Preposition, (when: string, isDate: boolean) => string>>;
  readonly pause: string;
  readonly pauseLengths: Readonly<Record<PauseLength, string>>;
  readonly resume: string;
  readonly disconnect: string;
  readonly disconnectQuestion: string;
  readonly offline: (when: string) => string;
  readonly actionNeeded: string;
  readonly pausedUntil: (when: string) => string;
  readonly updatesFailing: string;
  readonly loginLimit: string;
  readonly loginLimitUntil: (when: string) => string;
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
  readonly openInPortal: string;
}

const ITALIAN_LOGIN_LIMIT = 'Limite di accessi raggiunto';
const ENGLISH_LOGIN_LIMIT = 'Login limit reached';

export const SHARED_WORDS: Readonly<Record<Language, SharedWords>> = {
  it: {
    locale: 'it-IT',
    customer: 'Cliente',
    customers: 'Clienti',
    customerCount: (count, formatted) => (count === 1 ? '1 cliente' : `${formatted} clienti`),
    news: 'Novità',
    sync: 'Aggiornamenti',
    settings: 'Impostazioni',
    updateCustomers: 'Aggiorna Clienti',
    cancel: 'Annulla',
    understood: 'Ho capito',
    never: 'mai',
    at: italianAt,
    dayAt: (day, time) => `${day} ${italianAt(time)}`,
    dateAt: (date, time) => `${date} ${italianAt(time)}`,
    past: {
      of: (when, isDate) => `${isDate ? 'del' : 'di'} ${when}`,
      since: (when, isDate) => `${isDate ? 'dal' : 'da'} ${when}`,
      on: (when, isDate) => (isDate ? `il ${when}` : when),
    },
    pause: 'Pausa',
    pauseLengths: {
      hour: 'Per un’ora',
      tomorrow: 'Fino a domani alle 8:00',
      open: 'Fino alla ripresa manuale',
    },
    resume: 'Riprendi',
    disconnect: 'Scollega',
    disconnectQuestion: 'Scollegare l’account?',
    offline: (when) => `Offline: dati ${when}`,
    actionNeeded: 'Serve il tuo intervento',
    pausedUntil: (when) => `In pausa fino a ${when}`,
    updatesFailing: 'Aggiornamenti non riusciti',
    loginLimit: ITALIAN_LOGIN_LIMIT,
    loginLimitUntil: (when) => `${ITALIAN_LOGIN_LIMIT}: gli aggiornamenti riprendono ${when}`,
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
    openInPortal: 'Apri nel portale',
  },
  en: {
    locale: 'en-GB',
    customer: 'Customer',
    customers: 'Customers',
    customerCount: (count, formatted) => (count === 1 ? '1 customer' : `${formatted} customers`),
    news: 'What’s new',
    sync: 'Updates',
    settings: 'Settings',
    updateCustomers: 'Update customers',
    cancel: 'Cancel',
    understood: 'Got it',
    never: 'never',
    at: (time) => `at ${time}`,
    dayAt: (day, time) => `on ${day} at ${time}`,
    dateAt: (date, time) => `${date} at ${time}`,
    past: {
      of: (when) => `from ${when}`,
      since: (when) => `since ${when}`,
      on: (when, isDate) => (isDate ? `on ${when}` : when),
    },
    pause: 'Pause',
    pauseLengths: {
      hour: 'For an hour',
      tomorrow: 'Until tomorrow at 8:00',
      open: 'Until you resume',
    },
    resume: 'Resume',
    disconnect: 'Disconnect',
    disconnectQuestion: 'Disconnect the account?',
    offline: (when) => `Offline: data ${when}`,
    actionNeeded: 'Action needed',
    pausedUntil: (when) => `Paused until ${when.replace(/^on /, '')}`,
    updatesFailing: 'Updates are failing',
    loginLimit: ENGLISH_LOGIN_LIMIT,
    loginLimitUntil: (when) => `${ENGLISH_LOGIN_LIMIT}: updates resume ${when}`,
    passwordNeeded: 'Enter your password again',
    clockWrong: 'The computer’s clock seems to be wrong',
    diskFull: 'Not enough disk space: 200 MB needed',
    code: 'Code',
    vatNumber: 'VAT number',
    contacts: 'Contacts',
    address: 'Address',
    phone: 'Phone',
    attentionTo: 'Attn.',
    lastOrder: 'Last order',
    callBackOn: 'Call back on',
    openInPortal: 'Open in the portal',
  },
};

/** "alle 8:00", but "all’1:00". */
function italianAt(time: string): string {
  return time.startsWith('1:') ? `all’${time}` : `alle ${time}`;
}
