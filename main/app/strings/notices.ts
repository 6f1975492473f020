import type { Language } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';

interface NoticeTexts {
  readonly degradedTitle: string;
  readonly degradedBody: string;
  readonly blockedTitle: string;
  readonly blockedBody: string;
  readonly callsTitle: string;
  readonly callsBody: (customers: number, written: string) => string;
  readonly firstSyncTitle: string;
  readonly firstSyncBody: (customers: string) => string;
  readonly minimisedTitle: string;
  readonly minimisedBody: string;
}

export const NOTICE_TEXTS: Readonly<Record<Language, NoticeTexts>> = {
  it: {
    degradedTitle: 'Aggiornamento clienti non riuscito',
    degradedBody: 'Gli ultimi 3 aggiornamenti non sono riusciti. I clienti restano consultabili.',
    blockedTitle: SHARED_WORDS.it.actionNeeded,
    blockedBody: 'I clienti non si aggiornano: apri l’app per vedere perché.',
    callsTitle: 'Chiamate di oggi',
    callsBody: (customers, written) =>
      `${written} ${customers === 1 ? 'cliente' : 'clienti'} da richiamare, oggi o in ritardo.`,
    firstSyncTitle: 'I tuoi clienti sono pronti',
    firstSyncBody: (customers) => `${customers} clienti scaricati: li trovi anche senza rete.`,
    minimisedTitle: 'Archibald Agent resta aperto',
    minimisedBody: 'È ridotto a icona e continua ad aggiornare i clienti. Per chiuderlo del tutto: Ctrl+Q.',
  },
  en: {
    degradedTitle: 'Customers could not be updated',
    degradedBody: 'The last 3 updates have failed. You can still look up your customers.',
    blockedTitle: SHARED_WORDS.en.actionNeeded,
    blockedBody: 'Your customers are not being updated: open the app to see why.',
    callsTitle: 'Today’s calls',
    callsBody: (customers, written) =>
      `${written} ${customers === 1 ? 'customer' : 'customers'} due today or overdue.`,
    firstSyncTitle: 'Your customers are ready',
    firstSyncBody: (customers) => `${customers} customers downloaded: you have them offline too.`,
    minimisedTitle: 'Archibald Agent stays open',
    minimisedBody: 'It is minimised and keeps updating your customers. To quit it: Ctrl+Q.',
  },
};
