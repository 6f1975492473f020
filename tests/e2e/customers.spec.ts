import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { command, launch, quit } from './launch';
import type { RunningApp } from './launch';
import { catchLinks, caughtLinks } from './links';
import { prepare } from './prepare';
import { showAll } from './scope';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly street: string;
  readonly vatNumber: string;
  readonly phone: string;
  readonly mobile: string;
  readonly pec: string;
}

let folder = '';
test.beforeAll(async () => {
  folder = await prepare();
});

function query<Row>(sql: string): Row[] {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const rows = store.prepare<[], Row>(sql).all();
  store.close();
  return rows;
}

/**
 * Returns a customer that has all these fields. Hardly any customer has every field of {@link
 * Known}.
 */
function somebodyWith(...fields: readonly (keyof Known)[]): Known {
  const known = fields.map((field) => `${field} IS NOT NULL`).join(' AND ');
  const [found] = query<Known>(`SELECT * FROM customers WHERE ${known} ORDER BY row LIMIT 1`);
  if (found === undefined) {
    throw new Error(`The demo has no customer with ${fields.join(', ')}`);
  }
  return found;
}

/** Starts the app and shows all customers; at first the list shows only the agent's own. */
async function launchOnAll(): Promise<RunningApp> {
  // Removes the list settings and the opened customers of the previous test.
  rmSync(join(folder, 'list.json'), { force: true });
  const notes = new Database(join(folder, 'notes.db'));
  notes.exec('DELETE FROM opened');
  notes.close();
  const running = await launch(folder);
  await showAll(running.page, '120 clienti');
  return running;
}

const rowOf = (page: Page, id: string): Locator =>
  page.locator(`[data-testid=customer-row][data-customer-id="${id}"]`);

test('the search finds and marks name, city, VAT number, phone, street and code', async () => {
  const { app, page } = await launchOnAll();
  const known = somebodyWith('city', 'phone', 'vatNumber', 'street');
  const search = page.getByTestId('customers-search');
  const cases: readonly (readonly [string, 'in the row' | 'beneath'])[] = [
    [known.name.toUpperCase().split(' ').reverse().join(' '), 'in the row'],
    [known.city, 'in the row'],
    [known.phone.replace('+39', '0039 '), 'in the row'],
    [known.vatNumber.slice(0, 8), 'beneath'],
    [known.street, 'beneath'],
    [known.id, 'beneath'],
  ];
  for (const [typed, where] of cases) {
    await search.fill(typed);
    const row = rowOf(page, known.id);
    await expect(row, typed).toBeVisible();
    await expect(row.locator('mark').first(), typed).toBeVisible();
    await expect(row.getByTestId('found-by'), typed).toHaveCount(where === 'beneath' ? 1 : 0);
    if (where === 'beneath') {
      await page.screenshot({ path: test.info().outputPath('found-by.png') });
    }
  }
  await quit(app);
});

test('last order, city and text narrow the list, and a button clears these filters', async () => {
  const { app, page } = await launchOnAll();
  const total = page.getByTestId('customers-total');
  const [all] = query<{ n: number }>('SELECT count(*) AS n FROM customers');
  const [never] = query<{ n: number }>('SELECT count(*) AS n FROM customers WHERE lastOrderDate IS NULL');
  await expect(total).toHaveText(`${all?.n ?? 0} clienti`);
  await page.getByTestId('customers-filter').click();
  await page.getByRole('option', { name: 'Mai ordinato' }).click();
  await expect(total).toHaveText(`${never?.n ?? 0} clienti`);

  const [city] = query<{ city: string; n: number }>(
    `SELECT city, count(*) AS n FROM customers WHERE lastOrderDate IS NULL AND city IS NOT NULL
     GROUP BY city ORDER BY n DESC LIMIT 1`,
  );
  await page.getByTestId('customers-city').click();
  await page.getByTestId('city-search').fill(city?.city ?? '');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(total).toHaveText(city?.n === 1 ? '1 cliente' : `${city?.n ?? 0} clienti`);
  await page.screenshot({ path: test.info().outputPath('filtered.png') });

  await page.getByTestId('customers-search').fill('zzzz');
  await expect(page.getByText('Nessuno con questi filtri.')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('no-customers.png') });
  await page.getByTestId('show-all').click();
  await expect(total).toHaveText(`${all?.n ?? 0} clienti`);
  await quit(app);
});

