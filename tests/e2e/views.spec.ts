import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { aCustomer } from '../helpers/customers';
import { expectAccessible, expectFits, gallery, picture, resize, windowPicture } from './gallery';
import type { RunningApp } from './launch';
import { command, launch, quit } from './launch';
import { prepareStored } from './prepare-stored';

test.describe.configure({ mode: 'serial' });

const DAY_MS = 86_400_000;
const dayAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
const CITIES = ['Napoli', 'Bari', 'Forlì', 'Nardò', 'San Nicola'];
/** The customers: forty of the agent's own and sixty prospects, in the five cities in turn. */
const CUSTOMERS = Array.from({ length: 100 }, (_, index) => {
  const isOwn = index < 40;
  return aCustomer({
    id: String(5_000 + index),
    name: `${isOwn ? 'Studio' : 'Ambulatorio'} ${String(index).padStart(3, '0')}`,
    city: CITIES[index % 5] ?? null,
    postalCode: ['80121', '70121', '47121', '73048', '80035'][index % 5] ?? null,
    phone: index % 4 === 0 ? null : `081 55${String(10_000 + index)}`,
    type: isOwn ? 'Debitor' : 'PotFromCon',
    description: isOwn ? 'Debitor' : 'Potential',
    lastOrderDate: isOwn ? dayAgo(index < 10 ? 20 : 900) : null,
    orderCount: isOwn && index < 10 ? 2 : 0,
    salesCents: isOwn && index < 10 ? (index + 1) * 100_00 : 0,
    previousOrderCount1: isOwn && index < 20 ? 1 : 0,
    previousSales1Cents: isOwn && index < 20 ? (500 + index) * 100 : 0,
  });
});
const NEW = CUSTOMERS.slice(95);

let running: RunningApp;
test.beforeAll(async () => {
  const folder = prepareStored([
    { customers: CUSTOMERS.slice(0, 95), agoMs: 60 * DAY_MS },
    { customers: CUSTOMERS, agoMs: 5 * DAY_MS },
  ]);
  running = await launch(folder);
  for (const customer of ['5000', '5001', '5050']) {
    await command(running.page, 'notes:save', { customer, text: 'Listino', dueOn: dayAgo(1) });
  }
  for (const customer of ['5002', '5003', '5060']) {
    await command(running.page, 'notes:star', { customer, isStarred: true });
  }
});
test.afterAll(() => quit(running.app));

const total = (page: Page): Locator => page.getByTestId('customers-total');
const tab = (page: Page, view: string): Locator =>
  page.locator(`[data-testid=view-tab][data-view="${view}"]`);
const item = (page: Page, view: string): Locator =>
  page.locator(`[data-testid=view-item][data-view="${view}"]`);
const scopes = (page: Page): Locator => page.getByTestId('customers-scope');

/** Returns the visible tabs in their order. */
const seenTabs = (page: Page): Promise<readonly string[]> =>
  page
    .getByTestId('view-tab')
    .evaluateAll((all) =>
      all
        .filter((one) => getComputedStyle(one).visibility === 'visible' && one.getClientRects().length > 0)
        .map((one) => one.dataset['view'] ?? ''),
    );

/** Returns the height of the filter line, and the number of its parts that are outside of it. */
const lineOf = (page: Page): Promise<{ readonly height: number; readonly out: number }> =>
  page.getByTestId('filter-line').evaluate((line) => {
    const box = line.getBoundingClientRect();
    const shown = [...line.children].filter((child) => child.getClientRects().length > 0);
    const out = shown.filter((child) => {
      const { left, right, top, bottom } = child.getBoundingClientRect();
      return left < box.left || right > box.right + 0.5 || top < box.top || bottom > box.bottom + 0.5;
    });
    return { height: box.height, out: out.length };
  });

test('the filters fill one line of 40 pixels, with as many views as fit', async () => {
  const { app, page } = running;
  await expect(tab(page, 'filter:due')).toHaveText('Da richiamare2');
  const seen = [];
  for (const width of [1_024, 1_280, 1_920]) {
    await resize(app, page, { width, height: 700 });
    await expect.poll(() => lineOf(page), `at ${width}`).toEqual({ height: 40, out: 0 });
    seen.push((await seenTabs(page)).length);
    await picture(page, `filter-line-${width}`);
  }
  const [narrow = 0, middle = 0, wide = 0] = seen;
  expect(middle).toBeGreaterThanOrEqual(2);
  expect(middle).toBeGreaterThan(narrow);
  expect(wide).toBe(5);
  await resize(app, page, { width: 1_024, height: 700 });
  await page.getByTestId('customer-row').first().click();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
  expect(await lineOf(page)).toEqual({ height: 40, out: 0 });
  const [line, detail] = [
    await page.getByTestId('filter-line').boundingBox(),
    await page.getByTestId('customer-detail').boundingBox(),
  ];
  expect((detail?.x ?? 0) + (detail?.width ?? 0)).toBeLessThanOrEqual((line?.x ?? 0) + (line?.width ?? 0));
  expect(detail?.y).toBeGreaterThanOrEqual((line?.y ?? 0) + 40);
  await gallery(running, 'filter-line-open');
  await page.keyboard.press('Escape');
});

