import { expect, test } from 'vitest';
import type { Language } from '../../preload/contract';
import { SHARED_WORDS } from '../../preload/contract/words';
import { en } from './en';
import { it as italian } from './it';

/** The words to avoid, and their replacements. */
const AVOIDED: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  it: [
    [/\bsincronizz/i, 'aggiornamento'],
    [/\bfra\b/i, 'tra'],
    [/\ba mano\b/i, 'con «Aggiorna Clienti»'],
    [/\b(dall|nell|all)[’']esportazione\b|\besportazione (non|parziale|incompleta)\b/i, 'elenco del portale'],
    [
      /\b(riprovo|riproverò|aggiorno|scarico|cerco|ho(?! capito)|sto|posso)\b/i,
      'the impersonal form or «l’app»',
    ],
    [/\b(Lei|Suo|Sua|Suoi|Sue|La preghiamo|clicchi|inserisca)\b/, 'tu'],
    [/\bda sol[oaie]\b/i, '«automatico», or what the app does'],
    [/\bmi fido\b|\bnon riprend[oi]\b|^benvenut[oa]\b/i, 'one voice, for men and women'],
    [/\bnulla è cambiato\b/i, 'nulla è stato modificato'],
    [/\brecapit/i, 'contatti'],
    [/\bnon più present/i, 'non più in elenco'],
    [/[“”]/, '«»'],
    [/[A-Za-zàèéìòù]'[A-Za-zàèéìòù]/, 'the apostrophe ’'],
    [/\.\.\./, '…'],
  ],
  en: [
    [/\bsync/i, 'update'],
    [/\b(by hand|by itself|by themselves|by myself)\b/i, 'manually, automatically'],
    [/\b(I|me|my) (will|am|have|can|resume)\b/, 'the impersonal form or "the app"'],
    [/\b(anew|beside)\b/i, 'again, next to'],
    [/\bin trouble\b|\byou are needed\b|\bmends?\b/i, 'failing, action needed, fixes'],
    [/\bnothing has changed\b|\btry again\b/i, 'nothing was changed, retry'],
    [/\bchosen\b|\border the list\b|\bordered by\b/i, 'selected, sort, sorted by'],
    [/\b(one|those) there (was|were|is|are)\b|\bthere already\b/, 'existing, already present'],
    [/\bof the account before\b|\btell the support\b/i, 'previous account’s, contact support'],
    [/[A-Za-z]'[A-Za-z]/, 'the apostrophe ’'],
    [/\.\.\./, '…'],
  ],
};

/** Returns every text with its key path; for functions, the quoted parts of their source. */
function texts(value: unknown, place: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') {
    return [[place, value]];
  }
  if (typeof value === 'function') {
    const source = String(value);
    const quoted = source.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g);
    return [...quoted].map(([, one, two, three]) => [
      place,
      (one ?? two ?? three ?? '').replace(/\$\{[^}]*\}/g, ' '),
    ]);
  }
  return Object.entries(value ?? {}).flatMap(([key, part]) => texts(part, `${place}.${key}`));
}

test.each<[Language, readonly unknown[]]>([
  ['it', [italian, SHARED_WORDS.it]],
  ['en', [en, SHARED_WORDS.en]],
])('the sentences of %s follow the word rules', (language, catalogues) => {
  const all = catalogues.flatMap((catalogue) => texts(catalogue, language));
  expect(all.length).toBeGreaterThan(500);
  const broken = all.flatMap(([place, text]) =>
    AVOIDED[language]
      .filter(([word]) => word.test(text))
      .map(([, instead]) => `${place}: ${text} → ${instead}`),
  );
  expect(broken).toEqual([]);
});
