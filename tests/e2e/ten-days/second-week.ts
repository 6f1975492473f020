import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { PDFParse } from 'pdf-parse';
import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { picture } from '../gallery';
import { SHEET } from '../laptop';
import { dataFolder } from '../launch';
import { noticesOf } from '../notifications';
import {
  CALLED,
  NUMBER,
  age,
  connectByKeys,
  customerAt,
  customersAt,
  note,
  rows,
  tabTo,
  total,
} from './days';
import type { Days } from './days';

export async function secondMonday(days: Days): Promise<void> {
  const page = await days.start('2026-01-19 08:40');
  await days.syncedBy('2026-01-19 08:41');
  await days.expectSent(1);
  const [before, after] = [customersAt(4), customersAt(5)];
  const ordered = new Set(before.filter(({ lastOrderDate }) => lastOrderDate !== null).map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  const [won, ...others] = after.filter(
    ({ id, lastOrderDate }) => known.has(id) && lastOrderDate !== null && !ordered.has(id),
  );
  expect(others).toEqual([]);
  await page.getByTestId('nav-news').click();
  const first = page.getByTestId('news-item').first();
  await expect(first).toContainText(won?.name ?? 'nobody');
  const sales = ((won?.salesCents ?? 0) / 100).toFixed(2).replace('.', ',');
  await expect(first.getByTestId('news-summary')).toContainText(
    `È diventato cliente · primo ordine ${sales}`,
  );
  await picture(page, 'ten-days-6-won');
  await tabTo(page, first);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-detail')).toContainText(won?.name ?? 'nobody');
  await picture(page, 'ten-days-6-panel');
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
  await days.end();
}

export async function secondTuesday(days: Days): Promise<void> {
  const page = await days.start('2026-01-20 08:40');
  await days.syncedBy('2026-01-20 08:41');
  await days.expectSent(1);
  const listed = customersAt(6);
  // The scope is still Friday's.
  await expect(total(page)).toHaveText(`${listed.length} clienti`);
  const inRome = listed.filter(({ city }) => city === 'Roma');
  await tabTo(page, page.getByTestId('customers-city'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('city-search')).toBeFocused();
  await page.keyboard.type('rom');
  await page.keyboard.press('Enter');
  await expect(total(page)).toHaveText(`${inRome.length} clienti`);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customers-city')).toBeFocused();
  await page.getByTestId('customers-filter').click();
  await page.getByRole('option', { name: 'Mai ordinato' }).click();
  const never = inRome.filter(({ lastOrderDate }) => lastOrderDate === null).length;
  await expect(total(page)).toHaveText(`${never} clienti`);
  await picture(page, 'ten-days-7-filters');
  await page.getByTestId('views-open').click();
  await page.getByTestId('view-save').click();
  await expect(page.getByTestId('view-name')).toBeFocused();
  await page.keyboard.type('Giro di Roma');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('views-open')).toHaveText('Giro di Roma');
  await page.getByTestId('filters-clear').click();
  await expect(total(page)).toHaveText(`${listed.length} clienti`);
  await days.end();
}

export async function secondWednesday(days: Days): Promise<void> {
  const page = await days.start('2026-01-21 08:40');
  await days.syncedBy('2026-01-21 08:41');
  await days.expectSent(1);
  await page.getByTestId('views-open').click();
  await page.locator('[data-testid=view-item][data-view="view:Giro di Roma"]').click();
  await expect(page.getByTestId('views-open')).toHaveText('Giro di Roma');
  await rows(page)
    .nth(0)
    .click({ modifiers: ['ControlOrMeta'] });
  await rows(page)
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await rows(page)
    .nth(1)
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByTestId('chosen-count')).toHaveText('3 scelti');
  await picture(page, 'ten-days-8-chosen');
  const names = await Promise.all([0, 2, 3].map((index) => nameAt(page, index)));

  await page.getByTestId('chosen-export').click();
  await page.getByTestId('take-csv').click();
  await picture(page, 'ten-days-8-export');
  await page.getByTestId('file-save').click();
  await expect(page.getByTestId('file-saved')).toContainText('3 clienti salvati in');
  const written: Record<string, string>[] = parse(
    readFileSync(join(days.desk, 'Clienti-2026-01-21.csv'), 'utf8'),
    {
      delimiter: ';',
      bom: true,
      columns: true,
    },
  );
  expect(written.map((row) => row['Nome'])).toEqual(names);

  await page.getByTestId('chosen-print').click();
  const sheet = join(days.desk, SHEET);
  await expect.poll(() => existsSync(sheet)).toBe(true);
  const reader = new PDFParse({ data: readFileSync(sheet) });
  const { text } = await reader.getText();
  await reader.destroy();
  expect(text).toContain('Scelti: 3 clienti');
  expect(text).toContain('Dati del 21/01/2026');

  await page.getByTestId('chosen-recall').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-day-day')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call-day-saved')).toContainText(
    '3 clienti da richiamare giovedì 22 gennaio',
  );
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await picture(page, 'ten-days-8-dated');
  await days.end();
}

