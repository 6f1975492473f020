import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import type { DemoOptions } from '../../main/demo/options';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import type { CustomerFilter } from '../../preload/contract';
import type { WithBridge } from './connected';
import { connected, ended, syncByHand } from './connected';

/** Tests in the real app that the export of a list narrowed in the portal removes no customer. */

const COUNT = 160;
const NARROWED = 156;

function counted(page: Page, filter: CustomerFilter): Promise<number> {
  return page.evaluate(async (wanted) => {
    const { archibald } = window as unknown as WithBridge;
    const found = await archibald.invoke('customers:search', { search: '', filter: wanted });
    return found.ok ? found.value.total : -1;
  }, filter);
}

const NARROWINGS: readonly (readonly [string, Partial<DemoOptions>, shown: string])[] = [
  ['the filter “Free customers”', { listFilter: 'xaf_xaf_a2Free_customers' }, 'Clienti liberi'],
  ['a filter that is not known', { listFilter: 'xaf_xaf_a2Nuovi_clienti' }, 'Nuovi clienti'],
  ['another view', { listView: 'xaf_xaf_a1CustomersRoadmapAgent' }, 'Giro clienti'],
];

test('an export under a filter removes no customer, and the window names the filter', async () => {
  await connected({ count: COUNT, exportsInTurn: 1 }, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    const notice = page.getByTestId('list-filter');
    await expect(notice).toHaveCount(0);
    for (const [what, narrowing, shown] of NARROWINGS) {
      worker.setOptions({ gridFilter: NARROWED, ...narrowing });
      // A customer missing from two exports in a row would be removed.
      for (let sync = 0; sync < 2; sync += 1) {
        const { outcome, counts } = await syncByHand(page);
        expect({ outcome, counts }, what).toMatchObject({
          outcome: 'success',
          counts: { processed: NARROWED, missing: 0 },
        });
        await expect(notice, what).toContainText(`«${shown}»`);
      }
      const { listFilter, listView } = DEMO_DEFAULTS;
      worker.setOptions({ listFilter, listView });
    }
    expect([await counted(page, 'current'), await counted(page, 'missing')]).toEqual([COUNT, 0]);

    // The same export without a filter counts as the whole list, and the notice disappears.
    const { counts } = await syncByHand(page);
    expect(counts).toMatchObject({ processed: NARROWED, missing: COUNT - NARROWED });
    await expect(notice).toHaveCount(0);
  });
});

test('a list without any combo is exported as the whole list', async () => {
  await connected({ listFilter: null, listView: null, exportsInTurn: 1 }, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    worker.setOptions({ gridFilter: 58 });
    expect((await syncByHand(page)).counts).toMatchObject({ processed: 58, missing: 2 });
    await expect(page.getByTestId('list-filter')).toHaveCount(0);
  });
});
