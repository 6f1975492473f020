/**
 * Lints the documents: wordy phrases, weasel words and clichés by write-good, and the language
 * rules of CONTRIBUTING.md. A static check of `npm test`, or alone: `node
 * scripts/checks/prose.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import writeGood from 'write-good';
import { PROJECT } from '../setup/places.mjs';

/** Leaves out the changelog, which describes the past, and fixtures, which keep their texts. */
const LEFT_OUT = /^(?:CHANGELOG\.md$|tests\/fixtures\/)/;

/** The most words in a sentence, because longer sentences need a second reading. */
const LONGEST_SENTENCE = 30;

/** Words to avoid, each with a better one. */
const BETTER = /** @type {const} */ ([
  [/\banew\b/gi, 'again'],
  [/\bbesides?\b/gi, 'next to, also'],
  [/\btold\b/gi, 'reported, shown, logged'],
  [/\bwhoever\b/gi, 'a noun'],
  [/(?<=^(?:- )?|[.;] )who (?![^.\n]*\?|trusts)/gim, 'a noun as the subject'],
  [/\bmend(?:s|ed)?\b/gi, 'fix'],
  [/\b(?:lies|lie|stands|stand) (?=in |on |beside |next )/gi, 'is, are'],
  [/\bin whose midst\b/gi, 'during which'],
  [/\b(\p{L}+)[ \n] *\1\b/giu, 'it once'],
]);

/** Turns off rules that descriptions must break, and `illusion`: masking creates repeated words. */
const CHECKS = { passive: false, adverb: false, so: false, thereIs: false, illusion: false };
/** Words that write-good rejects but that are exact in these documents. */
const ALLOWED = ['few', 'many', 'several', 'it is', 'it was', 'in between', 'all of', 'clearly', 'therefore'];

/** Code, comments and link targets, which are not prose. */
const NO_PROSE = [/^ *(`{3,})[^]*?^ *\1/gm, /<!--[^]*?-->/g, /`[^`\n]*`/g, /(?<=\])\([^)\s]*\)/g];

/**
 * Returns the faults of a document, each with its line number.
 * @param {string} text in Markdown @returns {readonly string[]}
 */
export function proseFaults(text) {
  const prose = withoutCode(text);
  const wordy = writeGood(prose, CHECKS)
    .map(({ index, offset, reason }) => ({ index, what: reason, words: prose.slice(index, index + offset) }))
    .filter(({ words }) => !ALLOWED.includes(words.toLowerCase().replace(/\s+/g, ' ')));
  return [...wordy, ...styleFaults(prose, LONGEST_SENTENCE)]
    .sort((one, other) => one.index - other.index)
    .map(({ index, what }) => `${text.slice(0, index).split('\n').length}: ${what}`);
}

/**
 * Returns a text with its code masked, so that lines and positions stay.
 * @param {string} text
 */
export function withoutCode(text) {
  return NO_PROSE.reduce((rest, pattern) => rest.replace(pattern, blankOf), text);
}

/**
 * Returns the words to avoid and the long sentences, with their positions.
 * @param {string} prose @param {number} longest in words
 */
export function styleFaults(prose, longest) {
  const words = BETTER.flatMap(([pattern, better]) =>
    [...prose.matchAll(pattern)].map(({ 0: word, index }) => {
      return { index, what: `"${word.trim()}": write ${better}` };
    }),
  );
  return [...words, ...longSentences(prose, longest)];
}

/** @param {string} part */
function blankOf(part) {
  return part.replace(/[^\n]/g, '_');
}

/** @param {string} prose @param {number} longest */
function longSentences(prose, longest) {
  // A sentence ends at its final mark, or with its paragraph, list item or table cell.
  const sentences = prose.matchAll(/[^\s|](?:(?![.!?;:](?:\s|$)|\n\s*(?:\n|[-*] |\d+\. |\|)|\|)[^])*/g);
  return [...sentences].flatMap(({ 0: sentence, index }) => {
    const words = sentence.split(/\s+/).filter((word) => /[\p{Ll}\p{N}]/u.test(word)).length;
    return words > longest
      ? [{ index, what: `a sentence of ${words} words: "${sentence.slice(0, 40)}…"` }]
      : [];
  });
}

function allFaults() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'];
  const paths = execFileSync('git', list, { cwd: PROJECT, encoding: 'utf8' }).split('\0');
  return paths
    .filter((path) => path !== '' && !LEFT_OUT.test(path) && existsSync(join(PROJECT, path)))
    .flatMap((path) =>
      proseFaults(readFileSync(join(PROJECT, path), 'utf8')).map((fault) => `${path}:${fault}`),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = allFaults();
  process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
