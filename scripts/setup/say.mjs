/** Prints the set-up's messages to standard error. Only the command uses standard output. */

const HEARTBEAT_MS = 5_000;
const CLEAR_TO_END = '\u001B[K';

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a step and reports it in one line with its duration. A long step shows that it is running.
 * @template Value @param {string} title @param {() => Promise<Value>} work
 * @param {(value: Value) => string | null} [problem] the reason if a step ended without a result
 * @returns {Promise<Value>}
 */
export async function step(title, work, problem = () => null) {
  const startedAt = Date.now();
  const { isTTY, columns } = process.stderr;
  const took = () => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
  const show = (/** @type {string} */ line, /** @type {string} */ end) =>
    process.stderr.write(isTTY ? `\r${fit(line, columns)}${CLEAR_TO_END}${end}` : `${line}\n`);
  show(`· ${title}…`, '');
  const heartbeat = setInterval(
    () => show(`${isTTY ? '' : '  '}· ${title}… ${took()}`, ''),
    isTTY ? 500 : HEARTBEAT_MS,
  );
  try {
    const value = await work();
    const why = problem(value);
    show(why === null ? `✓ ${title} (${took()})` : `– ${title}: ${why} (${took()})`, '\n');
    return value;
  } catch (error) {
    show(`✗ ${title}`, '\n');
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Cuts a line that a terminal would wrap, because a wrapped line cannot be overwritten.
 * @param {string} line
 * @param {number | undefined} columns of the terminal, undefined or 0 if unknown
 */
export function fit(line, columns) {
  return columns !== undefined && columns > 1 && line.length >= columns
    ? `${line.slice(0, columns - 2)}…`
    : line;
}

/** An error of the set-up whose message says exactly what to type. */
export class SetUpError extends Error {
  /** @override */
  name = 'CannotSetUp';
}
