import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { ListState } from '../../preload/contract';
import { aCustomer } from '../helpers/customers';
import { expectFits, gallery, picture, resize } from './gallery';
import type { RunningApp } from './launch';
import { launch, quit } from './launch';
import { prepareStored } from './prepare-stored';

test.describe.configure({ mode: 'serial' });

const CITIES = ['Napoli', 'Bari', 'Forlì'];
const CUSTOMERS = Array.from({ length: 60 }, (_, index) =>
  aCustomer({
    id: String(3_000 + index),
    name: `Studio ${String.fromCharCode(65 + (index % 26))}${index}`,
    city: CITIES[index % 3] ?? null,
    salesCents: index * 1_000,
    previousSales1Cents: index % 4 === 0 ? null : 30_000,
    previousSales2Cents: 100,
    lastOrderDate: index % 2 === 0 ? '2026-11-02' : '2026-01-12',
    other: index % 5 === 0 ? { 'FINE ESCLUSIVA': `0${1 + (index % 7)}/03/2027` } : {},
  }),
);
const sumOf = (city: string | null): number =>
  CUSTOMERS.filter((one) => city === null || one.city === city).reduce(
    (sum, { salesCents }) => sum + (salesCents ?? 0),
    0,
  );
const euros = (cents: number): string =>
  (cents / 100).toLocaleString('it-IT', { style: 'currency', currency: 'EUR', useGrouping: 'always' });

const folder = { path: '' };
let running: RunningApp;
test.beforeAll(async () => {
  folder.path = prepareStored([{ customers: CUSTOMERS, agoMs: 3_600_000 }]);
  running = await launch(folder.path);
});
test.afterAll(() => quit(running.app));

const captions = (page: Page): Locator => page.locator('[data-testid^=sort-]');
const first = (page: Page): Locator => page.getByTestId('customer-row').first();

async function chooseCity(page: Page, city: string): Promise<void> {
  await page.getByTestId('customers-city').click();
  await page.getByTestId('city-search').fill(city.slice(0, 3));
  await page.getByRole('option', { name: new RegExp(`^${city}`) }).click();
  await page.keyboard.press('Escape');
}

async function openTool(page: Page, tool: 'columns'): Promise<void> {
  await page.getByTestId('list-menu').click();
  await page.getByTestId(`list-${tool}`).click();
}

/** Returns the tab of one of the agent's own views, even if there is no room to show it. */
const tabOf = (page: Page, view: string): Locator =>
  page.locator(`[data-testid=view-tab][data-view="view:${view}"]`);

test('the totals show the sales of the listed customers and follow the filters', async () => {
  const { page } = running;
  const sum = page.getByTestId('sum-salesCents');
  await expect(sum).toHaveText(euros(sumOf(null)));
  await expect(page.getByTestId('sum-previousSales2Cents')).toHaveText(euros(6_000));
  await chooseCity(page, 'Napoli');
  await expect(sum).toHaveText(euros(sumOf('Napoli')));
  await expect(page.getByTestId('customers-total')).toHaveText('20 clienti');
  await gallery(running, 'list-sums');
});

test('the list shows and sorts by the change against last year and truncates no caption', async () => {
  const { app, page } = running;
  await page.getByTestId('sort-change').click();
  await expect(first(page)).toContainText('+480,00');
  await page.getByTestId('sort-change').click();
  await expect(first(page)).toContainText('-270,00');
  await expect(first(page)).toContainText('-90%');
  for (const width of [1_024, 1_280, 1_600]) {
    await resize(app, page, { width, height: 700 });
    const cut = await captions(page).evaluateAll((buttons) =>
      buttons
        .flatMap((button) => [...button.querySelectorAll('span')])
        .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
        .map((one) => one.textContent),
    );
    expect(cut, `at ${width}`).toEqual([]);
  }
});

