import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { daysAfter, localDay, monthAfter } from '../../renderer/strings/days';
import { setLook, expectAccessible, expectFits, gallery, resize, windowPicture } from './gallery';
import { command, launch, quit } from './launch';
import { prepare } from './prepare';

test.describe.configure({ mode: 'serial' });

const TODAY = localDay(new Date());
let folder = '';

async function openCustomer(page: Page, index: number): Promise<string> {
  const row = page.getByTestId('customer-row').nth(index);
  await row.click();
  await expect(page.getByTestId('note-text')).toBeEditable();
  return (await row.getAttribute('data-customer-id')) ?? '';
}

/** Returns a day in the form in which the agent types it. */
function typed(day: string): string {
  return day.split('-').reverse().join('/');
}

/** Types a day key by key over the content of the field. */
async function typeDay(page: Page, day: string): Promise<void> {
  await page.getByTestId('note-due').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(typed(day));
}

test('a call-back day is typed, changed and removed; a half-typed one loses nothing', async () => {
  test.setTimeout(120_000);
  const running = await launch(await prepare({ customers: 20 }));
  const { page } = running;
  const due = page.getByTestId('note-due');
  const customer = await openCustomer(page, 0);
  const saved = async (): Promise<unknown> => {
    const found = (await command(page, 'notes:get', customer)) as { value: { dueOn: string } | null };
    return found.value?.dueOn ?? null;
  };
  // A day in mid-month, so that the calendar shows the week after it.
  const soon = `${monthAfter(monthAfter(TODAY)).slice(0, 8)}10`;
  const later = `${Number(soon.slice(0, 4)) + 1}${soon.slice(4)}`;

  await due.click();
  for (const key of typed(soon)) {
    expect(await saved()).toBeNull();
    await page.keyboard.press(key);
  }
  await expect(due).toHaveValue(typed(soon));
  await expect(page.getByTestId('note-state')).toHaveText('Salvato');
  await expect.poll(saved).toBe(soon);
  await expect(page.getByTestId('note-recall')).toContainText('Da richiamare');

  // While the year is incomplete, the saved day stays.
  for (const key of [...Array<string>(4).fill('Backspace'), ...Array.from(later.slice(0, 3))]) {
    await page.keyboard.press(key);
    expect(await saved()).toBe(soon);
    await expect(page.getByTestId('note-recall')).toBeVisible();
  }
  await expect(due).toHaveValue(typed(later).slice(0, -1));
  // An incomplete day is marked, and the saved day stays.
  await page.keyboard.press('Tab');
  await expect(due).toHaveAccessibleDescription(/^Scrivi una data come /);
  expect(await saved()).toBe(soon);
  await gallery(running, 'note-day-half');
  await due.press('End');
  await page.keyboard.press(later.slice(3, 4));
  await expect.poll(saved).toBe(later);
  await expect(due).toHaveAccessibleDescription('');

  // English has the same order of day, month and year.
  await setLook(page, 'en', 'light');
  await typeDay(page, later);
  await page.keyboard.press('Enter');
  await expect(due).toHaveValue(typed(later));
  await setLook(page, 'it', 'system');

  // An empty field means no day. A day without its year means its next occurrence.
  await due.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect.poll(saved).toBeNull();
  await expect(page.getByTestId('note-recall')).toBeHidden();
  await due.pressSequentially(typed(soon).slice(0, 5));
  await page.keyboard.press('Enter');
  await expect.poll(saved).toBe(soon);

  // The calendar works by keyboard too.
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('note-calendar')).toBeFocused();
  await page.keyboard.press('Enter');
  const calendar = page.getByTestId('calendar');
  await expect(calendar.locator('[data-autofocus]')).toBeFocused();
  await gallery(running, 'note-calendar');
  await page.keyboard.press('Escape');
  await expect(calendar).toBeHidden();
  await expect(page.getByTestId('note-calendar')).toBeFocused();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
  await page.getByTestId('note-calendar').click();
  await expect(calendar.locator('[data-autofocus]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(calendar).toBeHidden();
  await expect.poll(saved).toBe(daysAfter(soon, 7));
  await quit(running.app);
});

test('the app saves notes and dates itself, finds them and lists due customers', async () => {
  test.setTimeout(180_000);
  folder = await prepare({ customers: 60 });
  const running = await launch(folder);
  const { app, page } = running;
  const text = page.getByTestId('note-text');
  const filter = page.getByTestId('customers-filter');

  const first = await openCustomer(page, 0);
  await expect(text).toHaveValue('');
  await text.fill('Preferisce le visite di martedì; chiede lo sconto sulle frese');
  await expect(page.getByTestId('note-state')).toHaveText('Salvato');
  await page.getByTestId('note-due-week').click();
  await expect(page.getByTestId('note-recall')).toContainText('Da richiamare');
  await openCustomer(page, 1);
  await text.fill('Consegnare il catalogo');
  await typeDay(page, TODAY);
  await expect(page.getByTestId('note-recall')).toHaveText('Da richiamare oggi');
  await openCustomer(page, 2);
  await typeDay(page, daysAfter(TODAY, -3));
  await expect(page.getByTestId('note-recall')).toContainText('In ritardo: era da richiamare');
  await expect(page.getByTestId('due-mark')).toHaveCount(3);
  await expect(page.getByTestId('note-mark')).toHaveCount(2);
  await openCustomer(page, 1);
  await gallery(running, 'note');

  // Text that is being typed when the agent leaves the customer is kept.
  await text.fill('Consegnare il catalogo nuovo');
  await openCustomer(page, 0);
  await expect(text).toHaveValue(/martedì/);
  await openCustomer(page, 1);
  await expect(text).toHaveValue('Consegnare il catalogo nuovo');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-detail')).toBeHidden();

  await page.getByTestId('customers-search').fill('MARTEDI sconto');
  await expect(page.getByTestId('customer-row')).toHaveCount(1);
  await expect(page.getByTestId('customer-row')).toHaveAttribute('data-customer-id', first);
  await expect(page.getByTestId('found-by')).toContainText('Trovato nelle note');
  await expect(page.getByTestId('found-by').locator('mark')).toHaveCount(2);
  await gallery(running, 'note-found');
  await page.getByTestId('customers-search').fill('');

  await filter.click();
  await page.getByRole('option', { name: 'Da richiamare: oggi o prima (2)' }).click();
  await expect(page.getByTestId('customer-row')).toHaveCount(2);
  await gallery(running, 'notes-due');
  const cut = await page
    .locator('[data-testid=call-day], [data-testid=sort-dueOn], [data-testid=sort-dueOn] *')
    .evaluateAll((all) =>
      all
        .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
        .map(({ textContent }) => textContent),
    );
  expect(cut).toEqual([]);
  await page.getByTestId('customer-row').first().click();
  await page.getByTestId('note-done').click();
  await expect(page.getByTestId('customer-row')).toHaveCount(1);
  await expect(filter).toHaveValue('Da richiamare: oggi o prima (1)');
  await page.getByTestId('customer-row').first().click();
  await page.getByTestId('note-done').click();
  await expect(page.getByText('Nessuno da richiamare oggi')).toBeVisible();
  await page.keyboard.press('Escape');
  await gallery(running, 'notes-none-due');
  await filter.click();
  await page.getByRole('option', { name: 'Ordini: tutti' }).click();

  // The keyboard alone suffices, even with text at 200 %.
  await page.getByTestId('customers-search').click();
  // ArrowDown moves through the recently opened customers before it reaches the list.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('customer-list')).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-detail')).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(text).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('End');
  await page.keyboard.type(' e sulle punte');
  await resize(app, page, { width: 1024, height: 700 });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await page.waitForFunction(() => window.innerWidth === 512);
  await text.scrollIntoViewIfNeeded();
  await expectFits(page, 'note at 200 %');
  await expectAccessible(page, 'note at 200 %');
  await windowPicture(app, 'zoom-note');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  expect(
    await command(page, 'notes:save', { customer: first, text: 'x'.repeat(10_001), dueOn: null }),
  ).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });

  // The app quits in the middle of a word.
  await text.pressSequentially(' XYZ');
  await quit(app);
});

