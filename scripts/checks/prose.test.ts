import { describe, expect, test } from 'vitest';
import { proseFaults } from './prose.mjs';

describe('the linter of the documents', () => {
  test.each([
    ['a wordy phrase', 'One.\n\nTwo in order to sync.', '3: "in order to"'],
    ['a weasel word', 'The reader is very fast.', '1: "very"'],
    ['a word to avoid', 'The window opens anew.', '1: "anew": write again'],
    ['a repeated word', 'It reads the\nthe file.', '1: "the'],
    ['a sentence without a noun as its subject', 'One.\n\n- Who types it has access.', '3: "Who"'],
    ['a long sentence', `The app ${'reads and '.repeat(15)}ends.`, '1: a sentence of 33 words'],
    [
      'a long sentence over lines',
      `One.\n\n- The app\n${'  reads and\n'.repeat(15)}  ends.`,
      '3: a sentence of 33 words',
    ],
  ])('reports %s with its line', (_, text, fault) => {
    const faults = proseFaults(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  test.each([
    ['code', '`anew`\n\n```sh\necho told\n```'],
    ['the target of a link', '[a](told/anew)'],
    ['a question', 'Who reads it?'],
    ['the figures of a table', `| ${'a | '.repeat(40)}`],
    ['the points of a list', `- One\n${'- two and three\n'.repeat(20)}`],
  ])('ignores %s', (_, text) => {
    expect(proseFaults(text)).toEqual([]);
  });
});
