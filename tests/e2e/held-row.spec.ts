import { expect, test } from 'playwright/test';
import { DEMO_DEFAULTS } from '../../main/demo/options';
import { QUICK, connected, ended, syncByHand } from './connected';
import { showAll } from './scope';

test('the same customer stays under the pointer while a sync adds others above it', async () => {
  const few = { ...QUICK, count: 300 };
  await connected(few, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    await showAll(page, '300 clienti');
    const total = page.getByTestId('customers-total');
    const box = await page.getByTestId('customer-list').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 120, (box?.y ?? 0) + 150];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 1_500);
    const under = page.locator('[data-customer-id]:hover');
    const place = async (): Promise<number> => Number(await under.getAttribute('aria-rowindex'));
    await expect.poll(place).toBeGreaterThan(30);
    const before = await under.getAttribute('data-customer-id');
    const placeBefore = await place();

    worker.setOptions({ ...DEMO_DEFAULTS, ...few, count: 600 });
    // Every frame is checked: a row that moves away and back could be clicked meanwhile.
    await page.evaluate(
      ([left, top]) => {
        const seen = new Set<string>();
        Object.assign(window, { seen });
        const watch = (): void => {
          const row = document.elementFromPoint(left, top)?.closest('[data-customer-id]');
          seen.add(row?.getAttribute('data-customer-id') ?? 'none');
          requestAnimationFrame(watch);
        };
        watch();
      },
      [x, y] as const,
    );
    expect(await syncByHand(page)).toMatchObject({ outcome: 'success' });
    // The export adds many customers and removes few.
    await expect(total).toHaveText(/^60\d clienti$/);
    await expect.poll(place).toBeGreaterThan(placeBefore);
    expect(await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])).toEqual([
      before,
    ]);
    await page.mouse.click(x, y);
    await expect(page.locator('[data-testid=customer-row][aria-selected=true]')).toHaveAttribute(
      'data-customer-id',
      before ?? '',
    );
  });
});
