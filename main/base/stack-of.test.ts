import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stackOf } from './stack-of';

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw');
}

test('a stack names functions, files and lines, and no folder', () => {
  const said = stackOf(thrownBy(() => (undefined as unknown as { name: string }).name));
  expect(said).toMatch(/^TypeError: Cannot read properties of undefined \(reading …\)\n/);
  expect(said).toMatch(/at thrownBy \(stack-of\.test\.ts:\d+:\d+\)/);
  expect(said).not.toContain(import.meta.dirname);
});

test('the error of a system or a parser is named by its code, without the path or text that it quotes', () => {
  const system = stackOf(thrownBy(() => readFileSync('/home/mario rossi/segreta')));
  expect(system).toMatch(/^Error: ENOENT\n/);
  const parser = stackOf(thrownBy(() => JSON.parse('{"name": Mario Rossi}')));
  expect(parser).toMatch(/^SyntaxError: unknown\n/);
  expect(system + parser).not.toMatch(/mario|segreta/i);
});

test('frames of Windows lose their folders', () => {
  const error = new Error('x');
  error.stack =
    'Error: x\n    at run (C:\\Users\\Mario Rossi\\app\\main.js:1:2)\n    at C:\\Users\\Mario\\b.js:3:4';
  expect(stackOf(error)).toBe('Error: x\n    at run (main.js:1:2)\n    at b.js:3:4');
});

test('what is thrown and is no error is named by its type', () => {
  expect(stackOf('Mario')).toBe('a string was thrown');
});
