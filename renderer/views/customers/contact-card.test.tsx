import jsQR from 'jsqr';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/helpers/customers';
import { contactCard } from './contact-card';
import { ScanCode } from '../../components/scan-code';

/** Pixels of a picture for each square of a code. */
const SCALE = 4;

/** What a camera reads of the code, as drawn: each run of dark squares is one "M x,y h length v1 H x z" of the path. */
function scanned(text: string): { readonly text: string | undefined; readonly squares: number } {
  const svg = renderToStaticMarkup(createElement(ScanCode, { text, label: 'code' }));
  const squares = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const side = squares * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const paths = [...svg.matchAll(/<path fill="#000" d="([^"]+)"/g)].map(({ 1: path = '' }) => path).join('');
  for (const { 1: x, 2: y, 3: run } of paths.matchAll(/M(\d+)[ ,](\d+)\s?h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let at = Number(x) * SCALE; at < (Number(x) + Number(run)) * SCALE; at += 1) {
        pixels.fill(0, (row * side + at) * 4, (row * side + at) * 4 + 3);
      }
    }
  }
  return { text: jsQR(pixels, side, side)?.data, squares };
}

test.each(['tel:+39081377080', 'tel:+393401234567'])('a camera reads %j', (text) => {
  expect(scanned(text)).toEqual({ text, squares: 21 + 8 });
});

test('a camera reads the card of a customer, accents and signs too', () => {
  const card = contactCard(
    aCustomer({
      phone: '+39 0543 12345 / 340 1234567',
      email: 'segreteria@studio.example',
      other: { NOTE: 'not for the card' },
    }),
  );
  expect(card.split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Studio Dentistico Niccolò D’Alessio & Figli;;;;',
    'FN:Studio Dentistico Niccolò D’Alessio & Figli',
    'TEL;TYPE=WORK,VOICE:+39054312345',
    'TEL;TYPE=CELL:+393401234567',
    'EMAIL;TYPE=INTERNET:segreteria@studio.example',
    'EMAIL;TYPE=INTERNET:studio@pec.example.it',
    'ADR;TYPE=WORK:;;Via Roma\\, 12;Forlì;;00184;Italia',
    'END:VCARD',
  ]);
  expect(scanned(card).text).toBe(card);
});

test('a camera reads the longest card there can be, which leaves out what has no room', () => {
  const long = aCustomer({
    name: `Studio "à" ${'Ambulatorio; '.repeat(40)}`,
    attentionTo: 'Dott.ssa Àngela\nRossi',
    phone: '+39 0543 12345 / 340 1234567',
    email: `${'segreteria.'.repeat(30)}a@studio.example`,
    street: `Via ${'San Niccolò '.repeat(30)}`,
    url: 'www.studio.example',
  });
  const card = contactCard(long);
  expect(card).toContain('N:Dott.ssa Àngela\\nRossi;;;;\r\n');
  expect(card).toContain('ORG:Studio "à" Ambulatorio\\; Ambulatorio\\;');
  expect(card).toContain('TEL;TYPE=CELL:+393401234567');
  expect(card).toContain('EMAIL;TYPE=INTERNET:studio@pec.example.it');
  expect(card).toContain('URL:www.studio.example');
  expect(card).not.toMatch(/segreteria|San Niccolò/);
  expect(Buffer.byteLength(card)).toBeLessThanOrEqual(500);
  const read = scanned(card);
  expect(read.text).toBe(card);
  expect(read.squares).toBeLessThanOrEqual(77 + 8);
});

test('a card gives whom one asks for the name, and without one the customer', () => {
  expect(contactCard(aCustomer({ attentionTo: null }))).not.toContain('ORG:');
  const nobody = aCustomer({ phone: null, mobile: null, pec: null, street: null, city: null });
  expect(contactCard(nobody).split('\r\n')).toHaveLength(5);
});
