/**
 * Takes the README's picture of the window, from the real app on the demo's customers (`npm run lab
 * -- pictures`). The picture is committed, so only a change of the window needs a run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import UPNG from 'upng-js';
import { daysAfter, localDay } from '../../renderer/strings/days';
import { setLook, resize } from './gallery';
import { command, dataFolder, launch, quit } from './launch';

const FOLDER = resolve(__dirname, '../../docs');
const SIZE = { width: 1480, height: 780 };
/** The number of colours that one byte can name. They suffice and cut the file to a third. */
const COLOURS = 256;
const LARGEST_BYTES = 150_000;

test.skip(process.env['LAB'] !== 'pictures', 'Pictures are taken by npm run lab -- pictures');
test.setTimeout(120_000);

test('the lab takes a picture of the window', async () => {
  const { app, page } = await launch(dataFolder(), ['--demo'], { LANGUAGE: 'it' });
  await expect(page.getByTestId('customer-row').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('sync-banner')).toBeHidden({ timeout: 60_000 });
  await setLook(page, 'it', 'light');
  await resize(app, page, SIZE);
  await page.getByTestId('sort-salesCents').click();
  const rows = page.getByTestId('customer-row');
  await expect(rows.nth(4)).toBeVisible();
  const today = localDay(new Date());
  const notes: readonly (readonly [number, string, string | null])[] = [
    [1, 'Consegnare il catalogo nuovo', daysAfter(today, 12)],
    [4, '', today],
    [3, 'Preferisce le visite di martedì mattina. Vuole un’offerta sulle frese.', daysAfter(today, 7)],
  ];
  for (const [index, text, dueOn] of notes) {
    const customer = await rows.nth(index).getAttribute('data-customer-id');
    expect(await command(page, 'notes:save', { customer, text, dueOn })).toMatchObject({ ok: true });
  }
  await rows.nth(3).click();
  await expect(page.getByTestId('note-text')).toHaveValue(/martedì/);
  await page.mouse.move(0, SIZE.height - 1);

  const png = await page.screenshot({ animations: 'disabled' });
  const decoded = UPNG.decode(new Uint8Array(png).buffer);
  const small = UPNG.encode(UPNG.toRGBA8(decoded), decoded.width, decoded.height, COLOURS);
  expect(small.byteLength).toBeLessThan(LARGEST_BYTES);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'window.png'), Buffer.from(small));
  await quit(app);
});
