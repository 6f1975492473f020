import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { readExport } from '../../main/pdf/read-export';
import { portalLayout } from './generator/layout';
import { draw } from './read-drawn';

/** Returns an export that only a PDF engine can read. */
async function engineExport(): Promise<Awaited<ReturnType<typeof draw>>> {
  return draw({ ...portalLayout(), bytes: 'other', text: 'whole', font: 'standard' });
}

/** Returns a small JBIG2 picture that declares 3.6 billion black pixels. */
function pictureBomb(): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt8(48, 4);
  bytes.writeUInt8(1, 6);
  bytes.writeUInt32BE(19, 7);
  bytes.writeUInt32BE(SIDE, 11);
  bytes.writeUInt32BE(SIDE, 15);
  bytes.writeUInt8(4, 27);
  return bytes;
}

const SIDE = 60_000;
const MAX_MEGABYTES = 250;

test('a picture is never decoded, whatever its content', async () => {
  const { pdf, sheet } = await engineExport();
  const document = await PDFDocument.load(pdf);
  const { context } = document;
  const picture = context.stream(pictureBomb(), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: SIDE,
    Height: SIDE,
    BitsPerComponent: 1,
    ColorSpace: 'DeviceGray',
    Filter: 'JBIG2Decode',
  });
  for (const { node } of document.getPages()) {
    const content = node.get(PDFName.of('Contents'));
    node.setXObject(PDFName.of('Picture'), context.register(picture));
    const shown = context.register(context.stream(' q 9 0 0 9 300 760 cm /Picture Do Q '));
    node.set(PDFName.of('Contents'), context.obj([content ?? null, shown]));
  }
  const bomb = await document.save({ useObjectStreams: false });
  await readExport(pdf);
  const before = process.resourceUsage().maxRSS;
  expect(await readExport(bomb)).toMatchObject({ ok: true, value: { customers: sheet.truth.customers } });
  expect((process.resourceUsage().maxRSS - before) / 1_024).toBeLessThan(MAX_MEGABYTES);
});

test('a document other than a customers list is reported as another report', async () => {
  const letter = await PDFDocument.create();
  const font = await letter.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= 4; number += 1) {
    const page = letter.addPage([595, 842]);
    page.drawRectangle({ x: 50, y: 400, width: 495, height: 380, borderWidth: 1 });
    page.drawLine({ start: { x: 50, y: 700 }, end: { x: 545, y: 700 } });
    page.drawText(`Gentile cliente, pagina ${number}`, { x: 60, y: 750, font, size: 11 });
    page.drawText('Cordiali saluti', { x: 60, y: 390, font, size: 11 });
  }
  const plain = await letter.save({ useObjectStreams: false });
  const copy = await PDFDocument.create();
  const pages = await copy.copyPages(await PDFDocument.load(plain), [0, 3, 1, 2, 0]);
  pages.forEach((page) => copy.addPage(page));
  // The page tree declares more pages than exist.
  const short = Buffer.from(plain)
    .toString('latin1')
    .replace(/\/Count 4/, '/Count 9');
  for (const pdf of [plain, await copy.save(), Buffer.from(short, 'latin1')]) {
    expect(await readExport(pdf)).toMatchObject({ ok: false, error: { code: 'WRONG_REPORT' } });
  }
});

test('missing pages of a customers list are still reported as missing', async () => {
  const { pdf } = await draw(portalLayout());
  const document = await PDFDocument.load(pdf);
  document.removePage(3);
  expect(await readExport(await document.save())).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/^(?:INCOMPLETE_EXPORT|STRIP_MISMATCH)$/) as string },
  });
});
