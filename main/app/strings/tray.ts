import type { Language, PauseLength } from '../../../preload/contract';

/** What main itself says on screen: the tray's menu, notifications and the last resort when no window can be shown. */
interface TrayTexts {
  readonly locale: string;
  readonly never: string;
  readonly lastSync: string;
  readonly syncing: string;
  readonly offline: string;
  readonly offlineNoData: string;
  readonly degraded: string;
  readonly foreignNetwork: string;
  readonly clockWrong: string;
  readonly passwordMissing: string;
  readonly diskFull: string;
  readonly loginUnconfirmed: string;
  readonly loginLimit: (when: string) => string;
  readonly outsideHours: (when: string) => string;
  readonly comingAt: (day: string, time: string) => string;
  readonly due: (customers: string) => string;
  readonly pause: string;
  readonly pauseLengths: Readonly<Record<PauseLength, string>>;
  readonly pausedUntil: string;
  readonly pausedOpen: string;
  readonly resume: string;
  readonly sync: string;
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
  readonly degradedTitle: string;
  readonly degradedBody: string;
  readonly blockedTitle: string;
  readonly blockedBody: string;
  readonly firstSyncTitle: string;
  readonly firstSyncBody: (customers: string) => string;
  readonly cannotStart: string;
  readonly needsVersion: (version: string) => string;
  readonly needsNewer: string;
  readonly noSandbox: string;
  readonly otherAccount: string;
  readonly minimisedTitle: string;
  readonly minimisedBody: string;
  readonly keychainTitle: string;
  readonly keychainBody: string;
  readonly keychainGo: string;
}

/** "alle 8:00", but "all’1:00". */
function italianAt(time: string): string {
  return time.startsWith('1:') ? `all’${time}` : `alle ${time}`;
}

export const TRAY_TEXTS: Readonly<Record<Language, TrayTexts>> = {
  it: {
    locale: 'it-IT',
    never: 'mai',
    lastSync: 'Ultimo aggiornamento',
    syncing: 'Aggiornamento in corso…',
    offline: 'Offline: dati del',
    offlineNoData: 'Offline: ancora nessun dato',
    degraded: 'Aggiornamenti in difficoltà',
    foreignNetwork: 'Portale non raggiungibile da questa rete',
    clockWrong: 'L’orologio del computer sembra sbagliato',
    passwordMissing: 'Inserisci di nuovo la password',
    diskFull: 'Spazio insufficiente: servono 200 MB',
    loginUnconfirmed: 'Accesso non confermato: serve il tuo intervento',
    loginLimit: (when) => `Troppi accessi oggi: riprende ${when}`,
    outsideHours: (when) => `Riprende ${when}`,
    comingAt: (day, time) => `${day} ${italianAt(time)}`,
    due: (customers) => `Da richiamare oggi: ${customers}`,
    pause: 'Pausa',
    pauseLengths: {
      hour: 'Per un’ora',
      tomorrow: 'Fino a domani alle 8:00',
      open: 'Finché non riprendo',
    },
    pausedUntil: 'In pausa fino al',
    pausedOpen: 'In pausa finché non riprendi',
    resume: 'Riprendi',
    sync: 'Aggiorna Clienti',
    open: 'Apri',
    settings: 'Impostazioni',
    quit: 'Esci',
    degradedTitle: 'Aggiornamento clienti non riuscito',
    degradedBody: 'Gli ultimi 3 aggiornamenti non sono riusciti. I clienti restano consultabili.',
    blockedTitle: 'Archibald chiede il tuo intervento',
    blockedBody: 'I clienti non si aggiornano: apri l’app per vedere perché.',
    firstSyncTitle: 'I tuoi clienti sono pronti',
    firstSyncBody: (customers) => `${customers} clienti scaricati: li trovi anche senza rete.`,
    cannotStart: 'L’archivio dei clienti non può essere aperto. Nulla è stato cancellato.',
    needsVersion: (version) => `Serve la versione ${version} o successiva. Nulla è stato toccato.`,
    needsNewer:
      'Questi dati li ha scritti una versione più recente dell’app. Installa di nuovo quella. Nulla è stato toccato.',
    noSandbox:
      'Senza la protezione di Chromium l’app non si apre. Installa il pacchetto .deb, oppure chiedi all’ufficio di permettere gli user namespace.',
    otherAccount: 'In questa cartella ci sono i clienti di un altro account: indica un’altra cartella dati.',
    minimisedTitle: 'Archibald Agent resta aperto',
    minimisedBody: 'È ridotto a icona e continua ad aggiornare i clienti. Per chiuderlo del tutto: Ctrl+Q.',
    keychainTitle: 'La tua password va nel portachiavi',
    keychainBody:
      'Archibald Agent custodisce la password del portale nel portachiavi del Mac, e da nessun’altra parte. Se macOS chiede il permesso per «Archibald Agent Safe Storage», scegli «Consenti sempre».',
    keychainGo: 'Ho capito',
  },
  en: {
    locale: 'en-GB',
    never: 'never',
    lastSync: 'Last update',
    syncing: 'Updating…',
    offline: 'Offline: data of',
    offlineNoData: 'Offline: no data yet',
    degraded: 'Updates in trouble',
    foreignNetwork: 'The portal cannot be reached from this network',
    clockWrong: 'The computer’s clock seems to be wrong',
    passwordMissing: 'Give the password again',
    diskFull: 'Not enough space: 200 MB are needed',
    loginUnconfirmed: 'Login not confirmed: you are needed',
    loginLimit: (when) => `Too many logins today: resumes ${when}`,
    outsideHours: (when) => `Resumes ${when}`,
    comingAt: (day, time) => `on ${day} at ${time}`,
    due: (customers) => `To call back today: ${customers}`,
    pause: 'Pause',
    pauseLengths: {
      hour: 'For an hour',
      tomorrow: 'Until tomorrow at 8:00',
      open: 'Until I resume',
    },
    pausedUntil: 'Paused until',
    pausedOpen: 'Paused until you resume',
    resume: 'Resume',
    sync: 'Update customers',
    open: 'Open',
    settings: 'Settings',
    quit: 'Quit',
    degradedTitle: 'Customers could not be updated',
    degradedBody: 'The last 3 updates have failed. Your customers can still be looked up.',
    blockedTitle: 'Archibald needs you',
    blockedBody: 'Your customers are not being updated: open the app to see why.',
    firstSyncTitle: 'Your customers are ready',
    firstSyncBody: (customers) => `${customers} customers fetched: they are there offline too.`,
    cannotStart: 'The customers cannot be opened. Nothing has been deleted.',
    needsVersion: (version) => `Version ${version} or later is needed. Nothing has been touched.`,
    needsNewer:
      'A more recent version of the app wrote these data. Install that one again. Nothing has been touched.',
    noSandbox:
      'Without Chromium’s protection the app does not open. Install the .deb package, or have the office allow user namespaces.',
    otherAccount: 'The customers in this folder are of another account: name another data folder.',
    minimisedTitle: 'Archibald Agent stays open',
    minimisedBody: 'It is minimised and goes on updating your customers. To quit it: Ctrl+Q.',
    keychainTitle: 'Your password goes into the keychain',
    keychainBody:
      'Archibald Agent keeps the portal’s password in the Mac’s keychain, and nowhere else. If macOS asks for permission for “Archibald Agent Safe Storage”, choose “Always Allow”.',
    keychainGo: 'I see',
  },
};

