import type { Language } from '../../../preload/contract';

interface MenuTexts {
  readonly close: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  /** The name of this menu on macOS. */
  readonly viewOnMac: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly fullScreen: string;
  /** The following entries exist only on macOS. */
  readonly hide: (app: string) => string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly window: string;
  readonly minimise: string;
  readonly zoomWindow: string;
  readonly toFront: string;
}

export const MENU_TEXTS: Readonly<Record<Language, MenuTexts>> = {
  it: {
    close: 'Chiudi la finestra',
    quit: 'Esci',
    edit: 'Modifica',
    undo: 'Annulla',
    redo: 'Ripeti',
    cut: 'Taglia',
    copy: 'Copia',
    paste: 'Incolla',
    selectAll: 'Seleziona tutto',
    view: 'Visualizza',
    viewOnMac: 'Vista',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    zoomReset: 'Dimensioni normali',
    fullScreen: 'Schermo intero',
    hide: (app) => `Nascondi ${app}`,
    hideOthers: 'Nascondi altre',
    showAll: 'Mostra tutte',
    window: 'Finestra',
    minimise: 'Contrai',
    zoomWindow: 'Ridimensiona',
    toFront: 'Porta tutto in primo piano',
  },
  en: {
    close: 'Close Window',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    viewOnMac: 'View',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    zoomReset: 'Actual Size',
    fullScreen: 'Full Screen',
    hide: (app) => `Hide ${app}`,
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    window: 'Window',
    minimise: 'Minimise',
    zoomWindow: 'Zoom',
    toFront: 'Bring All to Front',
  },
};
