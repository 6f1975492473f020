import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';

/**
 * Shows all customers, and waits until the list counts `total`. Until then its rows are those of
 * the agent's own customers.
 */
export async function showAll(page: Page, total: string | RegExp): Promise<void> {
  await page.getByTestId('scope-all').click();
  await expect(page.getByTestId('customers-total')).toHaveText(total);
}
