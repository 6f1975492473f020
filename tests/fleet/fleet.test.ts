/**
 * Simulates laptops on one portal, each with the app's own scheduler, service and retries
 * (faults.md, "A thousand laptops"). Prints a table of the figures. `npm run lab -- fleet` runs a
 * thousand, also with the shorter wait of the model. The checks of a change run a fifth of them, on
 * a portal with a fifth of the capacity.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../main/base/durations';
import { HOURS_DEFAULT } from '../../preload/contract';
import type { SyncHours } from '../../preload/contract';
import { numberFrom } from '../helpers/random';
import type { Figures, FleetOptions, ScenarioName } from './scenario';
import { APP_PATIENCE_MS, Fleet, MODEL_PATIENCE_MS, SCENARIOS, runScenario } from './scenario';

const LAPTOPS = numberFrom('FLEET_LAPTOPS', 200);
/** Whether there are enough laptops to show the effects of a crowd within ten minutes. */
const IS_FULL_SIZE = LAPTOPS >= 1_000;
/** Whether there are enough laptops to crowd a portal that creates one export at a time. */
const IS_CROWD = LAPTOPS >= 200;
/** Scales a number meant for a thousand laptops to the actual count. */
const scaled = (count: number): number => Math.round((count * LAPTOPS) / 1_000);

const ALL = Object.keys(SCENARIOS) as ScenarioName[];
/**
 * The scenarios that are printed but not judged for 10 parallel exports and a wait of 120 s. With
 * 10 in parallel the portal creates 1.23 exports a second. It needs 810 s for a thousand laptops
 * that start within 600 s, so the last laptop waits 210 s. The app waits that long. The model's
 * 120 s are too short, in any order of arrival.
 */
const TOO_DENSE: readonly ScenarioName[] = ['network back after 45 min', '8:25 to 8:35 (evenly)'];
const TIMEOUT_MS = 120 * SECOND;
const SEED = 20_261_123;

const lines: string[] = [];
afterAll(() => {
  const head = `${`${LAPTOPS} laptops, every 30 min`.padEnd(28)}patience  at once  current  most  wasted  exports  longest wait`;
  console.log([head, ...lines].join('\n'));
});

async function figuresOf(name: ScenarioName, options: Omit<FleetOptions, 'seed'>): Promise<Figures> {
  const figures = await runScenario(SCENARIOS[name], {
    ...options,
    atOnce: scaled(options.atOnce),
    seed: SEED,
    laptops: LAPTOPS,
  });
  const seconds = (ms: number): string => `${Math.round(ms / SECOND)} s`;
  lines.push(
    [
      name.padEnd(28),
      seconds(options.patienceMs).padStart(8),
      String(options.atOnce).padStart(9),
      String(figures.current).padStart(9),
      String(figures.maxAttempts).padStart(6),
      `${(100 * figures.wastedShare).toFixed(1)} %`.padStart(8),
      String(figures.exports).padStart(9),
      seconds(figures.longestWaitMs).padStart(14),
    ].join(''),
  );
  return figures;
}

describe.each([
  ['the patience of this app', APP_PATIENCE_MS, IS_FULL_SIZE ? [20, 10, 5] : [10]],
  ...(IS_FULL_SIZE ? ([['the patience of the model', MODEL_PATIENCE_MS, [20, 10]]] as const) : []),
] as const)('the fleet with %s', (_name, patienceMs, capacities) => {
  test.each(capacities.flatMap((atOnce) => ALL.map((name) => ({ atOnce, name }))))(
    'every laptop is current after: $name, $atOnce at once for a thousand',
    async ({ atOnce, name }) => {
      const figures = await figuresOf(name, { atOnce, patienceMs });
      expect(figures.maxAttempts).toBeLessThanOrEqual(2);
      const isJudged =
        atOnce === 20 || (atOnce === 10 && (patienceMs === APP_PATIENCE_MS || !TOO_DENSE.includes(name)));
      if (isJudged) {
        expect(figures.current).toBe(LAPTOPS);
        expect(figures.wastedShare).toBeLessThanOrEqual(0.05);
      }
    },
    TIMEOUT_MS,
  );
});

test.runIf(IS_CROWD)(
  'laptops sync less often under load, so that a portal too small for the fleet does not stall',
  async () => {
    const fleet = await Fleet.create({
      atOnce: scaled(5),
      patienceMs: APP_PATIENCE_MS,
      seed: SEED,
      laptops: LAPTOPS,
    });
    // All laptops start within ten minutes, but the portal needs 27 minutes for them.
    fleet.switchOn(() => fleet.random() * 10 * MINUTE);
    const wasted: number[] = [];
    for (let hour = 1; hour <= 8; hour += 1) {
      fleet.portal.resetCounts();
      await fleet.passTime(HOUR);
      wasted.push(fleet.portal.wasted / (fleet.portal.wasted + fleet.portal.delivered));
    }
    const oldestMs = Math.max(
      ...fleet.laptops.map(({ lastSuccessAt }) => fleet.time.now() - (lastSuccessAt ?? 0)),
    );
    await fleet.close();
    lines.push(
      `A day with 5 at once: wasted by the hour ${wasted.map((share) => `${(100 * share).toFixed(0)} %`).join(', ')};` +
        ` oldest data at its end ${Math.round(oldestMs / MINUTE)} min`,
    );
    expect(Math.max(...wasted.slice(4))).toBeLessThanOrEqual(0.05);
    // A portal that creates one export at a time serves its few laptops less evenly.
    expect(oldestMs).toBeLessThanOrEqual((IS_FULL_SIZE ? 4.5 : 6) * HOUR);
  },
  TIMEOUT_MS,
);

