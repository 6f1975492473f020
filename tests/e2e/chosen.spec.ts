import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { CustomerNote } from '../../preload/contract';
import { callDays, localDay } from '../../renderer/strings/days';
import { aCustomer } from '../helpers/customers';
import { answerFileDialogs } from './file-dialogs';
import { expectAccessible, gallery, picture, resize } from './gallery';
import type { RunningApp } from './launch';
import { command, launch, quit } from './launch';
import { catchLinks, caughtLinks } from './links';
import { prepareStored } from './prepare-stored';

test.describe.configure({ mode: 'serial' });

/** The forty customers; "Studio 101" with the ID 101 is the first. */
const CUSTOMERS = Array.from({ length: 40 }, (_, index) =>
  aCustomer({
    id: String(101 + index),
    name: `Studio ${101 + index}`,
    city: index % 2 === 0 ? 'Roma' : 'Napoli',
    phone: index === 39 ? null : `+39 06 12345${String(index).padStart(2, '0')}`,
    mobile: null,
    salesCents: (40 - index) * 1_000,
  }),
);

let folder = '';
let running: RunningApp;
test.beforeAll(async () => {
  folder = prepareStored([{ customers: CUSTOMERS, agoMs: 600_000 }]);
  running = await launch(folder);
  await catchLinks(running.app);
  await answerFileDialogs(running.app, { save: join(folder, 'scelti.csv') });
});
test.afterAll(() => quit(running.app));

const rowOf = (page: Page, id: number): Locator =>
  page.locator(`[data-testid=customer-row][data-customer-id="${id}"]`);
const count = (page: Page): Locator => page.getByTestId('chosen-count');

/** Returns the IDs of the rows that are marked as selected for screen readers. */
function selected(page: Page): Promise<number[]> {
  return page
    .locator('[data-testid=customer-row][aria-selected=true]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-customer-id'))).sort());
}

async function dayOf(page: Page, id: number): Promise<string | null> {
  const found = (await command(page, 'notes:get', String(id))) as { value: CustomerNote | null };
  return found.value?.dueOn ?? null;
}

test('Ctrl and Shift clicks select customers; Escape and another list deselect them', async () => {
  const { page } = running;
  await expect(page.getByRole('grid')).toHaveAttribute('aria-multiselectable', 'true');
  await rowOf(page, 102).click({ modifiers: ['ControlOrMeta'] });
  await expect(count(page)).toHaveText('1 scelto');
  await expect(page.getByTestId('customer-detail')).toBeHidden();
  await rowOf(page, 105).click({ modifiers: ['Shift'] });
  await expect(count(page)).toHaveText('4 scelti');
  await rowOf(page, 103).click({ modifiers: ['ControlOrMeta'] });
  await expect(count(page)).toHaveText('3 scelti');
  expect(await selected(page)).toEqual([102, 104, 105]);
  // Actions on the selected customers replace the totals. The Shift click selects no text.
  await expect(page.getByTestId('customers-sums')).toBeHidden();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  await gallery(running, 'chosen');

  // A customer can be opened while others are selected.
  await rowOf(page, 110).click();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
  await expect(count(page)).toHaveText('3 scelti');
  await expect(rowOf(page, 110)).toHaveAttribute('aria-current', 'true');
  expect(await selected(page)).toEqual([102, 104, 105]);
  await expectAccessible(page, 'several chosen next to a customer');
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('Escape');
  await expect(count(page)).toBeHidden();
  expect(await selected(page)).toEqual([110]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-detail')).toBeHidden();

  await rowOf(page, 102).click({ modifiers: ['ControlOrMeta'] });
  await page.getByTestId('sort-name').click();
  await expect(count(page)).toBeHidden();
  await expect(page.getByTestId('customers-sums')).toBeVisible();
  await page.getByTestId('sort-name').click();
  await expect(page.getByTestId('customer-row').first()).toHaveAttribute('data-customer-id', '101');
});

test('keys select as clicks do: Shift with arrows, Space, Ctrl with arrows, all', async () => {
  const { page } = running;
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(count(page)).toHaveText('3 scelti');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(count(page)).toHaveText('2 scelti');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+Space');
  await expect(count(page)).toHaveText('3 scelti');
  expect(await selected(page)).toEqual([101, 102, 104]);
  await page.keyboard.press('Control+Space');
  await expect(count(page)).toHaveText('2 scelti');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(count(page)).toHaveText('40 scelti');
  await page.keyboard.press('Escape');
  await expect(count(page)).toBeHidden();
  await expect(page.getByTestId('customer-list')).toBeFocused();
});

test('the export holds only the selected customers, in the order of the list', async () => {
  const { page } = running;
  await page.getByTestId('sort-salesCents').click();
  await page.getByTestId('sort-salesCents').click();
  await expect(page.getByTestId('customer-row').first()).toHaveAttribute('data-customer-id', '140');
  for (const id of [138, 140, 139]) {
    await rowOf(page, id).click({ modifiers: ['ControlOrMeta'] });
  }
  await page.getByTestId('chosen-export').click();
  await expect(page.getByRole('dialog')).toContainText('Esporta 3 clienti');
  await page.getByTestId('take-csv').click();
  await page.getByTestId('file-save').click();
  await expect(page.getByTestId('file-saved')).toContainText('3 clienti salvati in');
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'scelti.csv'), 'utf8'), {
    delimiter: ';',
    bom: true,
    columns: true,
  });
  expect(rows.map((row) => row['Nome'])).toEqual(['Studio 140', 'Studio 139', 'Studio 138']);
  await page.getByTestId('file-saved').getByRole('button', { name: 'Chiudi' }).click();
  await page.getByRole('button', { name: 'Deseleziona' }).click();
  await expect(count(page)).toBeHidden();
  await expect(page.getByTestId('customer-list')).toBeFocused();
});

