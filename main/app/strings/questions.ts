import type { Language } from '../../../preload/contract';
import { SHARED_WORDS } from '../../../preload/contract/words';

interface QuestionText {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
}

interface QuestionTexts {
  readonly title: string;
  readonly erase: QuestionText;
  readonly disconnect: QuestionText;
  readonly portal: (host: string) => QuestionText;
  readonly keychain: Pick<QuestionText, 'message' | 'detail'>;
}

/** The questions before irreversible actions, and the explanation of the macOS keychain. */
export const QUESTION_TEXTS: Readonly<Record<Language, QuestionTexts>> = {
  it: {
    title: 'Archibald Agent',
    erase: {
      message: 'Cancellare tutti i dati da questo computer?',
      detail:
        'Verranno eliminati clienti, note, backup, registri e password. Le note non si potranno recuperare.',
      yes: 'Cancella tutto',
    },
    disconnect: {
      message: SHARED_WORDS.it.disconnectQuestion,
      detail: 'La password viene dimenticata e gli aggiornamenti si fermano. Clienti e note restano.',
      yes: SHARED_WORDS.it.disconnect,
    },
    portal: (host) => ({
      message: `Inviare la password a ${host}?`,
      detail: 'È il primo collegamento con questo portale: l’indirizzo è quello che ti ha dato l’ufficio?',
      yes: 'Invia',
    }),
    keychain: {
      message: 'La tua password va nel portachiavi',
      detail:
        'Archibald Agent custodisce la password del portale nel portachiavi del Mac, e da nessun’altra parte. Se macOS chiede il permesso per «Archibald Agent Safe Storage», scegli «Consenti sempre».',
    },
  },
  en: {
    title: 'Archibald Agent',
    erase: {
      message: 'Erase all data from this computer?',
      detail: 'Customers, notes, backups, logs and password will be deleted. Notes can’t be recovered.',
      yes: 'Erase everything',
    },
    disconnect: {
      message: SHARED_WORDS.en.disconnectQuestion,
      detail: 'The password is forgotten and updates stop. Customers and notes stay.',
      yes: SHARED_WORDS.en.disconnect,
    },
    portal: (host) => ({
      message: `Send the password to ${host}?`,
      detail: 'This portal is connected for the first time: is the address the one your office gave you?',
      yes: 'Send',
    }),
    keychain: {
      message: 'Your password goes into the keychain',
      detail:
        'Archibald Agent keeps the portal’s password in the Mac’s keychain, and nowhere else. If macOS asks for permission for “Archibald Agent Safe Storage”, choose “Always Allow”.',
    },
  },
};
