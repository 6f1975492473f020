import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { OWNERS_FILE, readMode } from '../helpers/file-mode';
import { answerFileDialogs } from './file-dialogs';
import { expectAccessible, picture } from './gallery';
import type { RunningApp } from './launch';
import { command, launch, readLog, quit } from './launch';
import { prepare } from './prepare';

test.describe.configure({ mode: 'serial' });

/** The notes file, which is exported from one laptop and imported on a new one. */
let path = '';
let folder = '';
let running: RunningApp;
test.beforeAll(async () => {
  folder = await prepare();
  path = join(folder, 'note.json');
  running = await launch(folder);
  await answerFileDialogs(running.app, { save: path, open: path });
});
test.afterAll(() => quit(running.app));

async function firstIds(page: Page): Promise<readonly [string, string]> {
  const rows = page.getByTestId('customer-row');
  await expect(rows.nth(1)).toBeVisible();
  const [one, two] = await rows.evaluateAll((all) =>
    all.slice(0, 2).map((row) => row.getAttribute('data-customer-id') ?? ''),
  );
  return [one ?? '', two ?? ''];
}

async function press(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).focus();
  await page.keyboard.press('Enter');
}

const noteOf = (page: Page, id: string): Promise<unknown> => command(page, 'notes:get', id);

test('a new laptop imports all notes and days, reports it and can undo it', async () => {
  const { page } = running;
  const [one, two] = await firstIds(page);
  await command(page, 'notes:save', { customer: one, text: 'Preferisce il mattino', dueOn: null });
  await command(page, 'notes:save', { customer: two, text: '', dueOn: '2031-01-07' });
  await page.getByTestId('nav-settings').click();
  await press(page, 'notes-export');
  await expect(page.getByTestId('notes-file-outcome')).toContainText('2 note in ');
  expect(readMode(path)).toBe(OWNERS_FILE);
  await quit(running.app);

  folder = await prepare();
  running = await launch(folder);
  const fresh = running.page;
  await answerFileDialogs(running.app, { save: path, open: path });
  await firstIds(fresh);
  await fresh.getByTestId('nav-settings').click();
  await press(fresh, 'notes-import');
  const outcome = fresh.getByTestId('notes-file-outcome');
  await expect(outcome).toHaveText('2 note aggiunte.');
  await expect(outcome).toHaveAttribute('role', 'status');
  expect(await noteOf(fresh, one)).toMatchObject({ value: { text: 'Preferisce il mattino' } });
  expect(await noteOf(fresh, two)).toMatchObject({ value: { dueOn: '2031-01-07' } });
  await expectAccessible(fresh, 'notes-file');
  await picture(fresh, 'notes-file');
  await press(fresh, 'notes-undo-import');
  await expect(outcome).toHaveText('Importazione annullata: 2 voci ripristinate.');
  expect(await noteOf(fresh, one)).toMatchObject({ value: null });
});

test('the import merges the file with a half-typed note, and the fields show both', async () => {
  const { page } = running;
  const { notes } = JSON.parse(readFileSync(path, 'utf8')) as { notes: { customerId: string }[] };
  const [one] = notes;
  await page.getByTestId('nav-customers').click();
  await page.locator(`[data-customer-id="${one?.customerId ?? ''}"]`).click();
  await page.getByTestId('note-text').focus();
  await page.keyboard.type('Appena scritto');
  await page.getByTestId('nav-settings').click();
  await press(page, 'notes-import');
  await expect(page.getByTestId('notes-file-outcome')).toHaveText(
    '1 nota aggiunta, 1 unita a una nota già presente.',
  );
  await page.getByTestId('nav-customers').click();
  await expect(page.getByTestId('note-text')).toHaveValue('Appena scritto\n\nPreferisce il mattino');
});

test('a file without notes is refused, and the log repeats none of its content', async () => {
  const { page } = running;
  const bad = join(folder, 'altro.json');
  writeFileSync(bad, '{"segreto": "Studio Segreto"}');
  await answerFileDialogs(running.app, { open: bad });
  await page.getByTestId('nav-settings').click();
  await press(page, 'notes-import');
  const outcome = page.getByTestId('notes-file-outcome');
  await expect(outcome).toContainText(
    'Il file non contiene note, o è danneggiato. Nulla è stato modificato.',
  );
  await expect(outcome).toHaveAttribute('role', 'alert');
  const log = readLog(folder);
  expect(log).not.toContain('Segreto');
  expect(log).not.toContain('mattino');
});
