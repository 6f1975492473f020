import { parseArgs } from 'node:util';

/**
 * A part of the dashboard. Its name is an argument of `--only` and the prefix of its figures' ids.
 * Parts in plain Node are run by vitest, `tests/bench/NAME.bench.ts`; those in the real app by
 * Playwright, `tests/bench/app/NAME.spec.ts`. Each writes its figures (tests/bench/record.ts). A
 * part may run `beside` another if neither changes the other's figures: a weighed app is idle, a
 * simulation has its own time, and memory is separate.
 * @typedef {{ name: string, title: string, runsIn: 'node' | 'app', beside?: string }} Part
 */

/** The parts in their order. @type {readonly Part[]} */
export const PARTS = [
  { name: 'read', title: 'Reading an export of 1,452 customers', runsIn: 'node' },
  { name: 'scale', title: 'Scale: 1,452, 10,000, 50,000 and 100,000 customers', runsIn: 'node' },
  { name: 'sync', title: 'A whole sync on the demo portal, without its artificial delays', runsIn: 'app' },
  { name: 'smooth', title: 'Typing and scrolling during a sync of 50,000', runsIn: 'app' },
  { name: 'search', title: 'Search among 50,000, as the window asks', runsIn: 'app' },
  { name: 'start', title: 'Start: from the process to customers on the screen', runsIn: 'app' },
  { name: 'weight', title: 'Weight', runsIn: 'app', beside: 'scale' },
  { name: 'endurance', title: 'Endurance', runsIn: 'app' },
  {
    name: 'fleet',
    title: 'A thousand laptops on one portal, simulated',
    runsIn: 'node',
    beside: 'endurance',
  },
];

/**
 * Groups the parts that run at the same time.
 * @param {readonly Part[]} parts @returns {readonly (readonly Part[])[]}
 */
export function groupParts(parts) {
  return parts
    .filter(({ beside }) => !parts.some(({ name }) => name === beside))
    .map((host) => [host, ...parts.filter(({ beside }) => beside === host.name)]);
}

/** @typedef {Exclude<ReturnType<typeof benchOptions>, string>} BenchOptions */

/**
 * Parses the options of `npm run lab -- bench …` (docs/benchmarks.md). Returns an error sentence
 * for invalid ones.
 * @param {readonly string[]} args
 */
export function benchOptions(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  let values;
  try {
    const options = { only: text, compare: text, from: text, long: flag, write: flag };
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    return 'Give --only PART,PART, --compare FILE, --from FILE, --long, --write or nothing';
  }
  const names = PARTS.map(({ name }) => name);
  const asked = values.only?.split(',').map((name) => name.trim()) ?? names;
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    return `There is no part ${unknown.join(', ')}: give some of ${names.join(',')}`;
  }
  const parts = PARTS.filter(({ name }) => asked.includes(name));
  const { long: isLong, write: isWritten, compare = null, from = null } = values;
  const isWhole = parts.length === PARTS.length;
  return isWritten && !isWhole
    ? 'Give --write without --only: the document shows all parts'
    : { parts, isWhole, isLong, isWritten, compare, from };
}
