import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { PDFParse } from 'pdf-parse';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import readXlsx from 'read-excel-file/node';
import { OWNERS_FILE, readMode } from '../helpers/file-mode';
import { answerFileDialogs, suggestedPath } from './file-dialogs';
import { gallery } from './gallery';
import type { RunningApp } from './launch';
import { command, launch, quit } from './launch';
import { prepare } from './prepare';
import { hasPrinted, printToFile } from './printer';
import { showAll } from './scope';

test.describe.configure({ mode: 'serial' });

let folder = '';
let running: RunningApp;
test.beforeAll(async () => {
  folder = await prepare();
  running = await launch(folder);
  await answerFileDialogs(running.app, {});
  await printToFile(running.app, join(folder, PRINTED));
  await showAll(running.page, '120 clienti');
});
test.afterAll(() => quit(running.app));

/** The path of the printed file, below the data folder. */
const PRINTED = 'printed.pdf';

/** Answers the next file dialog with a path below the data folder. */
function choosePath(app: ElectronApplication, path: string): Promise<void> {
  return answerFileDialogs(app, { save: join(folder, path) });
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly vatNumber: string | null;
  readonly postalCode: string | null;
  readonly phone: string | null;
  readonly salesCents: number | null;
}
function known(order: string): Known[] {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const rows = store.prepare<[], Known>(`SELECT * FROM customers ORDER BY ${order}`).all();
  store.close();
  return rows;
}

async function save(page: Page, format: string, which?: 'shown' | 'all'): Promise<void> {
  await page.getByTestId('list-menu').click();
  await page.getByTestId('list-to-file').click();
  await page.getByTestId(`take-${format}`).click();
  if (which !== undefined) {
    await page.getByTestId(`take-${which}`).click();
  }
  await page.getByTestId('file-save').click();
}

test('a warning about personal data appears once, and cancelling leaves no file', async () => {
  const { app, page } = running;
  await page.getByTestId('list-menu').click();
  await page.getByTestId('list-to-file').click();
  await expect(page.getByTestId('personal-data')).toBeVisible();
  await gallery(running, 'take-along');
  await page.getByTestId('file-save').click();
  await expect.poll(() => suggestedPath(app)).toMatch(/[/\\]Clienti-\d{4}-\d\d-\d\d\.xlsx$/);
  await expect(page.getByTestId('personal-data')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the list is saved for Excel in its order, and a notice shows the file', async () => {
  const { app, page } = running;
  await page.getByTestId('sort-salesCents').click();
  const [first] = known('salesCents DESC, sort_name');
  const written = { customer: first?.id, text: '=frese; «nuove»', dueOn: '2026-12-01' };
  expect(await command(page, 'notes:save', written)).toMatchObject({ ok: true });
  await choosePath(app, 'elenco.csv');
  await save(page, 'csv', 'all');
  const note = page.getByTestId('file-saved');
  await expect(note).toContainText('120 clienti salvati in');
  await gallery(running, 'taken-along');
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown });
  });
  await page.getByTestId('file-show').click();
  const path = join(folder, 'elenco.csv');
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'shown') as unknown)).toBe(path);
  expect(readMode(path)).toBe(OWNERS_FILE);
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('\uFEFFCodice;')).toBe(true);
  const rows: Record<string, string>[] = parse(text, { delimiter: ';', bom: true, columns: true });
  const expected = known('salesCents DESC, sort_name');
  expect(rows.map((row) => row['Codice'])).toEqual(expected.map(({ id }) => `="${id}"`));
  // The agent's notes are exported too, made harmless for Excel.
  expect(rows[0]).toMatchObject({ 'Le mie note': "'=frese; «nuove»", 'Richiamare il': '01/12/2026' });
  expect(rows[1]).toMatchObject({ 'Le mie note': '', 'Richiamare il': '' });
  const best = expected[0];
  expect(rows[0]).toMatchObject({
    Nome: best?.name,
    Vendite: ((best?.salesCents ?? 0) / 100).toFixed(2).replace('.', ','),
    CAP: best?.postalCode == null ? '' : `="${best.postalCode}"`,
  });
  await page.getByTestId('list-menu').click();
  await page.getByTestId('list-to-file').click();
  await expect(page.getByTestId('file-save')).toBeVisible();
  await expect(page.getByTestId('personal-data')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a workbook has the columns of the list', async () => {
  const { app, page } = running;
  await choosePath(app, 'elenco.xlsx');
  await save(page, 'xlsx', 'shown');
  await expect(page.getByTestId('file-saved')).toContainText('elenco.xlsx');
  const rows = (await readXlsx(join(folder, 'elenco.xlsx')))[0]?.data ?? [];
  expect(rows[0]).toEqual([
    'Nome',
    'Città',
    'Telefono',
    'Ultimo ordine',
    'Vendite',
    `Variazione sul ${new Date().getFullYear() - 1}`,
  ]);
  const [best] = known('salesCents DESC, sort_name');
  expect(rows).toHaveLength(121);
  expect(rows[1]?.[0]).toBe(best?.name);
  expect(rows[1]?.[4]).toBe((best?.salesCents ?? 0) / 100);
});

