/** Simulates the day of fleet-day.bench.ts with a login at every sync, and the end of an outage. */
import { test } from 'vitest';
import { HOUR, MINUTE } from '../../main/base/durations';
import { APP_PATIENCE_MS, Fleet, INTERVAL_MS } from '../fleet/scenario';
import { record } from './record';
import { computeMedian } from './report/figures.mjs';
import { formatQuantity } from './report/table.mjs';
import { LAPTOPS, simulateDay } from './simulate-day';

const SEEDS = [1, 2, 3, 4, 5];

test(
  'with a timer that logs in each time',
  async () => {
    const { logins, all } = await simulateDay({ keepsSessions: false, loginsPerDay: 1_000 });
    record(
      {
        title: 'Logins a day of all with a login for each sync',
        comparedWith: `${computeMedian(logins)} of each laptop`,
      },
      [all],
    );
  },
  10 * 60_000,
);

test(
  'after an outage',
  async () => {
    const ratios: number[] = [];
    const peaks: number[] = [];
    const steadies: number[] = [];
    for (const seed of SEEDS) {
      const { peak, steady } = await outage(seed);
      peaks.push(peak);
      steadies.push(steady);
      ratios.push(peak / steady);
    }
    record(
      {
        title: 'Most exports in ten minutes after an outage, of the usual ones',
        goal: 2,
        comparedWith: `usually ${formatQuantity(computeMedian(steadies), '')}, most ${formatQuantity(computeMedian(peaks), '')}`,
      },
      ratios,
    );
  },
  10 * 60_000,
);

/** Returns the exports in ten minutes: `steady` usually, `peak` at most after an outage. */
async function outage(seed: number): Promise<{ readonly peak: number; readonly steady: number }> {
  const fleet = await Fleet.create({ atOnce: 20, patienceMs: APP_PATIENCE_MS, seed, laptops: LAPTOPS });
  const { portal } = fleet;
  fleet.switchOn(() => fleet.random() * INTERVAL_MS);
  await fleet.passTime(90 * MINUTE);
  portal.resetCounts();
  await fleet.passTime(INTERVAL_MS);
  const steady = (portal.delivered + portal.wasted) / 3;
  portal.fail('silent');
  await fleet.passTime(40 * MINUTE);
  portal.resetCounts();
  portal.repair();
  await fleet.passTime(HOUR);
  const peak = portal.maxIn(10);
  await fleet.close();
  return { peak, steady };
}
