import { expect } from 'playwright/test';
import { isProspect } from '../../../preload/contract/customers';
import { picture } from '../gallery';
import { caughtLinks } from '../links';
import { clickNotice, noticesOf } from '../notifications';
import {
  CALLED,
  NUMBER,
  QUICK_MS,
  SLOW_MS,
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

export async function monday(days: Days): Promise<void> {
  const page = await days.start('2026-01-12 08:30');
  await expect(page.getByLabel('Indirizzo del portale')).toBeFocused();
  await picture(page, 'ten-days-1-first-run');
  await connectByKeys(page, days.portal.url, 'demo');
  const all = customersAt(1).length;
  const own = customersAt(1).filter((customer) => !isProspect(customer)).length;
  await expect(total(page)).toHaveText(`${own} clienti`);
  await expect(page.getByTestId('customers-scope')).toHaveText(
    `I tuoi clienti${own}Potenziali${all - own}Tutti${all}`,
  );
  await expect(age(page)).toHaveText('Dati aggiornati adesso');
  // One login tests the account, and one is for the sync.
  await days.expectSent(2);
  await picture(page, 'ten-days-1-customers');
  await days.end();
}

export async function tuesday(days: Days): Promise<void> {
  days.portal.setOptions({ exportDelayMs: SLOW_MS });
  const page = await days.start('2026-01-13 09:00');
  // Yesterday's customers appear with their age, however long the portal takes. The sync that starts
  // after 5 s takes the place of the age.
  await expect(rows(page).first()).toBeVisible();
  await expect(age(page).or(page.getByTestId('sync-banner'))).toHaveText(
    /^Dati aggiornati 1 giorno fa$|^⏳ Aggiornamento automatico/,
  );
  days.portal.setOptions({ exportDelayMs: QUICK_MS });
  await days.syncedBy('2026-01-13 09:01');
  await days.expectSent(1);

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('nicolosi niccolo');
  await expect(total(page)).toHaveText(/^1 cliente/);
  await page.keyboard.press('Enter');
  const { name } = customerAt(2, CALLED);
  await expect(page.getByTestId('customer-detail')).toContainText(name);
  await expect(page.getByTestId('customer-detail')).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByTestId('customer-star')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('n');
  await expect(note(page)).toBeFocused();
  await page.keyboard.type(`Vuole il catalogo; il figlio risponde al ${NUMBER}`);
  await expect(page.getByTestId('note-numbers')).toContainText(NUMBER);
  await tabTo(page, page.getByTestId('note-due-day'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('note-recall')).toHaveText('Da richiamare mercoledì 14 gennaio');
  await expect(page.getByTestId('note-recalling')).toBeFocused();
  await expect(page.getByTestId('note-state')).toHaveText('Salvato');
  await picture(page, 'ten-days-2-note');
  await days.end();
}

export async function wednesday(days: Days): Promise<void> {
  const page = await days.start('2026-01-14 08:40');
  await expect.poll(() => noticesOf(days.app)).toEqual(['Chiamate di oggi']);
  await clickNotice(days.app);
  await expect(page.getByTestId('customers-filter')).toHaveValue('Da richiamare: oggi o prima (1)');
  await expect(rows(page)).toHaveAttribute('data-customer-id', CALLED);
  await days.syncedBy('2026-01-14 08:41');
  await days.expectSent(1);
  await picture(page, 'ten-days-3-calls');

  await tabTo(page, page.getByTestId('customer-list'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-detail')).toBeFocused();
  await page.keyboard.press('c');
  const { phone } = customerAt(3, CALLED);
  await expect.poll(() => caughtLinks(days.app)).toEqual([`tel:${phone}`]);

  const written = await note(page).inputValue();
  await tabTo(page, page.getByTestId('note-done'));
  await page.keyboard.press('Enter');
  await expect(note(page)).toHaveValue(`14/01 richiamato\n${written}`);
  await expect(page.getByText('Nessuno da richiamare oggi')).toBeVisible();
  await expect(page.getByTestId('sum-salesCents')).toHaveText('0,00 €');
  await picture(page, 'ten-days-3-done');
  await tabTo(page, page.getByTestId('note-undo'));
  await page.keyboard.press('Enter');
  await expect(note(page)).toHaveValue(written);
  await expect(rows(page)).toHaveCount(1);
  await tabTo(page, page.getByTestId('note-done'));
  await page.keyboard.press('Enter');
  await expect(note(page)).toHaveValue(`14/01 richiamato\n${written}`);
  await expect(rows(page)).toHaveCount(0);

  // The empty list keeps the focus, and the button after it leads back to the customers.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customers-none')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await days.end();
}

export async function thursday(days: Days): Promise<void> {
  days.portal.setOptions({ faults: { unavailable: 'always' }, retryAfterSeconds: 600 });
  const page = await days.start('2026-01-15 08:40');
  await expect(rows(page).first()).toBeVisible();
  await days.wake('2026-01-15 08:42');
  await expect(page.getByTestId('sync-banner')).toContainText(
    /^Portale in manutenzione: nuovo tentativo oggi alle \d{1,2}:\d\d/,
  );
  await expect(age(page)).toHaveText('Dati aggiornati 1 giorno fa');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('richiamato catalogo');
  await expect(rows(page)).toHaveAttribute('data-customer-id', CALLED);
  await picture(page, 'ten-days-4-maintenance');
  await page.keyboard.press('Escape');

  await setOnline(days, false);
  await days.wake('2026-01-15 12:00');
  await expect(page.getByTestId('sync-banner')).toContainText('Offline: dati di ieri');
  await expect(age(page)).toHaveText('Dati aggiornati 1 giorno fa');
  await picture(page, 'ten-days-4-offline');
  await days.expectSent(0);
}

function setOnline({ app }: Days, online: boolean): Promise<void> {
  return app.evaluate(({ net }, value) => {
    net.isOnline = () => value;
  }, online);
}

export async function friday(days: Days): Promise<void> {
  const { page, portal } = days;
  await page.getByTestId('scope-all').click();
  const box = await page.getByTestId('customer-list').boundingBox();
  const [x, y] = [(box?.x ?? 0) + 120, (box?.y ?? 0) + 150];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 1_500);
  const under = page.locator('[data-customer-id]:hover');
  await expect.poll(async () => Number(await under.getAttribute('aria-rowindex'))).toBeGreaterThan(30);
  const before = (await under.getAttribute('data-customer-id')) ?? '';

  portal.setOptions({ faults: {} });
  await setOnline(days, true);
  await days.syncedBy('2026-01-16 08:40');
  // The app that was started on Wednesday has quit, and its session with it, so this sync logs in.
  await days.expectSent(1);
  await expect(page.getByTestId('news-count')).toBeVisible();
  await page.mouse.click(x, y);
  await expect(page.locator('[data-testid=customer-row][aria-selected=true]')).toHaveAttribute(
    'data-customer-id',
    before,
  );
  // Nobody works tomorrow, so the day is Monday.
  await expect(page.getByTestId('note-due-day')).toHaveText(/^lun/i);
  await picture(page, 'ten-days-5-panel');
  await page.keyboard.press('Escape');

  await page.getByTestId('nav-news').click();
  const items = page.getByTestId('news-item');
  const count = page.getByTestId('news-count');
  const all = Number(await count.textContent());
  // A customer has one line for each day.
  await expect(page.getByTestId('news')).toContainText(`Novità su ${all} clienti`);
  expect(await items.count()).toBeGreaterThanOrEqual(all);
  await picture(page, 'ten-days-5-news');
  const [seen, undo] = [page.getByTestId('news-seen'), page.getByTestId('news-undo')];
  await tabTo(page, seen);
  for (const [shown, next] of [
    ['', undo],
    [String(all), seen],
    ['', undo],
  ] as const) {
    await page.keyboard.press('Enter');
    await (shown === '' ? expect(count).toBeHidden() : expect(count).toHaveText(shown));
    await expect(next).toBeVisible();
    // The next button is the next Tab stop.
    await page.keyboard.press('Tab');
    await expect(next).toBeFocused();
  }
  await days.end();
}
