import { MINUTE, SECOND } from '../../main/base/durations';
import { PORTAL_TIMEOUTS } from '../../main/portal/timeouts';
import { LOGINS_PER_DAY } from '../../main/sync/run/login-journal';
import type { SyncHours } from '../../preload/contract';
import { FleetPortal } from './fleet-portal';
import type { Outage } from './fleet-portal';
import { FleetTime } from './fleet-time';
import { Laptop } from './laptop';

export const INTERVAL_MS = 30 * MINUTE;
/** The time that the model in faults.md waits for an export; the app's time is below. */
export const MODEL_PATIENCE_MS = 120 * SECOND;
export const APP_PATIENCE_MS = PORTAL_TIMEOUTS.exportMs;
const LAPTOPS = 1_000;
/** The share of agents with an open window. */
const IN_USE_SHARE = 0.05;
const START = Date.UTC(2026, 10, 23, 7);
/** The time after which all laptops have synced once or twice, each at its own moment. */
const WARM_MS = 60 * MINUTE;
/** Half of the ten minutes around 8:30 in which all laptops start. */
const MORNING_MS = 5 * MINUTE;

/** The events and their lengths, each long enough to make every laptop due. */
export const SCENARIOS = {
  'silent portal, 20 min': { kind: 'outage', outage: 'silent', lengthMs: 20 * MINUTE },
  '503, 20 min': { kind: 'outage', outage: 'maintenance', lengthMs: 20 * MINUTE },
  'VPN back after 45 min': { kind: 'outage', outage: 'vpn', lengthMs: 45 * MINUTE },
  'network back after 45 min': { kind: 'offline', lengthMs: 45 * MINUTE },
  '8:30 ± 5 min (deviation)': { kind: 'morning', spread: 'normal' },
  '8:25 to 8:35 (evenly)': { kind: 'morning', spread: 'even' },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

type Scenario =
  | { readonly kind: 'outage'; readonly outage: Outage; readonly lengthMs: number }
  | { readonly kind: 'offline'; readonly lengthMs: number }
  | { readonly kind: 'morning'; readonly spread: 'normal' | 'even' };

export interface Figures {
  /** The number of laptops that have synced since the event, counted one interval after its end. */
  readonly current: number;
  readonly maxAttempts: number;
  /** The share of exports whose client had given up, until one interval after the event. */
  readonly wastedShare: number;
  readonly exports: number;
  /** The longest successful wait for an export, in milliseconds. */
  readonly longestWaitMs: number;
}

export interface FleetOptions {
  /** The number of exports that the portal creates in parallel. */
  readonly atOnce: number;
  readonly patienceMs: number;
  readonly seed: number;
  /** The number of laptops; a thousand by default. */
  readonly laptops?: number;
  readonly hours?: SyncHours;
  readonly loginsPerDay?: number;
  readonly keepsSessions?: boolean;
}

/** Simulates laptops with one portal and one clock, always in the same way for the same seed. */
export class Fleet {
  readonly time = new FleetTime(START);
  readonly portal: FleetPortal;
  readonly random: () => number;
  readonly laptops: Laptop[] = [];
  isOnline = true;

  private constructor(options: FleetOptions) {
    this.random = randomFrom(options.seed);
    this.portal = new FleetPortal(this.time, { ...options, random: this.random });
  }

  static async create(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    for (let index = 0; index < (options.laptops ?? LAPTOPS); index += 1) {
      const laptop = await Laptop.create({
        id: `laptop-${options.seed}-${index}`,
        frequencyMs: INTERVAL_MS,
        time: fleet.time,
        portal: fleet.portal,
        random: fleet.random,
        isOnline: () => fleet.isOnline,
        inUse: fleet.random() < IN_USE_SHARE,
        hours: options.hours ?? 'always',
        loginsPerDay: options.loginsPerDay ?? LOGINS_PER_DAY,
      });
      fleet.laptops.push(laptop);
    }
    return fleet;
  }

  /** Switches every laptop on after `whenMs()` milliseconds. */
  switchOn(whenMs: () => number): void {
    for (const laptop of this.laptops) {
      this.time.after(whenMs(), () => laptop.start());
    }
  }

  async passTime(ms: number): Promise<void> {
    await this.time.runUntil(this.time.now() + ms);
  }

  async close(): Promise<void> {
    for (const laptop of this.laptops) {
      await laptop.stop();
    }
  }
}

/** Runs one scenario, up to one interval after the end of its event. */
export async function runScenario(scenario: Scenario, options: FleetOptions): Promise<Figures> {
  const fleet = await Fleet.create(options);
  const { portal, laptops } = fleet;
  const since =
    scenario.kind === 'morning' ? await morning(fleet, scenario.spread) : await runOutage(fleet, scenario);
  await fleet.passTime(INTERVAL_MS);
  const built = portal.delivered + portal.wasted;
  const figures = {
    current: laptops.filter(({ lastSuccessAt }) => (lastSuccessAt ?? 0) >= since).length,
    maxAttempts: Math.max(...laptops.map(({ maxAttempts }) => maxAttempts)),
    wastedShare: portal.wasted / Math.max(1, built),
    exports: built,
    longestWaitMs: portal.longestWaitMs,
  };
  await fleet.close();
  return figures;
}

/** Runs a morning until all laptops have started. Returns the time from which a success counts. */
async function morning(fleet: Fleet, spread: 'normal' | 'even'): Promise<number> {
  const since = fleet.time.now();
  const { random } = fleet;
  // The mean start is three standard deviations late, so that hardly any would be too early.
  const centreMs = 3 * MORNING_MS;
  fleet.switchOn(() => {
    const offset = spread === 'even' ? 2 * random() - 1 : normal(random);
    return Math.max(0, centreMs + offset * MORNING_MS);
  });
  await fleet.passTime((spread === 'even' ? 4 : 6) * MORNING_MS);
  return since;
}

/** Runs an outage and returns the time of its end. No laptop can sync before that time. */
async function runOutage(fleet: Fleet, scenario: Exclude<Scenario, { kind: 'morning' }>): Promise<number> {
  const { portal, random } = fleet;
  fleet.switchOn(() => random() * INTERVAL_MS);
  await fleet.passTime(WARM_MS);
  portal.resetCounts();
  if (scenario.kind === 'outage') {
    portal.fail(scenario.outage);
  } else {
    fleet.isOnline = false;
  }
  await fleet.passTime(scenario.lengthMs);
  portal.repair();
  fleet.isOnline = true;
  return fleet.time.now();
}

/** Returns a number of the standard normal distribution (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Returns a generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
