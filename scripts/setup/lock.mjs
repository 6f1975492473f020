import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs `work` while no other set-up runs, because two would damage each other's files. The lock is
 * a local socket of this process, so the system frees it however the process ends. Uses
 * only Node, because no packages are installed yet.
 * @template Value @param {string} socket as {@link lockSocket} names it
 * @param {() => Promise<Value>} work
 * @param {() => void} [onWaiting] called once before waiting for another set-up
 * @returns {Promise<Value>}
 */
export async function withLock(socket, work, onWaiting = () => undefined) {
  let release = await listen(socket);
  for (let isFirst = true; release === null; isFirst = false) {
    if (isFirst) {
      onWaiting();
    }
    await ownerExit(socket);
    release = await listen(socket);
  }
  return work().finally(release);
}

/**
 * Returns the name of a cache folder's lock: a kernel socket on Linux, a Windows pipe, else a file.
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
 * Listens on a socket and returns a function that stops it; `null` if another process listens.
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
 * Waits until the process that listens on a socket ends or closes the socket. If the process was
 * killed, removes its socket file.
 * @param {string} socket @returns {Promise<void>}
 */
function ownerExit(socket) {
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
