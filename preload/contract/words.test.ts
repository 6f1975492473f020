import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { Language } from './values';
import { LANGUAGES } from './values';

const PROJECT = join(import.meta.dirname, '../..');
const STRINGS_OF_MAIN = 'main/app/strings';

/** All catalogues. The window has a file per language; the other files contain both languages. */
const CATALOGUES = [
  'preload/contract/words.ts',
  'main/customer-files/words.ts',
  ...readdirSync(join(PROJECT, STRINGS_OF_MAIN)).map((name) => `${STRINGS_OF_MAIN}/${name}`),
  'renderer/strings/it.ts',
  'renderer/strings/en.ts',
];

/** Identical texts with different meanings, each with its reason. */
const ACCIDENTAL: Readonly<Record<Language, readonly string[]>> = {
  it: [],
  en: [
    // A kind of customer, and customers in general.
    'Customer',
    'Customers',
    // The text in the window's button and in the tray, for which Italian has two words.
    'Updating…',
    // The end of a sentence that begins with a number.
    'customers',
  ],
};

/** The minimum length of a checked text. Shorter texts are everyday words, such as "Copy". */
const LETTERS_MIN = 8;

/** Returns the texts of a catalogue in one language. */
function textsOf(path: string, language: Language): readonly string[] {
  const own = /\/(it|en)\.ts$/.exec(path)?.[1];
  const source = ts.createSourceFile(path, readFileSync(join(PROJECT, path), 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const gather = (node: ts.Node, isIn: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) {
      return;
    }
    if (
      isIn &&
      (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    ) {
      texts.push(node.text.trim());
    }
    const name = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : null;
    const isOfLanguage = own === undefined && LANGUAGES.some((one) => one === name);
    ts.forEachChild(node, (child) => gather(child, isOfLanguage ? name === language : isIn));
  };
  gather(source, own === language);
  return texts.filter((text) => (text.match(/\p{L}/gu)?.length ?? 0) >= LETTERS_MIN);
}

test.each(LANGUAGES)('no text of %s appears in two catalogues', (language) => {
  const places = new Map<string, Set<string>>();
  for (const path of CATALOGUES) {
    for (const text of textsOf(path, language)) {
      places.set(text, (places.get(text) ?? new Set()).add(path));
    }
  }
  const twice = [...places].filter(([, paths]) => paths.size > 1).map(([text]) => text);
  expect(twice.sort()).toEqual(ACCIDENTAL[language]);
});

test.each(LANGUAGES)('every catalogue of %s with long texts is checked', (language) => {
  const others = CATALOGUES.filter(
    (path) => !path.startsWith('renderer/') || path.endsWith(`/${language}.ts`),
  );
  const silent = others.filter((path) => textsOf(path, language).length === 0);
  expect(silent).toEqual(['main/customer-files/words.ts']);
});
