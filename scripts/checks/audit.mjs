/**
 * Known holes in what ships, by `npm audit`: what only makes or tests the app reaches no agent, and does not count.
 */
import { shippedPackages } from '../package/licences.mjs';
import { npm } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';

/** Whether nothing known stands against what ships; `null` where the registry keeps no advisories. Names what does. */
export async function isAuditClean() {
  const { output } = await npm(['audit', '--json'], { cwd: PROJECT });
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const found = vulnerableOf(output, [...names, 'electron']);
  found?.forEach((line) => say(`✗ ${line}`));
  return found === null ? null : found.length === 0;
}

/**
 * The shipped packages that advisories name, each with its severity; `null` when the answer is none.
 * @param {string} output of `npm audit --json`
 * @param {readonly string[]} shipped @returns {readonly string[] | null}
 */
export function vulnerableOf(output, shipped) {
  try {
    /** @type {unknown} */
    const report = JSON.parse(output.slice(output.indexOf('{')));
    const { vulnerabilities } = /** @type {{ vulnerabilities: Record<string, { severity: string }> }} */ (
      report
    );
    return Object.entries(vulnerabilities).flatMap(([name, { severity }]) =>
      shipped.includes(name) ? [`${name}: ${severity}`] : [],
    );
  } catch {
    return null;
  }
}
