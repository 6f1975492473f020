/** Tests that each account keeps its customers and notes after another account was connected. */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { QUICK, connect, connected } from './connected';
import { command } from './launch';

interface Status {
  readonly value: { readonly running: unknown; readonly customersTotal: number };
}

test.setTimeout(240_000);
const SYNC_TIMEOUT = 60_000;

/** Waits until a sync has stored this many customers. The portal adds some with each export. */
async function customersOf(page: Page, count: number): Promise<void> {
  await page.getByTestId('nav-customers').click();
  await expect
    .poll(
      async () => {
        const { value } = (await command(page, 'sync:status')) as Status;
        return value.running === null && Math.abs(value.customersTotal - count) < 20;
      },
      { timeout: SYNC_TIMEOUT, message: `about ${count} customers` },
    )
    .toBe(true);
}

async function connectAs(page: Page, { url }: DemoWorker, user: string): Promise<void> {
  const credentials = { portalUrl: url, user, password: 'demo' };
  expect(await command(page, 'connection:connect', credentials)).toMatchObject({ ok: true });
}

async function openFirst(page: Page): Promise<void> {
  await page.getByTestId('customer-row').first().click();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
}

test('each account gets its notes and customers back, and no other account sees them', async () => {
  const other: DemoWorker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    ...QUICK,
    count: 40,
    user: 'anna',
  });
  try {
    await connected({}, async ({ worker, page }) => {
      await customersOf(page, 60);
      await openFirst(page);
      await page.getByTestId('note-text').click();
      await page.keyboard.type('chiamare dopo le 15');
      await expect(page.getByTestId('note-state')).toContainText('Salvato');

      for (const [leave, count] of [
        [() => command(page, 'connection:demo'), 1_452],
        [() => connectAs(page, other, 'anna'), 40],
      ] as const) {
        expect(await command(page, 'connection:disconnect')).toMatchObject({ ok: true });
        await leave();
        await customersOf(page, count);
        expect(await command(page, 'notes:counts')).toMatchObject({ value: { noted: 0 } });
        expect(await command(page, 'connection:disconnect')).toMatchObject({ ok: true });
        await connect(page, worker);
        await customersOf(page, 60);
        expect(await command(page, 'notes:counts')).toMatchObject({ value: { noted: 1 } });
        await page.keyboard.press('ControlOrMeta+k');
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type('dopo le 15');
        await expect(page.getByTestId('customer-row')).toHaveCount(1);
        await openFirst(page);
        await expect(page.getByTestId('note-text')).toHaveValue('chiamare dopo le 15');
      }
    });
  } finally {
    await other.close();
  }
});