test('ready-made views list the counted customers and clear at the second press', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1_920, height: 900 });
  await expect(scopes(page)).toHaveText('I tuoi clienti40Potenziali60Tutti100');
  for (const [view, own] of [
    ['filter:due', 2],
    ['filter:dormant-6', 30],
    ['filter:lost', 10],
    ['filter:starred', 2],
    ['filter:new-prospects', NEW.length],
  ] as const) {
    await expect(tab(page, view)).toHaveText(new RegExp(`${own}$`));
    await tab(page, view).click();
    await expect(total(page)).toHaveText(`${own} clienti`);
    await expect(tab(page, view)).toHaveAttribute('aria-pressed', 'true');
  }
  // The customer with the largest loss of sales comes first, and the sales are visible.
  await tab(page, 'filter:lost').click();
  const rows = page.getByTestId('customer-row');
  await expect(rows.first()).toHaveAttribute('data-customer-id', '5019');
  await expect(rows.first()).toContainText('519,00');
  await expect(rows.last()).toHaveAttribute('data-customer-id', '5010');
  await tab(page, 'filter:new-prospects').click();
  // New prospects are not the agent's customers, so the scope changes to all.
  await expect(scopes(page)).toHaveText('I tuoi clienti0Potenziali5Tutti5');
  await expect(scopes(page).getByRole('radio', { checked: true })).toHaveAttribute('value', 'all');
  await tab(page, 'filter:new-prospects').focus();
  await page.keyboard.press('Space');
  await expect(total(page)).toHaveText('40 clienti');
  await page.getByTestId('scope-all').click();
  await expect(tab(page, 'filter:due')).toHaveText('Da richiamare3');
  await page.getByTestId('scope-own').click();
  await expect(tab(page, 'filter:due')).toHaveText('Da richiamare2');
});

test('Enter takes the first city found, cities combine, and every count follows', async () => {
  const { page } = running;
  const city = page.getByTestId('customers-city');
  await city.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('city-search')).toBeFocused();
  await page.keyboard.type('NA');
  // Cities that begin with the text come before cities with a later word that begins with it.
  await expect(page.getByRole('option').first()).toHaveText('Napoli8');
  await page.keyboard.press('Enter');
  await expect(total(page)).toHaveText('8 clienti');
  await expect(page.getByTestId('city-search')).toHaveValue('');
  await page.keyboard.type('forli');
  await page.keyboard.press('Enter');
  await expect(total(page)).toHaveText('16 clienti');
  await picture(page, 'filter-cities');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('city-search')).toBeHidden();
  await expect(city).toBeFocused();
  await expect(city).toHaveText('Napoli +1');
  await expect(scopes(page)).toHaveText('I tuoi clienti16Potenziali24Tutti40');
  await expect(tab(page, 'filter:lost')).toHaveText(/4$/);
  await tab(page, 'filter:lost').click();
  await expect(total(page)).toHaveText('4 clienti');
  await gallery(running, 'filter-chips');
  await page.getByTestId('customers-city-clear').click();
  await expect(total(page)).toHaveText('10 clienti');
  await expect(page.getByTestId('filters-clear')).toBeVisible();
  await page.getByTestId('filters-clear').click();
  await expect(total(page)).toHaveText('40 clienti');
  await expect(page.getByTestId('filters-clear')).toBeHidden();
});

test('CAP, telephone and sales narrow the list by keyboard, and show as one chip', async () => {
  const { page } = running;
  const open = page.getByTestId('filters-open');
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('filter-postal-code')).toBeFocused();
  await page.keyboard.type('8a0');
  await expect(total(page)).toHaveText('16 clienti');
  await expect(open).toHaveText('CAP 80');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('filter-phone')).toBeChecked();
  await expect(total(page)).toHaveText('12 clienti');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await expect(page.getByTestId('filter-salesFrom')).toBeFocused();
  await expect(total(page)).toHaveText('2 clienti');
  await page.keyboard.press('Tab');
  await page.keyboard.type('600,5');
  await expect(total(page)).toHaveText('1 cliente');
  await expect(open).toHaveText('Filtri: 3');
  await gallery(running, 'filters-open');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('filters')).toBeHidden();
  await expect(open).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('filters-open-clear')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(total(page)).toHaveText('40 clienti');
});