interface MenuTexts {
  readonly update: string;
  readonly customers: string;
  readonly news: string;
  readonly sync: string;
  readonly settings: string;
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
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly fullScreen: string;
  /** macOS alone has these. */
  readonly hide: (app: string) => string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly window: string;
  readonly minimise: string;
  readonly zoomWindow: string;
  readonly toFront: string;
}

/** The window's menu. */
export const MENU_TEXTS: Readonly<Record<Language, MenuTexts>> = {
  it: {
    update: 'Aggiorna Clienti',
    customers: 'Clienti',
    news: 'Novità',
    sync: 'Sincronizzazione',
    settings: 'Impostazioni',
    close: 'Chiudi la finestra',
    quit: 'Esci',
    edit: 'Modifica',
    undo: 'Annulla',
    redo: 'Ripeti',
    cut: 'Taglia',
    copy: 'Copia',
    paste: 'Incolla',
    selectAll: 'Seleziona tutto',
    view: 'Vista',
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
    update: 'Update customers',
    customers: 'Customers',
    news: 'News',
    sync: 'Sync',
    settings: 'Settings',
    close: 'Close the window',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    hide: (app) => `Hide ${app}`,
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    window: 'Window',
    minimise: 'Minimise',
    zoomWindow: 'Zoom',
    toFront: 'Bring All to Front',
  },
};

interface QuestionText {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
}

interface QuestionTexts {
  readonly title: string;
  readonly no: string;
  readonly erase: QuestionText;
  readonly portal: (host: string) => QuestionText;
}

/** What main asks before it does what cannot be undone. */
export const QUESTION_TEXTS: Readonly<Record<Language, QuestionTexts>> = {
  it: {
    title: 'Archibald Agent',
    no: 'Annulla',
    erase: {
      message: 'Cancellare tutti i dati da questo computer?',
      detail: 'Spariscono clienti, note, backup, registri e password. Le note non si possono recuperare.',
      yes: 'Cancella tutto',
    },
    portal: (host) => ({
      message: `Inviare la password a ${host}?`,
      detail: 'È il primo collegamento con questo portale: l’indirizzo è quello che ti ha dato l’ufficio?',
      yes: 'Invia',
    }),
  },
  en: {
    title: 'Archibald Agent',
    no: 'Cancel',
    erase: {
      message: 'Erase all data from this computer?',
      detail: 'Customers, notes, backups, logs and password go. Notes cannot be brought back.',
      yes: 'Erase everything',
    },
    portal: (host) => ({
      message: `Send the password to ${host}?`,
      detail: 'This portal is connected for the first time: is the address the one your office gave you?',
      yes: 'Send',
    }),
  },
};

/** The plain page that stands in the window when the app's own page crashes again and again. */
interface StoppedTexts {
  readonly title: string;
  readonly text: string;
  readonly advice: string;
  readonly tryAgain: string;
}

export const STOPPED_TEXTS: Readonly<Record<Language, StoppedTexts>> = {
  it: {
    title: 'La finestra ha smesso di funzionare',
    text: 'I tuoi clienti e le tue note sono al sicuro, e gli aggiornamenti continuano.',
    advice: 'Se succede di nuovo, riavvia il computer. Se non basta, segnalalo all’assistenza.',
    tryAgain: 'Riapri la finestra',
  },
  en: {
    title: 'The window has stopped working',
    text: 'Your customers and your notes are safe, and updates continue.',
    advice: 'If it happens again, restart the computer. If that does not help, contact support.',
    tryAgain: 'Reopen the window',
  },
};
