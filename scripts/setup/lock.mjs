import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Does `work` while no other set-up does: two at once would spoil each other's files. The lock is a local socket that this
 * process listens on, so that the system takes it back with the process, whatever end that has. Runs by Node alone.
 * @template Value @param {string} socket as {@link lockSocket} names it
 * @param {() => Promise<Value>} work
 * @param {() => void} [onWaiting] called once when another set-up must be waited for
 * @returns {Promise<Value>}
 */
export async function withLock(socket, work, onWaiting = () => undefined) {
  let release = await listen(socket);
  for (let isFirst = true; release === null; isFirst = false) {
    if (isFirst) {
      onWaiting();
    }
    await ownersEnd(socket);
    release = await listen(socket);
  }
  return work().finally(release);
}

/**
 * The socket of all set-ups that share a cache folder: a name in the kernel on Linux, a pipe on Windows, a file elsewhere.
 * @param {string} folder @param {NodeJS.Platform} platform
 */
export function lockSocket(folder, platform = process.platform) {
  const name = `archibald-agent-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (platform === 'linux') {
    return `\0${name}`;
  }
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}

/**
 * Gives what ends the listening, `null` where another process listens.
 * @param {string} socket @returns {Promise<(() => void) | null>}
 */
function listen(socket) {
  return new Promise((resolve, reject) => {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set();
    const server = createServer((other) => waiting.add(other.on('error', () => undefined)));
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(socket, () =>
      resolve(() => {
        server.close();
        waiting.forEach((other) => other.destroy());
      }),
    );
  });
}

/**
 * Waits until who listens on a socket has ended. The file of one that was killed stays, and is taken away.
 * @param {string} socket @returns {Promise<void>}
 */
function ownersEnd(socket) {
  return new Promise((resolve, reject) => {
    const connection = connect(socket);
    connection.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'ECONNREFUSED' && !socket.startsWith('\0')) {
        rmSync(socket, { force: true });
      } else if (!['ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(error.code ?? '')) {
        reject(error);
      }
    });
    connection.once('close', () => resolve());
    connection.resume();
  });
}
