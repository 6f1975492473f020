import type { Language } from '../../../preload/contract';

interface TrayTexts {
  readonly lastSync: string;
  readonly syncing: string;
  readonly offlineNoData: string;
  readonly foreignNetwork: string;
  readonly loginUnconfirmed: string;
  readonly loginLimit: (when: string) => string;
  readonly outsideHours: (when: string) => string;
  readonly due: (customers: string) => string;
  readonly pausedUntil: string;
  readonly pausedOpen: string;
  readonly open: string;
  readonly quit: string;
}

/** The menu and the tooltip of the icon in the tray. */
export const TRAY_TEXTS: Readonly<Record<Language, TrayTexts>> = {
  it: {
    lastSync: 'Ultimo aggiornamento',
    syncing: 'Aggiornamento in corso…',
    offlineNoData: 'Offline: ancora nessun dato',
    foreignNetwork: 'Portale non raggiungibile da questa rete',
    loginUnconfirmed: 'Accesso non confermato: serve il tuo intervento',
    loginLimit: (when) => `Troppi accessi oggi: riprende ${when}`,
    outsideHours: (when) => `Riprende ${when}`,
    due: (customers) => `Da richiamare oggi: ${customers}`,
    pausedUntil: 'In pausa fino al',
    pausedOpen: 'In pausa finché non riprendi',
    open: 'Apri',
    quit: 'Esci',
  },
  en: {
    lastSync: 'Last update',
    syncing: 'Updating…',
    offlineNoData: 'Offline: no data yet',
    foreignNetwork: 'The portal cannot be reached from this network',
    loginUnconfirmed: 'Login not confirmed: you are needed',
    loginLimit: (when) => `Too many logins today: resumes ${when}`,
    outsideHours: (when) => `Resumes ${when}`,
    due: (customers) => `To call back today: ${customers}`,
    pausedUntil: 'Paused until',
    pausedOpen: 'Paused until you resume',
    open: 'Open',
    quit: 'Quit',
  },
};
