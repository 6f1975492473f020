/** The lint rule for comments: first words of doc comments, words to avoid and long sentences. */
import { styleFaults, withoutCode } from './prose.mjs';

/** The longest sentence of a comment, in words (CONTRIBUTING.md). */
const LONGEST_SENTENCE = 20;

/** Words that must not begin a doc comment, except quantities such as "how many". */
const POOR_START =
  /^(?:what|who|whom|whose|where|why|when|which|how(?! (?:many|much|long|often|far))|gives|tells)(?![\p{L}'’])/iu;

/** Matches directives for tools, and lines of a stack trace. */
const NO_PROSE = /^(?:eslint|oxlint|@ts|prettier|v8 |[#@]__)|^\s*at /;
const TYPES = /@(?:type|typedef|param|returns|property|template|import|satisfies)\b[^\n]*/g;

/** @typedef {ReturnType<import('eslint').SourceCode['getAllComments']>[number]} Comment */

/** @type {import('eslint').Rule.RuleModule} */
const plainEnglish = {
  create: (context) => ({
    Program() {
      for (const group of groupsOfLines(context.sourceCode.getAllComments())) {
        for (const fault of commentFaults(group.map(textOf).join('\n'))) {
          const line = (group[0]?.loc?.start.line ?? 1) + fault.line - 1;
          context.report({ loc: { line, column: 0 }, message: fault.message });
        }
      }
    },
  }),
};

/**
 * Returns the faults of a comment, each with its line in the comment, from 1.
 * @param {string} text without the marks that open and close it
 * @returns {readonly { readonly line: number; readonly message: string }[]}
 */
function commentFaults(text) {
  const isDoc = text.startsWith('*');
  const lines = text.replace(/^[ *]+/gm, (marks) => ' '.repeat(marks.length)).replace(TYPES, '');
  const prose = lines.trim();
  if (NO_PROSE.test(prose)) return [];
  const faults = styleFaults(withoutCode(lines), LONGEST_SENTENCE).map(({ index, what }) => {
    return { line: lines.slice(0, index).split('\n').length, message: what };
  });
  const [start] = POOR_START.exec(prose) ?? [];
  return isDoc && start !== undefined
    ? [
        { line: 1, message: `"${start}": start with a verb ("Returns") or a noun with its article` },
        ...faults,
      ]
    : faults;
}

/** @param {Comment} comment */
function textOf(comment) {
  return comment.value;
}

/**
 * Groups the comments: consecutive line comments form one group.
 * @param {readonly Comment[]} comments @returns {readonly (readonly Comment[])[]}
 */
function groupsOfLines(comments) {
  /** @type {Comment[][]} */
  const groups = [];
  for (const comment of comments) {
    const last = groups.at(-1)?.at(-1);
    const goesOn =
      last?.type === 'Line' &&
      comment.type === 'Line' &&
      last.loc?.end.line === (comment.loc?.start.line ?? 0) - 1 &&
      last.loc.start.column === comment.loc?.start.column;
    if (goesOn) groups.at(-1)?.push(comment);
    else groups.push([comment]);
  }
  return groups;
}

/** @type {import('eslint').Linter.Config} */
export const comments = {
  plugins: { comments: { rules: { 'plain-english': plainEnglish } } },
  rules: { 'comments/plain-english': 'error' },
};
