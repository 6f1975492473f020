/** What the set-up says goes to standard error: standard output belongs to the command that comes after it. */

const HEARTBEAT_MS = 5_000;
const CLEAR_TO_END = '\u001B[K';

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Does one step and says so in one line, with the time it took. While it runs, `progress` may be called with how far
 * it is ("120 of 196 MB"); a step that says nothing for 5 s shows that it is alive.
 *
 * @template Value
 * @param {string} title
 * @param {(progress: (text: string) => void) => Promise<Value>} work
 * @param {(value: Value) => string | null} [problem] what is to be said of a step that ended without doing its work
 * @returns {Promise<Value>}
 */
export async function step(title, work, problem = () => null) {
  const startedAt = Date.now();
  const terminal = process.stderr.isTTY;
  const show = (/** @type {string} */ line, /** @type {string} */ end) =>
    process.stderr.write(
      terminal ? `\r${fit(line, process.stderr.columns)}${CLEAR_TO_END}${end}` : `${line}\n`,
    );
  let latest = '';
  show(`· ${title}…`, '');
  const heartbeat = setInterval(
    () => show(`${terminal ? '' : '  '}${runningLine(title, latest, Date.now() - startedAt)}`, ''),
    terminal ? 500 : HEARTBEAT_MS,
  );
  try {
    const value = await work((text) => {
      latest = text;
    });
    const why = problem(value);
    const took = seconds(Date.now() - startedAt);
    show(why === null ? `✓ ${title} (${took})` : `– ${title}: ${why} (${took})`, '\n');
    return value;
  } catch (error) {
    show(`✗ ${title}`, '\n');
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * The line of a step that is under way: what it does, how far it is, for how long.
 *
 * @param {string} title
 * @param {string} progress empty when it is not known
 * @param {number} elapsedMs
 */
export function runningLine(title, progress, elapsedMs) {
  return `· ${title}… ${progress === '' ? '' : `${progress}, `}${seconds(elapsedMs)}`;
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/**
 * Cuts a line that a terminal would wrap: what is wrapped cannot be written over.
 *
 * @param {string} line
 * @param {number | undefined} columns of the terminal, undefined or 0 when it does not say
 */
export function fit(line, columns) {
  return columns !== undefined && columns > 1 && line.length >= columns
    ? `${line.slice(0, columns - 2)}…`
    : line;
}

/** A step that cannot be done here; the message says exactly what to type. */
export class CannotSetUp extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'CannotSetUp';
  }
}