test('keys alone set one call-back day for all selected customers and undo it', async () => {
  const { page } = running;
  const week = callDays(localDay(new Date())).find(({ name }) => name === 'week')?.on ?? '';
  const written = { customer: '140', text: 'Chiude ad agosto', dueOn: null };
  expect(await command(page, 'notes:save', written)).toMatchObject({ ok: true });
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(count(page)).toHaveText('2 scelti');
  await page.getByTestId('chosen-recall').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-days')).toBeVisible();
  await gallery(running, 'chosen-days');
  await expect(page.getByTestId('chosen-day-day')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call-day-saved')).toContainText('2 clienti da richiamare');
  await expect(count(page)).toBeHidden();
  await expect(page.getByTestId('customer-list')).toBeFocused();
  expect([await dayOf(page, 140), await dayOf(page, 139)]).toEqual([week, week]);
  await page.getByTestId('call-day-undo').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customers-sums')).toBeVisible();
  expect([await dayOf(page, 140), await dayOf(page, 139)]).toEqual([null, null]);
  expect(await command(page, 'notes:get', '140')).toMatchObject({ value: { text: 'Chiude ad agosto' } });
});

test('a new day for all due customers leaves an empty list that keeps the focus', async () => {
  const { page } = running;
  const today = localDay(new Date());
  for (const id of [101, 102]) {
    await command(page, 'notes:save', { customer: String(id), text: '', dueOn: today });
  }
  await page.getByTestId('customers-filter').click();
  await page.getByRole('option', { name: 'Da richiamare: oggi o prima (2)' }).click();
  await expect(page.getByTestId('customer-row')).toHaveCount(2);
  await rowOf(page, 101).hover();
  const [row, last] = await Promise.all(
    [rowOf(page, 101), page.getByTestId('row-recall')].map((one) => one.boundingBox()),
  );
  // The buttons keep 8 px away from the edge even without a scrollbar.
  expect((row?.x ?? 0) + (row?.width ?? 0) - (last?.x ?? 0) - (last?.width ?? 0)).toBe(8);
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByTestId('chosen-recall').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-day-day')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const none = page.getByTestId('customers-none');
  await expect(none).toContainText('Nessuno da richiamare oggi');
  await expect(none).toBeFocused();
  await gallery(running, 'chosen-none-due');
  // The next Tab stop clears the filters, and returns the focus to the list.
  await none.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await expect(page.getByTestId('customer-list')).toBeFocused();
});

test('the action bar has room next to an open customer in the narrowest window', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1_024, height: 700 });
  await rowOf(page, 140).click();
  await rowOf(page, 138).click({ modifiers: ['ControlOrMeta'] });
  // The open customer was already selected.
  await expect(count(page)).toHaveText('2 scelti');
  const [foot, last] = await Promise.all([
    page.getByTestId('list-foot').boundingBox(),
    page.getByTestId('chosen-clear').boundingBox(),
  ]);
  expect((last?.x ?? Infinity) + (last?.width ?? 0)).toBeLessThanOrEqual((foot?.x ?? 0) + (foot?.width ?? 0));
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-detail')).toBeHidden();
});

test('the row under the pointer offers call, code and call-back; the focus stays', async () => {
  const { app, page } = running;
  const links = (): Promise<string[]> => caughtLinks(app);
  await page.getByTestId('customer-list').focus();
  /** Returns the positions of all cells, relative to the row's corner. */
  const cells = (): Promise<unknown> =>
    rowOf(page, 138).evaluate((row) => {
      const own = row.getBoundingClientRect();
      const texts = [...row.querySelectorAll('[role=gridcell]')].filter((cell) => cell.textContent !== '');
      return texts.map((cell) => {
        const { left, top } = cell.getBoundingClientRect();
        return [cell.textContent, left - own.left, top - own.top];
      });
    });
  await page.mouse.move(0, 0);
  const before = await cells();
  await rowOf(page, 138).hover();
  const call = page.getByTestId('row-call');
  await expect(call).toHaveCount(1);
  expect(await call.boundingBox()).toMatchObject({ width: 26, height: 26 });
  expect(await cells()).toEqual(before);
  const [row, last] = [
    await rowOf(page, 138).boundingBox(),
    await page.getByTestId('row-recall').boundingBox(),
  ];
  const right = (box: typeof row): number => (box?.x ?? 0) + (box?.width ?? 0);
  expect(right(row) - right(last)).toBe(8);
  await picture(page, 'row-actions-hover');
  await gallery(running, 'row-actions');
  await rowOf(page, 138).hover();
  await call.click();
  await expect.poll(links).toEqual(['tel:+39061234537']);
  await expect(page.getByTestId('customer-detail')).toBeHidden();
  await expect(page.getByTestId('customer-list')).toBeFocused();
  // A customer without a number has no call button.
  await rowOf(page, 140).hover();
  await expect(page.getByTestId('row-scan')).toHaveCount(1);
  await expect(call).toHaveCount(0);

  await rowOf(page, 138).hover();
  await page.getByTestId('row-scan').click();
  await expect(page.getByTestId('scan-dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('scan-dialog')).toBeHidden();
  await rowOf(page, 139).hover();
  await page.getByTestId('row-recall').click();
  await expect(page.getByTestId('note-due')).toBeFocused();
});
