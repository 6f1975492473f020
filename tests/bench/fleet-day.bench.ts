/**
 * A day of a thousand laptops on one portal that is silent for 40 minutes of it: logins with sessions kept. Simulated time:
 * the figures do not depend on the computer, and the two files of this part run side by side.
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
        id: 'fleet.logins',
        title: 'Logins a day of all, sessions kept',
        comparedWith: `${syncs.toFixed(1)} syncs of each laptop; the portal silent for 40 min`,
      },
      [all],
    );
    record(
      {
        id: 'fleet.logins-each',
        title: 'Logins a day of each laptop (n: laptops)',
        comparedWith: `most ${Math.max(...logins)}`,
      },
      logins,
    );
    record({ id: 'fleet.logins-most', title: 'Logins a day of the laptop with the most', goal: 3 }, [
      Math.max(...logins),
    ]);
  },
  10 * 60_000,
);
