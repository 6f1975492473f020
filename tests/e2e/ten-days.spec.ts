/**
 * Tests an agent's first ten days, on one stored profile and one portal. Each part also has its own
 * spec. The laptop's date moves from day to day (laptop.ts). The portal counts the passwords that
 * it receives.
 */
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { COUNT, Days, FIRST_EXPORT, QUICK_MS } from './ten-days/days';
import { friday, monday, thursday, tuesday, wednesday } from './ten-days/first-week';
import {
  secondFriday,
  secondMonday,
  secondThursday,
  secondTuesday,
  secondWednesday,
} from './ten-days/second-week';

test('one profile serves ten days: calls, notes, news, views, outage, new laptop', async () => {
  test.setTimeout(300_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: COUNT,
    firstExportNumber: FIRST_EXPORT,
    exportDelayMs: QUICK_MS,
    loadingPanelMs: 50,
  });
  const days = new Days(portal);
  try {
    await test.step('Monday: the agent types the account, and customers come', () => monday(days));
    await test.step('Tuesday: a customer gets a note and a planned call', () => tuesday(days));
    await test.step('Wednesday: keys make the call of the day', () => wednesday(days));
    await test.step('Thursday: the portal is down, then the network', () => thursday(days));
    await test.step('Friday: the portal is back, and nothing moves', () => friday(days));
    await test.step('second Monday: a prospect has become a customer', () => secondMonday(days));
    await test.step('second Tuesday: a view shows one city', () => secondTuesday(days));
    await test.step('second Wednesday: one action serves many', () => secondWednesday(days));
    await test.step('second Thursday: the password has changed', () => secondThursday(days));
    await test.step('second Friday: a new laptop takes over', () => secondFriday(days));
    expect(await portal.stats()).toMatchObject({
      refusedLogins: 1,
      damage: 0,
      otherItems: 0,
      parallelRefusals: 0,
    });
  } finally {
    await days.end();
    await portal.close();
  }
});
