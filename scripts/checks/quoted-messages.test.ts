import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { it as italian } from '../../renderer/strings/it';
import { PROJECT } from '../setup/places.mjs';

const GUIDE = readFileSync(join(PROJECT, 'docs/user-guide.md'), 'utf8');
/** The README without its diagram, whose labels are also in quotation marks. */
const README = readFileSync(join(PROJECT, 'README.md'), 'utf8').replace(/```mermaid[^]*?```/, '');

/** The files with the sentences of the product. */
const CATALOGUES = [
  'renderer/strings/it.ts',
  'preload/contract/words.ts',
  ...readdirSync(join(PROJECT, 'main/app/strings')).map((name) => join('main/app/strings', name)),
]
  .map((path) => readFileSync(join(PROJECT, path), 'utf8'))
  .join('\n');

/** Errors that the guide omits: the window shows their remedy, or no agent sees them. */
const NOT_IN_GUIDE = ['SETTINGS_INVALID', 'CUSTOMER_NOT_FOUND', 'BAD_REQUEST', 'INTERNAL'];

/** Splits each quoted sentence at its ellipses, which stand for values. */
function quotedParts(text: string): readonly string[] {
  return [...text.matchAll(/"([^"\n]+)"/g)]
    .flatMap(([, sentence = '']) => sentence.split('…'))
    .map((part) => part.replace(/^🔄/u, '').trim())
    .filter((part) => /\p{L}{3}/u.test(part));
}

test('guide and README quote only sentences of the product', () => {
  expect(quotedParts('Press "Riapri la finestra", or "Colonna «…» non leggibile".')).toEqual([
    'Riapri la finestra',
    'Colonna «',
    '» non leggibile',
  ]);
  const quoted = [GUIDE, README].flatMap(quotedParts);
  expect(quoted.length).toBeGreaterThan(60);
  expect(quoted.filter((part) => !CATALOGUES.includes(part))).toEqual([]);
});

test('the guide names the remedy of every error', () => {
  const titles = Object.entries(italian.errors).filter(([code]) => !NOT_IN_GUIDE.includes(code));
  expect(titles.map(([, { title }]) => title).filter((title) => !GUIDE.includes(`"${title}"`))).toEqual([]);
});