async function nameAt(page: Page, index: number): Promise<string> {
  const id = (await rows(page).nth(index).getAttribute('data-customer-id')) ?? '';
  return customerAt(7, id).name;
}

export async function secondThursday(days: Days): Promise<void> {
  const { portal } = days;
  portal.setOptions({ password: 'gennaio' });
  const page = await days.start('2026-01-22 08:40');
  await expect.poll(() => noticesOf(days.app)).toContain('Chiamate di oggi');
  await days.wake('2026-01-22 08:41');
  const alert = page.getByTestId('sync-alert');
  await expect(alert).toContainText('Password rifiutata');
  await days.expectSent(1);
  await picture(page, 'ten-days-9-refused');
  // The refused password is not sent, neither hours later nor at the next start.
  await days.wake('2026-01-22 11:00');
  await days.end();
  const again = await days.start('2026-01-22 14:00');
  await days.wake('2026-01-22 14:10');
  await expect(again.getByTestId('sync-alert')).toContainText('Password rifiutata');
  await again.getByTestId('sync-button').click();
  await expect(again.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await days.expectSent(0);
  await picture(again, 'ten-days-9-form');
  await again.keyboard.type('gennaio');
  await again.keyboard.press('Enter');
  await expect(again.getByTestId('sync-alert')).toBeHidden();
  await expect(age(again)).toHaveText('Dati aggiornati adesso');
  await days.expectSent(2);
  await expect(again.getByRole('button', { name: 'Aggiorna password' })).toBeFocused();
  await picture(again, 'ten-days-9-back');
  // The notes are exported today, because a new laptop comes tomorrow.
  await again.getByTestId('notes-export').focus();
  await again.keyboard.press('Enter');
  await expect(again.getByTestId('notes-file-outcome')).toContainText('4 note');
  await days.end();
}

export async function secondFriday(days: Days): Promise<void> {
  const path = join(days.desk, readdirSync(days.desk).find((name) => name.endsWith('.json')) ?? '');
  days.folder = dataFolder();
  const page = await days.start('2026-01-23 09:00', path);
  await expect(page.getByLabel('Indirizzo del portale')).toBeFocused();
  await connectByKeys(page, days.portal.url, 'gennaio');
  await expect(age(page)).toHaveText('Dati aggiornati adesso');
  await days.expectSent(2);
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('notes-import').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('notes-file-outcome')).toContainText('4 note aggiunte');
  await picture(page, 'ten-days-10-imported');
  await page.getByTestId('nav-customers').click();
  await page.getByTestId('scope-all').click();
  const filter = page.getByTestId('customers-filter');
  await filter.click();
  await page.getByRole('option', { name: 'Preferiti (1)' }).click();
  await expect(rows(page)).toHaveAttribute('data-customer-id', CALLED);
  await rows(page).click();
  await expect(note(page)).toHaveValue(new RegExp(`^14/01 richiamato\n.*${NUMBER}$`));
  await picture(page, 'ten-days-10-favourite');
  await filter.click();
  await page.getByRole('option', { name: 'Da richiamare: oggi o prima (3)' }).click();
  await expect(rows(page)).toHaveCount(3);
  await picture(page, 'ten-days-10-calls');
}