test('the call-back buttons keep the focus among them, so that further keys work', async () => {
  const running = await launch(await prepare({ customers: 20 }));
  const { page } = running;
  await openCustomer(page, 0);
  const place = page.getByTestId('note-recalling');
  for (const [button, next] of [
    ['note-due-week', 'note-done'],
    ['note-done', 'note-undo'],
    ['note-undo', 'note-done'],
  ] as const) {
    await page.getByTestId(button).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId(next)).toBeVisible();
    await expect(place, button).toBeFocused();
  }
  await page.getByTestId('note-done').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('note-undo')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByTestId('note-due')).toBeFocused();
  await page.getByTestId('note-undo').focus();
  await page.keyboard.press('j');
  await expect(page.getByTestId('note-undo')).toBeHidden();
  await quit(running.app);
});

test('key and button set a star, which marks its row and survives a restart', async () => {
  const stars = await prepare({ customers: 20 });
  const first = await launch(stars);
  const star = first.page.getByTestId('customer-star');
  const id = await openCustomer(first.page, 3);
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await star.focus();
  await first.page.keyboard.press('Enter');
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await expect(star).toBeFocused();
  const row = first.page.locator(`[data-customer-id="${id}"]`);
  await expect(row.getByTestId('star-mark')).toBeVisible();
  await expect(row).toHaveAttribute('aria-label', /, Preferito$/);
  await gallery(first, 'star');
  await star.focus();

  // The key S toggles the star, even at the cursor of the list. In a field it types the letter.
  await first.page.keyboard.press('s');
  await expect(row.getByTestId('star-mark')).toHaveCount(0);
  await first.page.getByTestId('note-text').click();
  await first.page.keyboard.type('sss');
  await expect(first.page.getByTestId('note-text')).toHaveValue('sss');
  await expect(first.page.getByTestId('note-state')).toHaveText('Salvato');
  await expect(row.getByTestId('star-mark')).toHaveCount(0);
  await first.page.keyboard.press('Escape');
  await expect(first.page.getByTestId('note-text')).toHaveCount(0);
  await first.page.keyboard.press('s');
  await expect(row.getByTestId('star-mark')).toBeVisible();
  await quit(first.app);

  const second = await launch(stars);
  await expect(second.page.getByTestId('star-mark')).toHaveCount(1);
  await second.page.getByTestId('customers-filter').click();
  await second.page.getByRole('option', { name: 'Preferiti (1)' }).click();
  await expect(second.page.getByTestId('customer-row')).toHaveCount(1);
  await expect(second.page.getByTestId('customer-row')).toHaveAttribute('data-customer-id', id);
  await openCustomer(second.page, 0);
  await second.page.getByTestId('customer-star').click();
  await expect(second.page.getByText('Ancora nessun preferito')).toBeVisible();
  await quit(second.app);
});

