/**
 * The parts of the dashboard in their order. Those in plain Node are run by vitest: `tests/bench/NAME.bench.ts`; those in the
 * real app by Playwright: `tests/bench/app/NAME.spec.ts`. Each writes the figures of its part (tests/bench/record.ts).
 *
 * @typedef {object} Part
 * @property {string} name as given to `--only`, and the beginning of its figures' ids
 * @property {string} title
 * @property {'node' | 'app'} runsIn
 * @property {string} [beside] the part that it may run beside, without changing what either measures: an app that is
 *   weighed does nothing but rest, a simulation counts in a time of its own, and memory is each one's own
 */

/** @type {readonly Part[]} */
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
 *
 * @param {readonly Part[]} parts
 * @returns {readonly (readonly Part[])[]}
 */
export function groupsOf(parts) {
  const hasHost = (/** @type {Part} */ part) => parts.some(({ name }) => name === part.beside);
  return parts
    .filter((part) => !hasHost(part))
    .map((host) => [host, ...parts.filter(({ beside }) => beside === host.name)]);
}
