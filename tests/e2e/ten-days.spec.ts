/**
 * Tests an agent's first ten days, on one stored profile and one portal. Each part also has its own
 * spec. The laptop's date moves from day to day (laptop.ts). The portal counts the passwords that
 * it receives.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { PDFParse } from 'pdf-parse';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import type { DemoCustomer } from '../../main/demo/customers/customer-record';
import { demoCustomers } from '../../main/demo/customers/customers';
import { isProspect } from '../../preload/contract/customers';
import { picture } from './gallery';
import { SHEET, clickNotice, noticesOf, startAt, wakeAt } from './laptop';
import type { Moment } from './laptop';
import { dataFolder, quit } from './launch';
import type { RunningApp } from './launch';
import { caughtLinks } from './links';

const COUNT = 240;
/** The number of the first day's export: the fifth sync then brings a prospect's first order. */
const FIRST_EXPORT = 2;
/** The delays of an export, in milliseconds: hardly any, or longer than the test. */
const [QUICK_MS, SLOW_MS] = [50, 600_000];
/** The ID of the customer that the agent calls. */
const CALLED = '2568';
const NUMBER = '333 123 4567';

/** The portal's customers as the agent's n-th sync shows them. */
const customersAt = (sync: number): readonly DemoCustomer[] =>
  demoCustomers({ seed: 1, count: COUNT, exportNumber: FIRST_EXPORT + sync - 1 });
const customerAt = (sync: number, id: string): DemoCustomer => {
  const found = customersAt(sync).find((customer) => customer.id === id);
  expect(found, `customer ${id} in sync ${sync}`).toBeDefined();
  return found as DemoCustomer;
};

const total = (page: Page): Locator => page.getByTestId('customers-total');
const rows = (page: Page): Locator => page.getByTestId('customer-row');
const age = (page: Page): Locator => page.getByTestId('data-age');
const note = (page: Page): Locator => page.getByTestId('note-text');

/** Presses Tab until this element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isReached = async (): Promise<boolean> => {
    await page.keyboard.press('Tab');
    return target.evaluate((element) => element === document.activeElement);
  };
  await expect.poll(isReached, { intervals: [0] }).toBe(true);
}

/** The laptop of these days, and the number of passwords that the portal has received. */
class Days {
  readonly desk = join(dataFolder(), 'desk');
  folder = dataFolder();
  #running: RunningApp | null = null;
  #sent = 0;

  constructor(readonly portal: DemoWorker) {
    mkdirSync(this.desk);
  }

  get app(): RunningApp['app'] {
    return this.#now.app;
  }

  get page(): Page {
    return this.#now.page;
  }

  get #now(): RunningApp {
    if (this.#running === null) {
      throw new Error('The laptop is off');
    }
    return this.#running;
  }

  async start(moment: Moment, brought?: string): Promise<Page> {
    const { folder, desk } = this;
    this.#running = await startAt(moment, { folder, desk, ...(brought === undefined ? {} : { brought }) });
    return this.page;
  }

  wake(moment: Moment): Promise<void> {
    return wakeAt(moment, this.#now);
  }

  /** Wakes the laptop and waits until an automatic sync has brought this moment's customers. */
  async syncedBy(moment: Moment): Promise<void> {
    await this.wake(moment);
    await expect(age(this.page)).toHaveText('Dati aggiornati adesso');
  }

  async end(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running !== null) {
      await quit(running.app);
    }
  }

  /** Expects that exactly this many more passwords have reached the portal. */
  async expectSent(more: number): Promise<void> {
    this.#sent += more;
    expect((await this.portal.stats()).credentialsSent).toBe(this.#sent);
  }
}

test('one profile serves ten days: calls, notes, news, views, outage, new laptop', async () => {
  test.setTimeout(300_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: COUNT,
    firstExportNumber: FIRST_EXPORT,
    exportDelayMs: QUICK_MS,
    loadingPanelMs: 50,
  });
  const days = new Days(portal);
  try {
    await test.step('Monday: the agent types the account, and customers come', () => monday(days));
    await test.step('Tuesday: a customer gets a note and a planned call', () => tuesday(days));
    await test.step('Wednesday: keys make the call of the day', () => wednesday(days));
    await test.step('Thursday: the portal is down, then the network', () => thursday(days));
    await test.step('Friday: the portal is back, and nothing moves', () => friday(days));
    await test.step('second Wednesday: chosen customers are exported', () => secondMonday(days));
    await test.step('second Tuesday: a view shows one city', () => secondTuesday(days));
    await test.step('second Wednesday: one action serves many', () => secondWednesday(days));
    await test.step('second Thursday: the password has changed', () => secondThursday(days));
    await test.step('second Friday: a new laptop takes over', () => secondFriday(days));
    expect(await portal.stats()).toMatchObject({
      refusedLogins: 1,
      damage: 0,
      otherItems: 0,
      parallelRefusals: 0,
    });
  } finally {
    await days.end();
    await portal.close();
  }
});

/** Types the account key by key into the first screen. */
async function connectByKeys(page: Page, url: string, password: string): Promise<void> {
  for (const text of [url, 'demo']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

async function monday(days: Days): Promise<void> {
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

async function tuesday(days: Days): Promise<void> {
  days.portal.setOptions({ exportDelayMs: SLOW_MS });
  const page = await days.start('2026-01-13 09:00');
  // Yesterday's customers appear with their age, however long the portal takes.
  await expect(rows(page).first()).toBeVisible();
  await expect(age(page)).toHaveText('Dati aggiornati 1 giorno fa');
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

async function wednesday(days: Days): Promise<void> {
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

  // The empty list keeps the focus, and its button leads on.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customers-none')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await days.end();
}

async function thursday(days: Days): Promise<void> {
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

async function friday(days: Days): Promise<void> {
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
  // The session of Wednesday's start ended with that app.
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
    // The next button is the next stop.
    await page.keyboard.press('Tab');
    await expect(next).toBeFocused();
  }
  await days.end();
}

async function secondMonday(days: Days): Promise<void> {
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
  await expect(first.getByTestId('news-told')).toContainText(`È diventato cliente · primo ordine ${sales}`);
  await picture(page, 'ten-days-6-won');
  await tabTo(page, first);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-detail')).toContainText(won?.name ?? 'nobody');
  await picture(page, 'ten-days-6-panel');
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();
  await days.end();
}

async function secondTuesday(days: Days): Promise<void> {
  const page = await days.start('2026-01-20 08:40');
  await days.syncedBy('2026-01-20 08:41');
  await days.expectSent(1);
  const listed = customersAt(6);
  // The scope is still the one of Friday.
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

async function secondWednesday(days: Days): Promise<void> {
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
  await page.getByTestId('take-save').click();
  await expect(page.getByTestId('taken-along')).toContainText('3 clienti salvati in');
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

async function secondThursday(days: Days): Promise<void> {
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
  // The new laptop comes tomorrow.
  await again.getByTestId('notes-export').focus();
  await again.keyboard.press('Enter');
  await expect(again.getByTestId('notes-file-outcome')).toContainText('4 note');
  await days.end();
}

async function secondFriday(days: Days): Promise<void> {
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