test('a note that was being typed at quitting is there again and backed up', async () => {
  const { app, page } = await launch(folder);
  await openCustomer(page, 0);
  await expect(page.getByTestId('note-text')).toHaveValue(/punte XYZ$/);
  expect(readdirSync(join(folder, 'backups')).filter((name) => /^notes-.*\.db$/.test(name))).toHaveLength(1);

  await typeDay(page, TODAY);
  await expect(page.getByTestId('note-recall')).toBeVisible();
  await page.getByTestId('nav-sync').click();
  // The tray's menu and the notifications send this event.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('archibald:event', 'window:view-requested', 'due'),
  );
  await expect(page.getByTestId('customers-filter')).toHaveValue('Da richiamare: oggi o prima (1)');
  await expect(page.getByTestId('customer-row')).toHaveCount(1);

  // Erasing warns beforehand that notes are lost, and afterwards lists them as removed.
  await page.getByTestId('nav-settings').click();
  await page.getByRole('button', { name: 'Scollega' }).click();
  await expect(page.getByRole('dialog')).toContainText('le note non si possono recuperare');
  await page.getByTestId('erase').click();
  await expect(page.getByTestId('erased')).toContainText(', note (');
  expect(readdirSync(folder).some((name) => name.startsWith('backups'))).toBe(false);
  await quit(app);
});
