/**
 * Tests an agent's first days, ten in the long form, on one stored profile and one portal. Each
 * part also has its own spec. The laptop's date moves from day to day (laptop.ts). The portal
 * counts the passwords that it receives.
 */
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { AT_LENGTH } from './at-length';
import { COUNT, Days, FIRST_EXPORT, QUICK_MS } from './ten-days/days';
import { friday, monday, thursday, tuesday, wednesday } from './ten-days/first-week';
import {
  secondFriday,
  secondMonday,
  secondThursday,
  secondTuesday,
  secondWednesday,
} from './ten-days/second-week';

const DAYS: readonly (readonly [string, (days: Days) => Promise<void>])[] = [
  ['Monday: the agent types the account, and customers come', monday],
  ['Tuesday: a customer gets a note and a planned call', tuesday],
  ['Wednesday: keys make the call of the day', wednesday],
  ['Thursday: the portal is down, then the network', thursday],
  ['Friday: the portal is back, and nothing moves', friday],
  ['second Monday: a prospect has become a customer', secondMonday],
  ['second Tuesday: a view shows one city', secondTuesday],
  ['second Wednesday: one action serves many', secondWednesday],
  ['second Thursday: the password has changed', secondThursday],
  ['second Friday: a new laptop takes over', secondFriday],
];
/** The days up to the outage, and in the long form all. */
const PLAYED = AT_LENGTH ? DAYS : DAYS.slice(0, 4);

test(`one profile serves ${PLAYED.length} working days in a row`, async () => {
  test.setTimeout(300_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: COUNT,
    firstExportNumber: FIRST_EXPORT,
    exportDelayMs: QUICK_MS,
    loadingPanelMs: 50,
  });
  const days = new Days(portal);
  try {
    for (const [title, play] of PLAYED) {
      await test.step(title, () => play(days));
    }
    expect(await portal.stats()).toMatchObject({
      refusedLogins: AT_LENGTH ? 1 : 0,
      damage: 0,
      otherItems: 0,
      parallelRefusals: 0,
    });
  } finally {
    await days.end();
    await portal.close();
  }
});
