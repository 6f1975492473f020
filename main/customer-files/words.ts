import type { Language } from '../../preload/contract';
import type { SharedWords } from '../../preload/contract/words';
import { SHARED_WORDS } from '../../preload/contract/words';

interface Words extends SharedWords {
  readonly notes: string;
  /** The caption of the column left empty for handwriting. */
  readonly room: string;
  readonly dataOf: (when: string) => string;
  readonly page: string;
}

export const FILE_TEXTS: Readonly<Record<Language, Words>> = {
  it: {
    ...SHARED_WORDS.it,
    notes: 'Note',
    room: 'Esito',
    dataOf: (when) => `Dati ${SHARED_WORDS.it.past.of(when, true)}`,
    page: 'Pagina',
  },
  en: {
    ...SHARED_WORDS.en,
    notes: 'Notes',
    room: 'Result',
    dataOf: (when) => `Data ${SHARED_WORDS.en.past.of(when, true)}`,
    page: 'Page',
  },
};
