/** What the set-up says goes to standard error: standard output belongs to the command that comes after it. */

const HEARTBEAT_MS = 5_000;
const CLEAR_TO_END = '\u001B[K';

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Does one step and says so in one line, with the time it took. A step that takes long shows that it is alive.
 * @template Value @param {string} title @param {() => Promise<Value>} work
 * @param {(value: Value) => string | null} [problem] what is to be said of a step that ended without doing its work
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
 * Cuts a line that a terminal would wrap: what is wrapped cannot be written over.
 * @param {string} line @param {number | undefined} columns of the terminal, undefined or 0 when it does not say
 */
export function fit(line, columns) {
  return columns !== undefined && columns > 1 && line.length >= columns
    ? `${line.slice(0, columns - 2)}…`
    : line;
}

/** A step that cannot be done here; the message says exactly what to type. */
export class CannotSetUp extends Error {
  /** @override */
  name = 'CannotSetUp';
}