test('each column sorts the list in both directions', async () => {
  const { app, page } = await launchOnAll();
  const [best] = query<{ id: string }>(
    'SELECT id FROM customers ORDER BY salesCents DESC, sort_name LIMIT 1',
  );
  const [least] = query<{ id: string }>(
    'SELECT id FROM customers WHERE salesCents IS NOT NULL ORDER BY salesCents, sort_name LIMIT 1',
  );
  const first = page.getByTestId('customer-row').first();
  await page.getByTestId('sort-salesCents').click();
  await expect(first).toHaveAttribute('data-customer-id', best?.id ?? '');
  await page.getByTestId('sort-salesCents').click();
  await expect(first).toHaveAttribute('data-customer-id', least?.id ?? '');
  await page.getByTestId('sort-lastOrderDate').click();
  const [latest] = query<{ id: string }>(
    'SELECT id FROM customers ORDER BY lastOrderDate DESC, sort_name LIMIT 1',
  );
  await expect(first).toHaveAttribute('data-customer-id', latest?.id ?? '');
  await quit(app);
});

test('the keyboard alone operates the list', async () => {
  const { app, page } = await launchOnAll();
  const ids = query<{ id: string }>('SELECT id FROM customers ORDER BY sort_name, id').map(({ id }) => id);
  const last = ids.length - 1;
  const detail = page.getByTestId('customer-detail');
  const cursor = page.locator('[data-testid=customer-row][data-cursor]');
  const isAt = (index: number): Promise<void> =>
    expect(cursor).toHaveAttribute('data-customer-id', ids[index] ?? '');
  await expect(page.getByTestId('customer-row').first()).toBeVisible();

  await page.getByTestId('nav-settings').click();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByTestId('customers-search')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await isAt(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await isAt(2);
  await page.keyboard.press('ArrowUp');
  await isAt(1);
  await page.keyboard.press('End');
  await isAt(last);
  await expect(rowOf(page, ids[last] ?? '')).toBeInViewport();
  await page.keyboard.press('Home');
  await isAt(0);
  await page.keyboard.press('PageDown');
  await expect(cursor).not.toHaveAttribute('data-customer-id', ids[0] ?? '');
  await page.keyboard.press('PageUp');
  await isAt(0);
  await expect(detail).toBeHidden();

  await page.keyboard.press('Enter');
  await expect(detail).toBeFocused();
  await expect(detail.getByRole('heading', { level: 2 })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('keyboard-detail.png') });
  for (const name of [
    'Preferito',
    'Cliente precedente',
    'Cliente successivo',
    'Altro per il cliente',
    'Chiudi la scheda',
  ]) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name })).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(page.getByTestId('customer-list')).toBeFocused();
  await isAt(0);
  await page.screenshot({ path: test.info().outputPath('keyboard-list.png') });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customers-search')).toBeFocused();

  const known = somebodyWith('vatNumber');
  await page.keyboard.type(known.vatNumber);
  await page.keyboard.press('Enter');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(known.name);
  await quit(app);
});

test('one click calls, writes to or locates a customer, or copies a field', async () => {
  const { app, page } = await launchOnAll();
  await catchLinks(app);
  const detail = page.getByTestId('customer-detail');
  const open = async (known: Known): Promise<void> => {
    await page.getByTestId('customers-search').fill(known.id);
    await rowOf(page, known.id).click();
    await expect(detail.getByRole('heading', { level: 2 })).toHaveText(known.name);
  };
  const fixed = somebodyWith('phone', 'street', 'vatNumber');
  await open(fixed);
  await page.getByTestId('contact-call').click();
  await page.getByTestId('contact-map').click();
  await detail.getByText('Partita IVA').hover();
  await detail.getByRole('button', { name: 'Copia Partita IVA' }).click();
  await expect(detail.getByRole('button', { name: 'Copiato' })).toBeVisible();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(fixed.vatNumber);
  const mobileCustomer = somebodyWith('mobile');
  await open(mobileCustomer);
  await page.getByTestId('contact-mobile').click();
  await page.getByTestId('contact-whatsApp').click();
  const certified = somebodyWith('pec');
  await open(certified);
  await page.getByTestId('contact-pec').click();

  await expect.poll(() => caughtLinks(app)).toHaveLength(5);
  const [call, map, mobile, whatsApp, mail] = await caughtLinks(app);
  expect(call).toBe(`tel:${fixed.phone}`);
  expect(new URL(map ?? '').searchParams.get('query')).toContain(fixed.street);
  expect(mobile).toBe(`tel:${mobileCustomer.mobile}`);
  expect(whatsApp).toBe(`https://wa.me/${mobileCustomer.mobile.slice(1)}`);
  expect(mail).toBe(`mailto:${certified.pec}`);

  const refused = await command(page, 'outside:open', 'file:///etc/passwd');
  expect(refused).toMatchObject({ ok: false, error: { code: 'LINK_REFUSED' } });
  expect(await caughtLinks(app)).toHaveLength(5);
  await quit(app);
});
