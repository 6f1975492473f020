import type { Language } from '../../../preload/contract';

interface StartTexts {
  readonly cannotStart: string;
  readonly needsVersion: (version: string) => string;
  readonly needsNewer: string;
  readonly noSandbox: string;
  readonly otherAccount: string;
}

/** The reasons for which the app cannot start, in a dialog without a window. */
export const START_TEXTS: Readonly<Record<Language, StartTexts>> = {
  it: {
    cannotStart: 'L’archivio dei clienti non può essere aperto. Nulla è stato cancellato.',
    needsVersion: (version) => `Serve la versione ${version} o successiva. Nulla è stato toccato.`,
    needsNewer:
      'Questi dati li ha scritti una versione più recente dell’app. Installa di nuovo quella. Nulla è stato toccato.',
    noSandbox:
      'Senza la protezione di Chromium l’app non si apre. Installa il pacchetto .deb, oppure chiedi all’ufficio di permettere gli user namespace.',
    otherAccount: 'In questa cartella ci sono i clienti di un altro account: indica un’altra cartella dati.',
  },
  en: {
    cannotStart: 'The customers cannot be opened. Nothing has been deleted.',
    needsVersion: (version) => `Version ${version} or later is needed. Nothing has been touched.`,
    needsNewer:
      'A more recent version of the app wrote these data. Install that one again. Nothing has been touched.',
    noSandbox:
      'Without Chromium’s protection the app does not open. Install the .deb package, or have the office allow user namespaces.',
    otherAccount: 'The customers in this folder are of another account: name another data folder.',
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
