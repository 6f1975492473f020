/** What the set-up says goes to standard error: standard output belongs to the command that comes after it. */

const HEARTBEAT_MS = 5_000;

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
 * @returns {Promise<Value>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
  const terminal = process.stderr.isTTY;
  process.stderr.write(terminal ? `· ${title}…` : `· ${title}…\n`);
  let latest = '';
  const show = () => {
    const line = `· ${title}… ${latest === '' ? '' : `${latest}, `}${seconds()}`;
    process.stderr.write(terminal ? `\r${line}  ` : `  ${line}\n`);
  };
  const heartbeat = setInterval(show, terminal ? 500 : HEARTBEAT_MS);
  try {
    const value = await work((text) => {
      latest = text;
    });
    process.stderr.write(
      terminal ? `\r✓ ${title} (${seconds()})          \n` : `✓ ${title} (${seconds()})\n`,
    );
    return value;
  } catch (error) {
    process.stderr.write(terminal ? `\r✗ ${title}\n` : `✗ ${title}\n`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/** A step that cannot be done here; the message says exactly what to type. */
export class CannotSetUp extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'CannotSetUp';
  }
}