test('one customer is saved as a contact for the phone', async () => {
  const { app, page } = running;
  const somebody = known('row').find(({ phone }) => phone !== null);
  await page.getByTestId('customers-search').fill(somebody?.id ?? '');
  await page.locator(`[data-customer-id="${somebody?.id ?? ''}"]`).click();
  await page.getByTestId('customer-menu').click();
  await page.getByTestId('customer-to-file').click();
  await page.getByTestId('take-vcard').click();
  await gallery(running, 'to-file-customer');
  await choosePath(app, 'uno.vcf');
  await page.getByTestId('file-save').click();
  await expect(page.getByTestId('file-saved')).toContainText('1 cliente salvato in');
  const card = new ICAL.Component(ICAL.parse(readFileSync(join(folder, 'uno.vcf'), 'utf8')) as unknown[]);
  expect(card.getFirstPropertyValue('version')).toBe('3.0');
  expect(card.getFirstPropertyValue('fn')).toBe(somebody?.name);
  expect(card.getFirstPropertyValue('tel')).toBe(somebody?.phone);
  await page.keyboard.press('Escape');
  await page.getByTestId('customers-search').fill('');
});

test('the window reports a file that cannot be written', async () => {
  const { app, page } = running;
  await choosePath(app, 'nessuna/cartella/elenco.csv');
  await save(page, 'csv');
  await expect(page.getByRole('alert').filter({ hasText: 'File non salvato' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the printed sheet shows the list, with its captions on each page', async () => {
  const { app, page } = running;
  await page.keyboard.press('ControlOrMeta+p');
  await expect.poll(() => hasPrinted(app)).toBe(true);
  const reader = new PDFParse({ data: readFileSync(join(folder, PRINTED)) });
  const { pages } = await reader.getText();
  await reader.destroy();
  const text = pages.map((one) => one.text).join('\n');
  expect(pages.length).toBeGreaterThan(4);
  for (const one of pages) {
    expect(one.text).toMatch(/Cliente\s+Indirizzo\s+Telefono\s+Ultimo ordine\s+Note\s+Esito/);
  }
  expect(text).toContain('120 clienti');
  // The heading names the list: its customers and their order.
  expect(text.replace(/\s+/g, ' ')).toMatch(/^Tutti .*120 clienti · in ordine di .+, decrescente/);
  // The sheet contains the note that an earlier test saved, with the note's call day.
  expect(text.replace(/\s+/g, ' ')).toContain('Richiamare il 01/12/2026 =frese; «nuove»');
  expect(text).toMatch(/Dati del \d/);
  const flat = text.replace(/\s+/g, ' ');
  const places = known('salesCents DESC, sort_name').map(({ id }) => flat.indexOf(` ${id} `));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  // No print window is left open.
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
