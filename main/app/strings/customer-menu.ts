import type { Language } from '../../../preload/contract';

interface CustomerMenuTexts {
  readonly call: (number: string) => string;
  readonly copyNumber: string;
  readonly copyName: string;
  readonly note: string;
  readonly callBack: string;
}

export const CUSTOMER_MENU_TEXTS: Readonly<Record<Language, CustomerMenuTexts>> = {
  it: {
    call: (number) => `Chiama ${number}`,
    copyNumber: 'Copia il numero',
    copyName: 'Copia il nome',
    note: 'Scrivi una nota',
    callBack: 'Richiamare…',
  },
  en: {
    call: (number) => `Call ${number}`,
    copyNumber: 'Copy the number',
    copyName: 'Copy the name',
    note: 'Write a note',
    callBack: 'Call back…',
  },
};
