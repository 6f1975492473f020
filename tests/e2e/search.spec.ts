import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { gallery } from './gallery';
import { launch, quit } from './launch';
import { prepare } from './prepare';
import { showAll } from './scope';

/** Returns a word of a customer's name, and a typo (two swapped letters) that no name contains. */
function misspelt(folder: string): { readonly typed: string; readonly word: string } {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const names = store.prepare<[], string>('SELECT name FROM customers ORDER BY row').pluck().all();
  store.close();
  const word = names.flatMap((name) => name.match(/(?<![\p{L}'])[a-z]{8,}\b/giu) ?? []).at(0) ?? '';
  const typed = (word.slice(0, 3) + word.charAt(4) + word.charAt(3) + word.slice(5)).toLowerCase();
  expect(word).not.toBe('');
  expect(names.join('\n').toLowerCase()).not.toContain(typed);
  return { typed, word };
}

const search = (page: Page): Locator => page.getByTestId('customers-search');

test('a typo shows similar results, and a note says so', async () => {
  const folder = await prepare();
  const { typed, word } = misspelt(folder);
  const running = await launch(folder);
  const { app, page } = running;
  await page.getByTestId('scope-all').click();
  const note = page.getByTestId('similar-results');
  await search(page).click();
  await page.keyboard.type(typed);
  await expect(note).toHaveText('Risultati simili');
  const row = page.getByTestId('customer-row').first();
  await expect(row).toContainText(word);
  await expect(row.getByTestId('similar')).toHaveText('Risultato simile');
  await gallery(running, 'search-similar');

  await search(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(word);
  await expect(note).toBeHidden();
  await expect(row.locator('mark').first()).toHaveText(new RegExp(word, 'i'));
  await quit(app);
});

test('arrow down in the empty search shows the last customers, even after a restart', async () => {
  const folder = await prepare();
  let running = await launch(folder);
  let { page } = running;
  const detail = (): Locator => page.getByTestId('customer-detail');
  const recent = (): Locator => page.getByTestId('recent-customer');
  await showAll(page, '120 clienti');
  const rows = page.getByTestId('customer-row');
  const ids = [
    await rows.nth(0).getAttribute('data-customer-id'),
    await rows.nth(1).getAttribute('data-customer-id'),
  ];

  // No customer was opened yet, so ArrowDown leads into the list.
  await search(page).click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(detail()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(detail()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(search(page)).toBeFocused();

  const shown = async (): Promise<void> => {
    await page.keyboard.press('ArrowDown');
    await expect(recent()).toHaveCount(2);
    await expect(recent().nth(0)).toHaveAttribute('data-customer-id', ids[1] ?? '');
    await expect(recent().nth(1)).toHaveAttribute('data-customer-id', ids[0] ?? '');
    await expect(recent().nth(0)).toHaveAttribute('aria-selected', 'true');
  };
  await shown();
  await page.keyboard.press('Escape');
  await expect(recent()).toHaveCount(0);
  await shown();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await quit(running.app);

  running = await launch(folder);
  page = running.page;
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(search(page)).toBeFocused();
  await shown();
  await page.keyboard.press('ArrowDown');
  await expect(recent().nth(1)).toHaveAttribute('aria-selected', 'true');
  const name = (await recent().nth(1).locator('span').first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(detail()).toBeFocused();
  await expect(detail().getByRole('heading', { level: 2 })).toHaveText(name);
  await quit(running.app);
});
