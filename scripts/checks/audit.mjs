/**
 * Finds known vulnerabilities of shipped packages with `npm audit`, ignoring build and test tools.
 */
import { shippedPackages } from '../package/licences.mjs';
import { npm } from '../process/programs.mjs';
import { PROJECT } from '../setup/places.mjs';
import { say } from '../setup/say.mjs';

/** Whether no shipped package has a known vulnerability; `null` without the registry's answer. */
export async function isAuditClean() {
  const { output } = await npm(['audit', '--json'], { cwd: PROJECT });
  const names = shippedPackages(PROJECT).map(({ name }) => name);
  const found = findVulnerable(output, [...names, 'electron']);
  found?.forEach((line) => say(`✗ ${line}`));
  return found === null ? null : found.length === 0;
}

/**
 * Returns the shipped packages that `npm audit` reports as vulnerable; `null` if its output is
 * invalid.
 * @param {string} output of `npm audit --json`
 * @param {readonly string[]} shipped @returns {readonly string[] | null}
 */
export function findVulnerable(output, shipped) {
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
