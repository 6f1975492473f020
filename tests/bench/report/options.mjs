import { parseArgs } from 'node:util';

/**
 * A part of the benchmark, named by `--only`. Parts in plain Node are run by vitest,
 * `tests/bench/NAME.bench.ts`; those in the real app by Playwright, `tests/bench/app/NAME.spec.ts`.
 * Each writes its figures (tests/bench/record.ts). A part may run `alongside` another if neither
 * changes the other's figures: a weighed app is idle, a simulation has its own time, and memory is
 * measured per app.
 * @typedef {{ name: string, title: string, runsIn: 'node' | 'app', alongside?: string }} Part
 */

/** @type {readonly Part[]} */
export const PARTS = [
  { name: 'read', title: 'Reading an export of 1,452 customers', runsIn: 'node' },
  { name: 'scale', title: 'Scale: 1,452, 10,000 and 50,000 customers', runsIn: 'node' },
  {
    name: 'sync',
    title: 'A whole sync of 1,452 on the demo portal, without its artificial delays',
    runsIn: 'app',
  },
  { name: 'smooth', title: 'Typing and scrolling during a sync of 50,000', runsIn: 'app' },
  { name: 'search', title: 'Search among 50,000, as the window asks', runsIn: 'app' },
  { name: 'start', title: 'Start: from the process to customers on the screen', runsIn: 'app' },
  { name: 'weight', title: 'Weight', runsIn: 'app', alongside: 'scale' },
  { name: 'endurance', title: 'Endurance', runsIn: 'app' },
  {
    name: 'fleet',
    title: 'A thousand laptops on one portal, simulated',
    runsIn: 'node',
    alongside: 'endurance',
  },
];

/**
 * Groups the parts that run at the same time.
 * @param {readonly Part[]} parts @returns {readonly (readonly Part[])[]}
 */
export function groupParts(parts) {
  return parts
    .filter(({ alongside }) => !parts.some(({ name }) => name === alongside))
    .map((host) => [host, ...parts.filter(({ alongside }) => alongside === host.name)]);
}

/**
 * Returns the parts to measure (docs/benchmarks.md), or an error sentence for invalid options.
 * @param {readonly string[]} args
 */
export function askedParts(args) {
  const names = PARTS.map(({ name }) => name);
  const help = `Give nothing, or --only with some of ${names.join(',')}`;
  try {
    const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' } } });
    const asked = values.only?.split(',').map((name) => name.trim()) ?? names;
    return asked.every((name) => names.includes(name))
      ? PARTS.filter(({ name }) => asked.includes(name))
      : help;
  } catch {
    return help;
  }
}
