import { parseArgs } from 'node:util';

/**
 * A part of the dashboard; its name is given to `--only` and begins its figures' ids. Those in plain Node are run by vitest,
 * `tests/bench/NAME.bench.ts`; those in the real app by Playwright, `tests/bench/app/NAME.spec.ts`. Each writes its figures
 * (tests/bench/record.ts). It may run `beside` another without changing what either measures: an app that is weighed does
 * nothing but rest, a simulation counts in a time of its own, and memory is each one's own.
 * @typedef {{ name: string, title: string, runsIn: 'node' | 'app', beside?: string }} Part
 */

/** In their order. @type {readonly Part[]} */
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
 * The parts in groups that run at the same time.
 * @param {readonly Part[]} parts @returns {readonly (readonly Part[])[]}
 */
export function groupsOf(parts) {
  return parts
    .filter(({ beside }) => !parts.some(({ name }) => name === beside))
    .map((host) => [host, ...parts.filter(({ beside }) => beside === host.name)]);
}

/** @typedef {Exclude<ReturnType<typeof benchOptions>, string>} BenchOptions */

/**
 * What `npm run lab -- bench …` was asked for: the parts to measure, longer rests and more syncs, the table written
 * to docs/benchmarks.md, a file of an earlier run to compare with, a file to show instead of measuring. The sentence to show
 * where that makes no sense.
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
