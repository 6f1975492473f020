import { HOUR, MINUTE } from '../../main/base/durations';
import type { FleetOptions } from '../fleet/scenario';
import { APP_PATIENCE_MS, Fleet, INTERVAL_MS } from '../fleet/scenario';

export const LAPTOPS = 1_000;
const SEED = 20_261_126;
const OUTAGE_MS = 40 * MINUTE;

export interface Day {
  /** The number of logins per laptop. */
  readonly logins: readonly number[];
  readonly all: number;
  /** The average number of successful syncs per laptop. */
  readonly syncs: number;
}

/** Simulates a day of {@link LAPTOPS} laptops, with an outage of 40 minutes. */
export async function simulateDay(options: Partial<FleetOptions>): Promise<Day> {
  const fleet = await Fleet.create({
    atOnce: 20,
    patienceMs: APP_PATIENCE_MS,
    seed: SEED,
    laptops: LAPTOPS,
    ...options,
  });
  fleet.switchOn(() => fleet.random() * INTERVAL_MS);
  await fleet.passTime(3 * HOUR);
  fleet.portal.fail('silent');
  await fleet.passTime(OUTAGE_MS);
  fleet.portal.repair();
  await fleet.passTime(21 * HOUR - OUTAGE_MS);
  const day = {
    logins: fleet.laptops.map(({ logins }) => logins),
    all: fleet.portal.logins,
    syncs: fleet.laptops.reduce((sum, { successes }) => sum + successes, 0) / LAPTOPS,
  };
  await fleet.close();
  return day;
}
