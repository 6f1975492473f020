import jsQR from 'jsqr';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { aCustomer } from '../../../../../tests/helpers/customers';
import { ScanCode } from '../../../../components/scan-code';
import { contactCard } from './contact-card';

const WORDS = { phone: 'Telefono', attentionTo: 'All’attenzione di' };

/** The width of a square of the QR code, in pixels. */
const SCALE = 4;

interface Scanned {
  readonly text: string | undefined;
  readonly squares: number;
  /** The encodings declared in the code (ECI). */
  readonly encodings: readonly number[];
}

/** Decodes the drawn QR code. A square is dark if it lies inside an odd number of outlines. */
function scanned(text: string): Scanned {
  const svg = renderToStaticMarkup(createElement(ScanCode, { text, label: 'code' }));
  const squares = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const [, offset = '', path = ''] =
    /<path fill="#000" transform="translate\((\d+) \d+\)" d="([^"]+)"/.exec(svg) ?? [];
  const outlines = path
    .split('Z')
    .filter((outline) => outline !== '')
    .map((outline) =>
      outline
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number)),
    );
  const edges = outlines.flatMap((points) =>
    points.flatMap(([x = 0, y = 0], index) => {
      const [nextX = 0, nextY = 0] = points[(index + 1) % points.length] ?? [];
      return nextX === x ? [{ x, from: Math.min(y, nextY), to: Math.max(y, nextY) }] : [];
    }),
  );
  const isDark = (column: number, row: number): boolean =>
    edges.filter(({ x, from, to }) => x <= column && from <= row && row < to).length % 2 === 1;
  const side = squares * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let row = 0; row < squares; row += 1) {
    for (let column = 0; column < squares; column += 1) {
      if (isDark(column - Number(offset), row - Number(offset))) {
        for (let line = row * SCALE; line < (row + 1) * SCALE; line += 1) {
          const start = (line * side + column * SCALE) * 4;
          pixels.fill(0, start, start + SCALE * 4);
          for (let at = 3; at < SCALE * 4; at += 4) {
            pixels[start + at] = 255;
          }
        }
      }
    }
  }
  const read = jsQR(pixels, side, side);
  const encodings = (read?.chunks ?? []).flatMap((chunk) =>
    'assignmentNumber' in chunk ? [chunk.assignmentNumber] : [],
  );
  return { text: read?.data, squares, encodings };
}

test.each(['tel:+39081377080', 'tel:+393401234567'])('a camera reads %j', (text) => {
  expect(scanned(text)).toEqual({ text, squares: 21 + 8, encodings: [] });
});

test('a camera reads the card of a customer, including accents and punctuation', () => {
  const card = contactCard(
    aCustomer({
      phone: '+39 0543 12345 (12) / 340 1234567 / 33812345672',
      email: 'segreteria@studio.example; b@y.it',
      url: 'www.studio.example',
      other: { NOTE: 'not for the card' },
    }),
    WORDS,
  );
  expect(card.split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Studio Dentistico Niccolò D’Alessio & Figli;;;;',
    'FN:Studio Dentistico Niccolò D’Alessio & Figli',
    'TEL;TYPE=WORK,VOICE:+39054312345',
    'TEL;TYPE=WORK,CELL:+393401234567',
    'EMAIL;TYPE=INTERNET:segreteria@studio.example',
    'EMAIL;TYPE=INTERNET:b@y.it',
    'EMAIL;TYPE=INTERNET:studio@pec.example.it',
    'ADR;TYPE=WORK:;;Via Roma\\, 12;Forlì;;00184;Italia',
    'URL:https://www.studio.example',
    'ORG:Studio Dentistico Niccolò D’Alessio & Figli',
    'X-ABShowAs:COMPANY',
    'END:VCARD',
  ]);
  expect(scanned(card)).toMatchObject({ text: card, encodings: [26] });
});

test('a camera reads the longest possible card, which omits the lines that do not fit', () => {
  const long = aCustomer({
    name: `Studio "à" ${'Ambulatorio; '.repeat(40)}`,
    attentionTo: 'Dott.ssa Àngela\nRossi',
    phone: '+39 0543 12345 / 340 1234567',
    email: `${'segreteria.'.repeat(30)}a@studio.example`,
    street: `Via ${'San Niccolò '.repeat(30)}`,
    url: 'www.studio.example',
  });
  const card = contactCard(long, WORDS);
  expect(card).toContain('FN:Studio "à" Ambulatorio\\; Ambulatorio\\;');
  expect(card).toContain('TEL;TYPE=WORK,CELL:+393401234567');
  expect(card).toContain('EMAIL;TYPE=INTERNET:studio@pec.example.it');
  expect(card).toContain('URL:https://www.studio.example');
  expect(card).not.toMatch(/segreteria|San Niccolò/);
  expect(Buffer.byteLength(card)).toBeLessThanOrEqual(500);
  const read = scanned(card);
  expect(read.text).toBe(card);
  expect(read.squares).toBeLessThanOrEqual(77 + 8);
});

test('the note of a card contains the contact person, and numbers with their comments', () => {
  const card = contactCard(
    aCustomer({ name: 'Beta', attentionTo: 'Dott.ssa Àngela\nRossi', phone: '0543 12345 (12)', pec: null }),
    WORDS,
  );
  expect(card).toContain(
    'NOTE:All’attenzione di: Dott.ssa Àngela\\nRossi\\nTelefono: 0543 12345 int. 12\r\nEND:VCARD',
  );
  expect(card).toContain('ORG:Beta\r\nX-ABShowAs:COMPANY\r\n');
  const noNumbers = aCustomer({
    phone: '+39',
    mobile: 'n/d',
    pec: null,
    street: null,
    postalCode: null,
    city: null,
  });
  expect(contactCard(noNumbers, WORDS).split('\r\n')).toHaveLength(7);
});
