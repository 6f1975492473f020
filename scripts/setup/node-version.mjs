/**
 * Stops with advice if this Node is too old for the project's tools. Imported first for its effect,
 * because the other modules would fail with a puzzling error.
 */

/** The lowest minor version by major version; other supported majors have none. */
const MIN_MINOR = new Map([
  [20, 19],
  [22, 12],
]);

/**
 * Whether the tools support a version of Node: 20.x from 20.19, or any version from 22.12.
 * @param {string} version as in process.versions.node
 */
export function isNodeSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 20 && major !== 21 && minor >= (MIN_MINOR.get(major) ?? 0);
}

if (!isNodeSupported(process.versions.node)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old for the tools of this project. Install Node 24 (or 22.12, or 20.19, or later of these) from your system's packages or nodejs.org, and run the command again.\n`,
  );
  process.exit(1);
}
