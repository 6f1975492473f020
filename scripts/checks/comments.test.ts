import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { comments } from './comments.mjs';

function faultsOf(code: string): readonly string[] {
  return new Linter().verify(code, comments, { filename: 'any.mjs' }).map(({ line, message }) => {
    return `${line}: ${message}`;
  });
}

test.each([
  ['a free relative', '/** What the portal sends. */', '1: "What": start'],
  ['a free relative over lines', '/**\n * Who asks for it.\n */', '1: "Who": start'],
  ['a poor verb', '/** Gives the rows. */', '1: "Gives": start'],
  ['a word to avoid', 'f();\n/** Opens it\n * anew. */', '3: "anew": write again'],
  ['a word in a comment of lines', 'f(); // It opens.\n// Opens it\n// anew.', '3: "anew": write again'],
  ['a long sentence over lines', `// Reads\n// ${'and reads '.repeat(15)}it.`, '1: a sentence of 32 words'],
])('the rule reports %s with its line', (_, code, fault) => {
  const faults = faultsOf(code);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
});

test.each([
  '/** Returns what the portal sends. */',
  '/** How many days a backup is kept. */',
  '/** Whether the window is open. */',
  '/** Whatever is asked for. */',
  '// What follows is no doc comment.',
  '/* v8 ignore next -- It is told to the terminal. */',
  '/** @param {string} told */',
  '/** Runs `what is told`. */',
  "const text = 'told anew';",
])('the rule accepts %s', (code) => {
  expect(faultsOf(code)).toEqual([]);
});
