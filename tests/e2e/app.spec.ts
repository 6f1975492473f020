import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { demoDifference } from '../../main/demo/customers/customers';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import { gallery } from './gallery';
import { answerQuestions, shownQuestions, command, dataFolder, launch, quit } from './launch';
import { showAll } from './scope';

/** The limit for a sync with the demo portal: login, 2 s for the export, 256 pages to read. */
const SYNC_TIMEOUT = 45_000;

test.describe.configure({ mode: 'serial' });

const folder = dataFolder();

/**
 * Waits for the count that the window shows while a sync reads customers. The count is visible for
 * a fraction of a second, so every frame is checked.
 */
async function seeCount(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      /^(\d{1,3}\.)?\d{1,3} \/ 1\.45\d clienti$/.test(
        document.querySelector('[data-testid=sync-count]')?.textContent ?? '',
      ),
    undefined,
    { polling: 'raf', timeout: SYNC_TIMEOUT },
  );
}

/**
 * Allows automatic syncs, or prevents them by working hours on another day. On a slow computer an
 * automatic sync could start during a test.
 */
async function setAutomaticSyncs(page: Page, may: boolean): Promise<void> {
  const hours = { days: [((new Date().getDay() + 2) % 7) + 1], from: '00:00', to: '00:01' };
  const answer = await command(page, 'settings:change', { hours: may ? 'always' : hours });
  expect(answer).toMatchObject({ ok: true });
}

test('the address field accepts an address as it is typed and marks an invalid one', async () => {
  const running = await launch(dataFolder());
  const { app, page } = running;
  await answerQuestions(app, 'no');
  const address = page.getByLabel('Indirizzo del portale');
  await expect(address).toBeFocused();
  await page.keyboard.type('archibald azienda');
  await page.keyboard.press('Tab');
  await page.keyboard.type('mario');
  await page.keyboard.press('Tab');
  await page.keyboard.type('segreta');
  await page.keyboard.press('Enter');
  await expect(address).toHaveAccessibleDescription('Indirizzo non valido. Scrivilo come nel browser.');
  await expect(address).toBeFocused();
  await expect(page.getByTestId('first-run-result')).toBeEmpty();
  await gallery(running, 'first-run-address');
  await address.press('ControlOrMeta+a');
  await page.keyboard.type('archibald.azienda.it');
  await expect(address).not.toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Enter');
  // Main's question names the host that it has parsed. The answer is no, so nothing is sent.
  await expect(page.getByTestId('first-run-result')).not.toBeEmpty();
  await expect.poll(() => shownQuestions(app)).toEqual([expect.stringContaining('archibald.azienda.it')]);
  await expect(page.getByText('Richiesta non valida')).toHaveCount(0);
  await quit(app);
});

test('the first start leads through the demo to the customers', async () => {
  const { app, page } = await launch(folder);
  await expect(page.getByTestId('first-run')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('first-run.png') });
  await page.getByTestId('first-run-demo').click();

  const banner = page.getByTestId('sync-banner');
  await expect(banner).toBeVisible();
  await seeCount(page);
  await page.screenshot({ path: test.info().outputPath('sync-running.png') });
  await expect(banner).toHaveText('✅ 1.452 clienti scaricati: 132 tuoi, 1.320 potenziali', {
    timeout: SYNC_TIMEOUT,
  });
  await expect(page.getByTestId('customers-total')).toHaveText('132 clienti');
  await expect(page.getByTestId('scope-all')).toContainText('1.452');
  await expect(page.getByTestId('customer-row').first()).toBeVisible();
  await expect(page.getByTestId('data-age')).toContainText('aggiornati');
  await expect(banner).toBeHidden();
  await page.screenshot({ path: test.info().outputPath('customers.png') });
  await setAutomaticSyncs(page, false);
  expect(await quit(app)).toBeLessThan(3_000);
});

test('the search finds a customer during typing, and the panel shows the record', async () => {
  const { app, page } = await launch(folder);
  const total = page.getByTestId('customers-total');
  await showAll(page, '1.452 clienti');
  const row = page.getByTestId('customer-row').nth(3);
  const id = (await row.getAttribute('data-customer-id')) ?? '';
  const known = customer(id);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(known.name);
  await expect(total).not.toHaveText('1.452 clienti');
  const found = page.locator(`[data-testid=customer-row][data-customer-id="${id}"]`);
  await found.click();
  const detail = page.getByTestId('customer-detail');
  await expect(detail).toContainText(known.name);
  await expect(detail).toContainText(known.id);
  await page.screenshot({ path: test.info().outputPath('detail.png') });
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await quit(app);
});

