import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { DemoWorker } from '../../../main/demo/client';
import type { DemoCustomer } from '../../../main/demo/customers/customer-record';
import { demoCustomers } from '../../../main/demo/customers/customers';
import { startAt, wakeAt } from '../laptop';
import type { Moment } from '../laptop';
import { dataFolder, quit } from '../launch';
import type { RunningApp } from '../launch';

export const COUNT = 240;
/** The export number of the first day. With it, a prospect's first order is in the fifth sync. */
export const FIRST_EXPORT = 2;
/** The delays of an export, in milliseconds: hardly any, or longer than the test. */
export const [QUICK_MS, SLOW_MS] = [50, 600_000];
/** The ID of the customer that the agent calls. */
export const CALLED = '2568';
export const NUMBER = '333 123 4567';

/** The portal's customers as the agent's n-th sync shows them. */
export const customersAt = (sync: number): readonly DemoCustomer[] =>
  demoCustomers({ seed: 1, count: COUNT, exportNumber: FIRST_EXPORT + sync - 1 });
export const customerAt = (sync: number, id: string): DemoCustomer => {
  const found = customersAt(sync).find((customer) => customer.id === id);
  expect(found, `customer ${id} in sync ${sync}`).toBeDefined();
  return found as DemoCustomer;
};

export const total = (page: Page): Locator => page.getByTestId('customers-total');
export const rows = (page: Page): Locator => page.getByTestId('customer-row');
export const age = (page: Page): Locator => page.getByTestId('data-age');
export const note = (page: Page): Locator => page.getByTestId('note-text');

/** Presses Tab until this element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const isReached = async (): Promise<boolean> => {
    await page.keyboard.press('Tab');
    return target.evaluate((element) => element === document.activeElement);
  };
  await expect.poll(isReached, { intervals: [0] }).toBe(true);
}

/** The laptop of these days, and the number of passwords that the portal has received. */
export class Days {
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

  async start(moment: Moment, offered?: string): Promise<Page> {
    const { folder, desk } = this;
    this.#running = await startAt(moment, { folder, desk, ...(offered === undefined ? {} : { offered }) });
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

/** Enters the account on the first screen with single key presses. */
export async function connectByKeys(page: Page, url: string, password: string): Promise<void> {
  for (const text of [url, 'demo']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}
