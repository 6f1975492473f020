import type { Language } from '../../preload/contract';

/** What main itself says on screen: the tray's menu, notifications and the last resort when no window can be shown. */
interface TrayTexts {
  readonly locale: string;
  readonly never: string;
  readonly lastSync: string;
  readonly syncing: string;
  readonly sync: string;
  readonly open: string;
  readonly quit: string;
  readonly degradedTitle: string;
  readonly degradedBody: string;
  readonly blockedTitle: string;
  readonly blockedBody: string;
  readonly cannotStart: string;
  readonly needsVersion: (version: string) => string;
}

export const TRAY_TEXTS: Readonly<Record<Language, TrayTexts>> = {
  it: {
    locale: 'it-IT',
    never: 'mai',
    lastSync: 'Ultimo aggiornamento',
    syncing: 'Aggiornamento in corso…',
    sync: 'Aggiorna Clienti',
    open: 'Apri',
    quit: 'Esci',
    degradedTitle: 'Aggiornamento clienti non riuscito',
    degradedBody: 'Gli ultimi 3 aggiornamenti non sono riusciti. I clienti restano consultabili.',
    blockedTitle: 'Archibald chiede il tuo intervento',
    blockedBody: 'Gli aggiornamenti automatici sono fermi: apri l’app per vedere perché.',
    cannotStart: 'L’archivio dei clienti non può essere aperto. Nulla è stato cancellato.',
    needsVersion: (version) => `Serve la versione ${version} o successiva. Nulla è stato toccato.`,
  },
  en: {
    locale: 'en-GB',
    never: 'never',
    lastSync: 'Last update',
    syncing: 'Updating…',
    sync: 'Update customers',
    open: 'Open',
    quit: 'Quit',
    degradedTitle: 'Customers could not be updated',
    degradedBody: 'The last 3 updates have failed. Your customers can still be looked up.',
    blockedTitle: 'Archibald needs you',
    blockedBody: 'Automatic updates have stopped: open the app to see why.',
    cannotStart: 'The customers cannot be opened. Nothing has been deleted.',
    needsVersion: (version) => `Version ${version} or later is needed. Nothing has been touched.`,
  },
};
