/**
 * Simulates a day of a thousand laptops with kept sessions on one portal, which is silent for 40
 * minutes. Time is simulated, so the figures do not depend on the computer. This simulation and
 * those of fleet-naive.bench.ts run in parallel.
 */
import { test } from 'vitest';
import { record } from './record';
import { simulateDay } from './simulate-day';

test(
  'with sessions kept',
  async () => {
    const { logins, all, syncs } = await simulateDay({});
    record(
      {
        title: 'Logins a day of all, sessions kept',
        comparedWith: `${syncs.toFixed(1)} syncs of each laptop; the portal silent for 40 min`,
      },
      [all],
    );
    record(
      {
        title: 'Logins a day of each laptop (n: laptops)',
        comparedWith: `most ${Math.max(...logins)}`,
      },
      logins,
    );
    record({ title: 'Logins a day of the laptop with the most', goal: 3 }, [Math.max(...logins)]);
  },
  10 * 60_000,
);