test('mouse and keyboard set the columns, their order and their width', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1_280, height: 800 });
  await openTool(page, 'columns');
  await page.getByTestId('add-postalCode').click();
  await page.getByTestId('add-other:FINE ESCLUSIVA').click();
  await gallery(running, 'list-columns');
  await page.getByRole('button', { name: 'Togli Telefono' }).click();
  await page.getByRole('button', { name: 'Sposta CAP più a sinistra' }).click();
  await page.getByRole('button', { name: 'Fatto' }).last().click();
  await expect(captions(page)).toHaveText([
    'Nome',
    'Città',
    'Ultimo ordine',
    'Vendite',
    'CAP',
    `Variazione sul ${new Date().getFullYear() - 1}`,
    'FINE ESCLUSIVA',
  ]);
  await page.getByTestId('sort-other:FINE ESCLUSIVA').click();
  await expect(first(page)).toContainText('01/03/2027');

  const city = page.getByTestId('sort-city');
  await city.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(captions(page).nth(2)).toHaveText('Città');
  const width = async (): Promise<number> => (await city.locator('..').boundingBox())?.width ?? 0;
  const before = await width();
  await city.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBeCloseTo(before + 16, 0);

  const edge = await page.getByTestId('edge-city').boundingBox();
  await page.mouse.move((edge?.x ?? 0) + 4, (edge?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((edge?.x ?? 0) + 64, (edge?.y ?? 0) + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeCloseTo(before + 76, 0);

  await page.getByTestId('sort-postalCode').dragTo(city);
  await expect(captions(page).nth(2)).toHaveText('CAP');
  await expect(captions(page).first()).toHaveText('Nome');
});

test('a widened column makes the list scroll sideways under a name column that stays', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1_024, height: 700 });
  const list = page.getByTestId('customer-list');
  const overflow = (): Promise<number> => list.evaluate((one) => one.scrollWidth - one.clientWidth);
  const left = async (of: Locator): Promise<number> => (await of.boundingBox())?.x ?? 0;
  const name = first(page).locator('> *').first();
  await page.getByTestId('sort-city').focus();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Shift+ArrowRight');
  }
  await expect.poll(overflow).toBeGreaterThan(50);
  await list.focus();
  await list.evaluate((one) => one.scrollTo({ left: 0 }));
  const nameAt = await left(name);
  await list.evaluate((one) => one.scrollTo({ left: one.scrollWidth }));
  const last = captions(page).last();
  await expect(last).toBeInViewport();
  expect(await left(first(page).locator('> *').last())).toBeCloseTo(await left(last.locator('..')), 0);
  expect(await left(name)).toBeCloseTo(nameAt, 0);
  await picture(page, 'list-sideways');
  await expectFits(page, 'list with many columns');
  await openTool(page, 'columns');
  await page.getByTestId('columns-reset').click();
  await page.keyboard.press('Escape');
  await expect(captions(page)).toHaveCount(6);
  await resize(app, page, { width: 1_280, height: 800 });
});

test('the keyboard saves, applies, renames, replaces and deletes the agent’s views', async () => {
  const { page } = running;
  const open = page.getByTestId('views-open');
  await open.focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('view-save').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('view-name')).toBeFocused();
  await page.keyboard.type('Tutti a Napoli');
  await gallery(running, 'list-view-save');
  await page.getByTestId('view-name').focus();
  await page.keyboard.press('Enter');
  await expect(tabOf(page, 'Tutti a Napoli')).toHaveAttribute('aria-pressed', 'true');

  await page.getByTestId('customers-search').fill('zzz');
  await page.getByTestId('show-all').click();
  await expect(page.getByTestId('customers-total')).toHaveText('60 clienti');
  await expect(tabOf(page, 'Tutti a Napoli')).toHaveAttribute('aria-pressed', 'false');
  await open.click();
  await gallery(running, 'list-views');
  await page.locator('[data-testid=view-item][data-view="view:Tutti a Napoli"]').click();
  await expect(page.getByTestId('customers-total')).toHaveText('20 clienti');

  await open.click();
  await page.getByTestId('views-manage').click();
  const name = page.getByTestId('view-row').getByRole('textbox');
  await name.fill('Napoli');
  await name.press('Enter');
  await expect(page.getByRole('button', { name: 'Elimina Napoli' })).toBeVisible();
  await gallery(running, 'list-views-manage');
  await page.keyboard.press('Escape');
  await expect(tabOf(page, 'Napoli')).toHaveAttribute('aria-pressed', 'true');
});

test('filters, order, columns and views survive a restart in a private file', async () => {
  await quit(running.app);
  const { list } = JSON.parse(readFileSync(join(folder.path, 'list.json'), 'utf8')) as { list: ListState };
  expect(list).toMatchObject({ query: { cities: ['Napoli'] }, columns: null });
  running = await launch(folder.path);
  const { page } = running;
  await expect(page.getByTestId('customers-total')).toHaveText('20 clienti');
  await expect(tabOf(page, 'Napoli')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('customers-search')).toHaveValue('');
  await page.getByTestId('views-open').click();
  await page.getByTestId('views-manage').click();
  await page.getByRole('button', { name: 'Elimina Napoli' }).click();
  await expect(page.getByTestId('view-row')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('the list is readable at 200 %', async () => {
  const { app, page } = running;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect(page.getByTestId('customers-sums')).toBeVisible();
  await expectFits(page, 'list at 200 %');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
});
