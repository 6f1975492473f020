import type { Language } from '../../../preload/contract';

interface TrayTexts {
  readonly lastSync: string;
  readonly syncing: string;
  readonly offlineNoData: string;
  readonly foreignNetwork: string;
  readonly loginUnconfirmed: string;
  readonly outsideHours: (when: string) => string;
  readonly due: (customers: string) => string;
  readonly pausedOpen: string;
  readonly open: string;
  readonly quit: string;
}

export const TRAY_TEXTS: Readonly<Record<Language, TrayTexts>> = {
  it: {
    lastSync: 'Ultimo aggiornamento',
    syncing: 'Aggiornamento in corso…',
    offlineNoData: 'Offline: ancora nessun dato',
    foreignNetwork: 'Portale non raggiungibile da questa rete',
    loginUnconfirmed: 'Accesso non confermato: serve il tuo intervento',
    outsideHours: (when) => `Aggiornamenti da ${when}`,
    due: (customers) => `Da richiamare oggi: ${customers}`,
    pausedOpen: 'In pausa fino alla ripresa manuale',
    open: 'Apri',
    quit: 'Esci',
  },
  en: {
    lastSync: 'Last update',
    syncing: 'Updating…',
    offlineNoData: 'Offline: no data yet',
    foreignNetwork: 'The portal cannot be reached from this network',
    loginUnconfirmed: 'Login not confirmed: action needed',
    outsideHours: (when) => `Updates resume ${when}`,
    due: (customers) => `To call back today: ${customers}`,
    pausedOpen: 'Paused until you resume',
    open: 'Open',
    quit: 'Quit',
  },
};