test('a second sync shows exactly the changes that the demo made', async () => {
  const { app, page } = await launch(folder);
  await page.getByTestId('sync-button').click();
  const expected = demoDifference({ seed: DEMO_DEFAULTS.seed }, 1, 2);
  const { added, updated } = { added: expected.added.length, updated: expected.updated.length };
  const banner = page.getByTestId('sync-banner');
  await expect(banner).toContainText('✅', { timeout: SYNC_TIMEOUT });
  await expect(banner).toContainText(updated === 1 ? '1 aggiornato' : `${updated} aggiornati`);
  if (added > 0) {
    await expect(banner).toContainText(added === 1 ? '1 cliente nuovo' : `${added} clienti nuovi`);
  }
  await page.getByTestId('nav-sync').click();
  await expect(page.getByTestId('metric-total')).toHaveText('2');
  await expect(page.getByTestId('metric-health')).toHaveText('Tutto in ordine');
  await expect(page.getByTestId('metric-last-result')).toContainText(
    `${added} nuovi · ${updated} aggiornati · ${expected.unchanged.length.toLocaleString('it-IT', { useGrouping: 'always' })} invariati`,
  );
  await expect(page.getByTestId('runs-table').getByRole('row')).toHaveCount(3);
  await setAutomaticSyncs(page, true);
  await quit(app);
});

test('a new frequency survives a restart and sets the time of the next sync', async () => {
  const first = await launch(folder);
  await first.page.getByTestId('nav-settings').click();
  await first.page.getByTestId('frequency-select').click();
  await first.page.getByRole('option', { name: 'Altro…' }).click();
  const custom = first.page.getByTestId('frequency-custom');
  await custom.fill('4');
  await first.page.getByRole('button', { name: 'Salva' }).click();
  await expect(first.page.getByText('Scrivi un numero intero da 5 a 1440')).toBeVisible();
  await custom.fill('47');
  await first.page.getByRole('button', { name: 'Salva' }).click();
  await expect(first.page.getByText('Salvato')).toBeVisible();
  await quit(first.app);

  const second = await launch(folder);
  await second.page.getByTestId('nav-settings').click();
  await expect(second.page.getByTestId('frequency-custom')).toHaveValue('47');
  // The first sync of this start sets the next one 47 minutes later.
  await second.page.getByTestId('nav-sync').click();
  await expect(second.page.getByTestId('metric-next')).toHaveText('tra 47 minuti');
  await quit(second.app);
});

test('the cache stays whole when the app quits during a sync', async () => {
  const before = fingerprint();
  const { app, page } = await launch(folder);
  await page.getByTestId('sync-button').click();
  await expect(page.getByTestId('sync-banner')).toBeVisible();
  expect(await quit(app)).toBeLessThan(3_000);
  expect(fingerprint()).toEqual(before);
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
  store.close();
  const runs = new Database(join(folder, 'runs.db'), { readonly: true });
  const last = runs.prepare('SELECT outcome FROM sync_runs ORDER BY number DESC LIMIT 1').get();
  expect(last).toEqual({ outcome: 'interrupted' });
  runs.close();
});

test('the app stays one instance, outlives its window and refuses foreign commands', async () => {
  const { app, page } = await launch(folder);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows().forEach((window) => window.close());
  });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const refusals = await page.evaluate(async () => {
    const { archibald } = window as unknown as {
      archibald: { invoke: (...all: unknown[]) => Promise<unknown> };
    };
    return {
      node: typeof (globalThis as { require?: unknown }).require,
      api: Object.keys(archibald).sort(),
      unknown: await archibald.invoke('files:read', '/etc/passwd'),
      wrong: await archibald.invoke('settings:change', { frequencyMinutes: 1 }),
      extra: await archibald.invoke('customers:search', { search: 'x', sql: 'DROP' }),
    };
  });
  expect(refusals.node).toBe('undefined');
  expect(refusals.api).toEqual(['invoke', 'on']);
  for (const answer of [refusals.unknown, refusals.wrong, refusals.extra]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  }
  await quit(app);
});

interface KnownCustomer {
  readonly id: string;
  readonly name: string;
}

function customer(id: string): KnownCustomer {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const row = store.prepare<[string], KnownCustomer>('SELECT id, name FROM customers WHERE id = ?').get(id);
  store.close();
  if (row === undefined) {
    throw new Error(`No customer ${id}`);
  }
  return row;
}

/** Returns all customer data of the cache, for comparison. */
function fingerprint(): unknown {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const rows = store.prepare('SELECT id, content_hash, missing_since FROM customers ORDER BY id').all();
  store.close();
  return rows;
}