test('an empty list says that filters are on, and removes them on request', async () => {
  const { page } = running;
  await page.getByTestId('filters-open').click();
  await page.getByTestId('filter-postal-code').fill('99');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nessuno con questi filtri.')).toBeVisible();
  await expect(page.getByTestId('filters-clear')).toBeVisible();
  await gallery(running, 'filters-empty');
  await page.getByTestId('show-all').click();
  await expect(total(page)).toHaveText('40 clienti');
  await page.getByTestId('customers-filter').click();
  await page.getByRole('option', { name: 'Rimossi' }).click();
  await expect(page.getByText('Nessun cliente rimosso')).toBeVisible();
  await page.getByTestId('show-all').click();
  await expect(total(page)).toHaveText('40 clienti');
});

test('a hidden column can sort the list', async () => {
  const { page } = running;
  await page.getByTestId('list-menu').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('list-columns')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('order-column')).toBeFocused();
  await page.getByTestId('order-column').fill('');
  await page.keyboard.type('CAP');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('customer-row').first()).toHaveAttribute('data-customer-id', '5002');
  await gallery(running, 'list-order');
  await page.getByTestId('order-direction').getByText('decrescente').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-row').first()).toHaveAttribute('data-customer-id', '5000');
  await page.getByTestId('sort-name').click();
});

test('the agent’s views follow the ready-made ones; a deleted view can come back', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1_920, height: 900 });
  await page.getByTestId('customers-city').click();
  await expect(page.getByTestId('city-search')).toBeFocused();
  await page.keyboard.type('bari');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByTestId('views-open').click();
  await page.getByTestId('view-save').click();
  await expect(page.getByTestId('view-name')).toBeFocused();
  await page.keyboard.type('Giro di Bari');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'view:Giro di Bari')).toHaveText('Giro di Bari8');
  await expect(tab(page, 'view:Giro di Bari')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('filters-clear').click();
  await expect(total(page)).toHaveText('40 clienti');
  await expect(tab(page, 'view:Giro di Bari')).toHaveText('Giro di Bari8');
  await tab(page, 'view:Giro di Bari').click();
  await expect(total(page)).toHaveText('8 clienti');

  await resize(app, page, { width: 1_024, height: 700 });
  await expect(page.getByTestId('views-open')).toHaveText('Giro di Bari');
  await page.getByTestId('views-open').click();
  await expect(item(page, 'view:Giro di Bari')).toHaveText('Giro di Bari8');
  await expect(item(page, 'filter:lost')).toHaveText('Persi quest’anno2');
  await gallery(running, 'views-menu');
  await page.getByTestId('views-manage').click();
  await page.getByRole('button', { name: 'Elimina Giro di Bari' }).click();
  await expect(page.getByTestId('view-row')).toHaveCount(0);
  await gallery(running, 'views-deleted');
  await page.getByTestId('view-undo').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('view-row')).toHaveCount(1);
  await page.getByRole('button', { name: 'Elimina Giro di Bari' }).click();
  await page.keyboard.press('Escape');
  // The menu can also restore a deleted view later.
  await page.getByTestId('views-open').click();
  await page.getByTestId('view-restore').click();
  await expect(tab(page, 'view:Giro di Bari')).toHaveText('Giro di Bari8');
});

test('the filter line is readable at 200 %, with every filter set', async () => {
  const { app, page } = running;
  await page.getByTestId('customers-filter').click();
  await page.getByRole('option', { name: /12 mesi/ }).click();
  await page.getByTestId('filters-open').click();
  await page.getByTestId('filter-phone').check();
  await page.keyboard.press('Escape');
  for (const width of [1_024, 1_280]) {
    await resize(app, page, { width, height: 700 });
    await expect.poll(() => lineOf(page), `at ${width}`).toEqual({ height: 40, out: 0 });
    await picture(page, `filter-line-full-${width}`);
  }
  await resize(app, page, { width: 1_024, height: 700 });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await page.waitForFunction(() => window.innerWidth === 512);
  await expectFits(page, 'filters at 200 %');
  await expectAccessible(page, 'filters at 200 %');
  await windowPicture(app, 'zoom-filters');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
});