describe('logins in a day of 48 slots', () => {
  // Few are enough: logins are judged for each laptop alone.
  const laptops = IS_FULL_SIZE ? 200 : 10;
  /** Simulates a day from Monday 7:00 UTC; sessions end after 20 idle minutes. */
  async function day(
    name: string,
    options: { keepsSessions?: boolean; loginsPerDay?: number; hours?: SyncHours; outageMs?: number },
  ): Promise<{
    readonly most: number;
    readonly all: number;
    readonly syncs: number;
    readonly calls: number;
  }> {
    const { outageMs = 0, ...rest } = options;
    const fleet = await Fleet.create({
      atOnce: scaled(10),
      patienceMs: APP_PATIENCE_MS,
      seed: SEED,
      laptops,
      ...rest,
    });
    fleet.switchOn(() => fleet.random() * 30 * MINUTE);
    await fleet.passTime(3 * HOUR);
    if (outageMs > 0) {
      fleet.portal.fail('silent');
      await fleet.passTime(outageMs);
      fleet.portal.repair();
    }
    await fleet.passTime(21 * HOUR - outageMs);
    const logins = fleet.laptops.map((laptop) => laptop.logins);
    const figures = {
      most: Math.max(...logins),
      all: fleet.portal.logins,
      syncs: fleet.laptops.reduce((sum, { successes }) => sum + successes, 0) / laptops,
      calls: fleet.portal.keptAlive / laptops,
    };
    await fleet.close();
    lines.push(
      `${name.padEnd(48)}logins of ${laptops} laptops ${String(figures.all).padStart(6)}, most of one ` +
        `${String(figures.most).padStart(2)}; syncs of one ${figures.syncs.toFixed(1).padStart(4)}, ` +
        `calls that keep its session ${figures.calls.toFixed(0).padStart(3)}`,
    );
    return figures;
  }

  test(
    'are one per laptop with a kept session, and three at most with an outage',
    async () => {
      const quiet = await day('Session kept, always', {});
      expect(quiet.most).toBe(1);
      expect(quiet.syncs).toBeGreaterThan(46);
      const outageDay = await day('The same, portal silent for 40 min', { outageMs: 40 * MINUTE });
      expect(outageDay.most).toBeLessThanOrEqual(3);
    },
    TIMEOUT_MS,
  );

  test(
    'are as few within working hours, and none outside',
    async () => {
      const { most, syncs, calls } = await day('Session kept, 8:00 to 19:00', { hours: HOURS_DEFAULT });
      expect(most).toBeLessThanOrEqual(2);
      expect(syncs).toBeLessThanOrEqual(24);
      expect(calls).toBeLessThanOrEqual(11 * 12);
    },
    TIMEOUT_MS,
  );

  test(
    'are 12 per laptop with the limit alone, and 48 without it',
    async () => {
      const naive = await day('A login for each sync, no guard', {
        keepsSessions: false,
        loginsPerDay: 1_000,
      });
      expect(naive.most).toBeGreaterThanOrEqual(48);
      const guarded = await day('A login for each sync, with the guard', { keepsSessions: false });
      expect(guarded.most).toBe(12);
    },
    TIMEOUT_MS,
  );
});

test.runIf(IS_CROWD)(
  'at the opening of the hours, and after a 40-minute outage, the portal has less than twice its usual load',
  async () => {
    const laptops = scaled(300);
    const fleet = await Fleet.create({
      atOnce: scaled(5),
      patienceMs: APP_PATIENCE_MS,
      seed: SEED,
      laptops,
      hours: HOURS_DEFAULT,
    });
    const { portal } = fleet;
    // From Monday 7:00 to Tuesday 8:00 all laptops are on.
    fleet.switchOn(() => fleet.random() * 30 * MINUTE);
    await fleet.passTime(25 * HOUR);
    portal.resetCounts();
    await fleet.passTime(30 * MINUTE);
    const opening = portal.maxIn(10);
    await fleet.passTime(HOUR);
    portal.fail('silent');
    await fleet.passTime(40 * MINUTE);
    portal.resetCounts();
    portal.repair();
    await fleet.passTime(30 * MINUTE);
    const repaired = portal.maxIn(10);
    const steady = laptops / 3;
    await fleet.close();
    lines.push(
      `Exports that ${laptops} laptops ask for in ten minutes: usually ${steady}, most as the hours begin ${opening}, ` +
        `most after an outage ${repaired}`,
    );
    expect(opening).toBeLessThanOrEqual(2 * steady);
    // Retries add to the usual exports, and would exceed this limit if they were not spread.
    expect(repaired).toBeLessThanOrEqual((IS_FULL_SIZE ? 2 : 2.25) * steady);
  },
  TIMEOUT_MS,
);
