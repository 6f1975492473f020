import type { Language } from '../../../preload/contract';

interface StartTexts {
  readonly cannotStart: string;
  readonly needsVersion: (version: string) => string;
  readonly needsNewer: string;
  readonly noSandbox: string;
  readonly otherAccount: string;
}

/** The reasons why the app cannot start. An error dialog shows one, without the app's window. */
export const START_TEXTS: Readonly<Record<Language, StartTexts>> = {
  it: {
    cannotStart: 'Impossibile aprire i clienti. I dati sono intatti.',
    needsVersion: (version) => `Serve la versione ${version} o successiva. I dati sono intatti.`,
    needsNewer: 'I dati sono di una versione più recente dell’app: reinstallala. I dati sono intatti.',
    noSandbox:
      'Senza la protezione di Chromium l’app non si apre. Installa il pacchetto .deb, oppure chiedi all’ufficio di permettere gli user namespace.',
    otherAccount: 'In questa cartella ci sono i clienti di un altro account: scegli un’altra cartella dati.',
  },
  en: {
    cannotStart: 'The customers can’t be opened. The data are intact.',
    needsVersion: (version) => `Version ${version} or later is needed. The data are intact.`,
    needsNewer: 'The data are from a newer version of the app: reinstall that version. The data are intact.',
    noSandbox:
      'Without Chromium’s protection the app does not open. Install the .deb package, or ask the office to allow user namespaces.',
    otherAccount: 'The customers in this folder belong to another account: choose another data folder.',
  },
};

/** The texts of the plain page, shown when the app's own page keeps crashing. */
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
