import { expect, test } from 'vitest';
import { printableStack } from './stack';

test('the stack keeps names and positions, and leaves out the message and folders', () => {
  const error = new TypeError('Mario Rossi, VAT 01234567890');
  const line = printableStack(error);
  expect(line).toMatch(/^TypeError at .*\(stack\.test\.ts:\d+:\d+\)/);
  expect(line).not.toMatch(/Rossi|01234567890|\/main\/|\n/);
});

test('a path with blanks and backslashes loses its folders', () => {
  const error = new Error('held');
  error.stack =
    'Error: held\n    at open (C:\\Users\\Anna Bianchi\\app\\index.js:3:1)\n    at file:///home/anna/x.js:1:2';
  expect(printableStack(Object.assign(error, { code: 'EBUSY' }))).toBe(
    'Error (EBUSY) at open (index.js:3:1) at (x.js:1:2)',
  );
});

test('a thrown value that is not an error appears only by its type', () => {
  expect(printableStack('secret')).toBe('a thrown string');
});

test('lines of the message that look like frames are left out', () => {
  const error = new Error('The page says:\n    at Mario Rossi (VAT 01234567890)\n    at via Roma 12');
  expect(printableStack(error)).toMatch(/^Error at .*stack\.test\.ts/);
  expect(printableStack(error)).not.toMatch(/Rossi|0123|Roma/);
});

test('addresses of the portal and of puppeteer’s scripts keep only their file name', () => {
  const error = new Error('gone');
  error.stack = [
    'Error: gone',
    '    at Rossi Srl & C. (https://archibald.example.it/Default.aspx?user=rossi&id=1:2:10)',
    '    at evaluate (pptr:evaluate;Visit.look%20(file%3A%2F%2F%2FC%3A%2FUsers%2Fanna.bianchi%2Fapp%2Findex.js%3A91%3A70):3:4)',
    '    at async Promise.all (index 0)',
    '    at Map.forEach (<anonymous>)',
    '    at new Visit (/home/anna.bianchi/app/visit.ts:7:8)',
  ].join('\n');
  expect(printableStack(error)).toBe(
    'Error at (Default.aspx:2:10) at evaluate (index.js:91:70) at async Promise.all at Map.forEach at new Visit (visit.ts:7:8)',
  );
});

test('a name or a code that is not a word is left out', () => {
  const error = Object.assign(new Error('x'), { name: 'Mario Rossi', code: 'via Roma 12', stack: '' });
  expect(printableStack(error)).toBe('Error');
});
