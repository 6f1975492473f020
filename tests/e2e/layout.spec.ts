import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { LANGUAGES } from '../../preload/contract/values';
import { connected, ended } from './connected';
import { setLook, expectAccessible, picture, resize } from './gallery';
import { command } from './launch';
import { showAll } from './scope';

/** The window sizes that agents have, with the number of whole rows that each must show. */
const SIZES = [
  { width: 1_024, height: 700, rows: 16 },
  { width: 1_280, height: 640, rows: 14 },
  { width: 1_280, height: 800, rows: 19 },
  { width: 1_366, height: 768, rows: 18 },
  { width: 1_920, height: 1_080, rows: 27 },
] as const;

interface Seen {
  readonly rows: number;
  readonly cut: number;
}

/** Returns the number of fully visible rows, and the number of truncated names in them. */
function seen(page: Page): Promise<Seen> {
  return page.getByTestId('customer-list').evaluate((list) => {
    const head = list.querySelector('[role=columnheader]')?.parentElement?.getBoundingClientRect();
    const top = head?.bottom ?? 0;
    const bottom = list.getBoundingClientRect().top + list.clientHeight;
    const all = [...list.querySelectorAll('[data-testid=customer-row]')];
    const inSight = all.filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    const whole = inSight.filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top - 0.5 && box.bottom <= bottom + 0.5;
    });
    const cut = inSight.filter((row) => {
      const name = row.querySelector('[data-testid=row-name]');
      return name === null || name.scrollHeight > name.clientHeight || name.scrollWidth > name.clientWidth;
    });
    return { rows: whole.length, cut: cut.length };
  });
}

/** Returns the visible telephone numbers that are truncated. */
function cutNumbers(page: Page): Promise<readonly (string | null)[]> {
  return page
    .getByTestId('row-phone')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    );
}

const heightOf = async (page: Page, testId: string): Promise<number> =>
  (await page.getByTestId(testId).first().boundingBox())?.height ?? 0;

test('the list of 1,452 customers shows the planned rows and truncates no name', async () => {
  test.setTimeout(180_000);
  await connected({ count: 1_452 }, async ({ app, page }) => {
    expect(await ended(page, 1)).toBeNull();
    await expect(page.getByTestId('scope-all')).toContainText('1.452');
    await expect(page.getByTestId('customer-row').first()).toBeVisible();
    for (const { rows, ...size } of SIZES) {
      await resize(app, page, size);
      const name = `${size.width}×${size.height}`;
      await expect.poll(() => seen(page), name).toEqual({ rows, cut: 0 });
      expect(await cutNumbers(page), name).toEqual([]);
      await picture(page, `layout-${size.width}-${size.height}`);
      await page.getByTestId('customer-row').nth(2).click();
      await expect(page.getByTestId('customer-detail')).toBeVisible();
      await expect.poll(() => seen(page), `${name} next to a customer`).toEqual({ rows, cut: 0 });
      await picture(page, `layout-${size.width}-${size.height}-open`);
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('customer-detail')).toBeHidden();
    }
    // A name next to a star, a note and a day also gets two lines.
    const marked = await page
      .getByTestId('customer-row')
      .evaluateAll((rows) => rows.slice(0, 8).map((row) => row.dataset['customerId'] ?? ''));
    for (const customer of marked) {
      await command(page, 'notes:save', { customer, text: 'Listino', dueOn: '2026-11-30' });
      await command(page, 'notes:star', { customer, isStarred: true });
    }
    await resize(app, page, { width: 1_366, height: 768 });
    await expect(page.getByTestId('star-mark')).toHaveCount(marked.length);
    await page.getByTestId('customer-row').nth(2).click();
    await expect(page.getByTestId('customer-detail')).toBeVisible();
    await expect.poll(() => seen(page), 'with all marks').toEqual({ rows: 18, cut: 0 });
    await picture(page, 'layout-marks');
    await page.keyboard.press('Escape');
    // Only the cursor's row has an outline; one around the list would show only at the scroll bar.
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('customer-list')).toBeFocused();
    await expect(page.getByTestId('customer-list')).toHaveCSS('outline-style', 'none');
    await expect(page.locator('[data-testid=customer-row][data-cursor]')).toHaveCSS('outline-style', 'solid');

    await resize(app, page, { width: 1_024, height: 700 });
    for (const language of LANGUAGES) {
      await setLook(page, language, 'light');
      const search = page.getByTestId('customers-search');
      const room = await search.evaluate((field: HTMLInputElement) => {
        const style = getComputedStyle(field);
        const pen = document.createElement('canvas').getContext('2d');
        if (pen === null) {
          return null;
        }
        pen.font = style.font;
        const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
        return field.clientWidth - padding - pen.measureText(field.placeholder).width;
      });
      expect(room, `what the search finds by, in ${language}`).toBeGreaterThanOrEqual(0);
    }
    await setLook(page, 'it', 'light');
    await showAll(page, '1.452 clienti');
    await expect(page.getByTestId('prospect-mark').first()).toBeVisible();
    await expect.poll(() => seen(page), 'all kinds').toEqual({ rows: 16, cut: 0 });
    await picture(page, 'layout-all-kinds');
    await expectAccessible(page, 'the dense list');

    // The sizes that determine the number of rows.
    expect(await heightOf(page, 'filter-line')).toBe(40);
    expect(await heightOf(page, 'list-foot')).toBe(28);
    expect(await heightOf(page, 'sync-button')).toBe(30);
    expect(await heightOf(page, 'header')).toBe(52);
    expect((await page.getByRole('navigation').boundingBox())?.width).toBe(56);
    const tabs = await page
      .getByTestId('view-tab')
      .evaluateAll((all) => all.filter((one) => getComputedStyle(one).visibility === 'visible').length);
    expect(tabs).toBeGreaterThanOrEqual(1);

    await page.getByTestId('list-menu').click();
    await page.getByTestId('list-density').click();
    await expect.poll(() => heightOf(page, 'customer-row')).toBe(44);
    await picture(page, 'layout-comfortable');
    await command(page, 'settings:change', { density: 'compact' });
    await expect.poll(() => heightOf(page, 'customer-row')).toBe(34);
  });
});
