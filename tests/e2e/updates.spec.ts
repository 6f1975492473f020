/**
 * The packaged app on a local feed, as an AppImage would be: what is newer and whole is installed at quitting, what is
 * older or not what was promised is not.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { dataFolder } from './launch';

const UNPACKED = process.env['E2E_PACKAGED'] ?? '';
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const OLD = '#!/bin/sh\n# the version that is installed\n';
const NEW = `#!/bin/sh\n# the version that is newer ${'.'.repeat(2_000)}\nexit 0\n`;

test.skip(UNPACKED === '', 'Needs the packaged app');

const FEEDS: Readonly<Record<string, { readonly version: string; readonly sent: string }>> = {
  good: { version: '99.0.0', sent: NEW },
  tampered: { version: '99.0.0', sent: NEW.replace('newer', 'never') },
  older: { version: '0.0.9', sent: NEW },
};

let server: Server;
let origin = '';
const asked: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(path);
    const feed = FEEDS[path.split('/')[1] ?? ''];
    if (feed === undefined) {
      response.writeHead(404).end();
    } else if (path.endsWith('/latest-linux.yml')) {
      response.end(description(feed.version));
    } else if (path.endsWith('.AppImage')) {
      response.end(feed.sent);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
});

function description(version: string): string {
  const name = `Archibald-Agent-${version}.AppImage`;
  const sha512 = createHash('sha512').update(NEW).digest('base64');
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${NEW.length}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-23T08:00:00.000Z'",
    '',
  ].join('\n');
}

interface Started {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly installed: string;
  readonly exited: Promise<number | null>;
}

function start(feed: string): Started {
  const folder = dataFolder();
  const installed = join(folder, 'Archibald Agent.AppImage');
  writeFileSync(installed, OLD, { mode: 0o755 });
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ updateFeed: `${origin}/${feed}` }));
  const child = spawn(join(UNPACKED, 'archibald-agent'), [...FLAGS, '--data', folder], {
    stdio: 'ignore',
    env: {
      ...process.env,
      APPIMAGE: installed,
      ARCHIBALD_POLICY: policy,
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  });
  return { child, folder, installed, exited: new Promise((resolve) => child.once('exit', resolve)) };
}

function logOf({ folder }: Started): string {
  const path = join(folder, 'logs/archibald-agent.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

async function end({ child, exited }: Started): Promise<void> {
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
}

test('installs what is newer and whole at quitting, and neither an older nor a tampered file', async () => {
  test.setTimeout(150_000);
  const [good, tampered, older] = [start('good'), start('tampered'), start('older')];
  await expect.poll(() => logOf(good), { timeout: 90_000 }).toContain('Version 99.0.0: ready');
  await expect.poll(() => logOf(tampered), { timeout: 60_000 }).toContain('No update: ERR_CHECKSUM_MISMATCH');
  await expect.poll(() => asked, { timeout: 60_000 }).toContain('/older/latest-linux.yml');
  // Until it is quit, the installed one stays.
  expect(readFileSync(good.installed, 'utf8')).toBe(OLD);
  await Promise.all([end(good), end(tampered), end(older)]);
  expect(readFileSync(good.installed, 'utf8')).toBe(NEW);
  expect(readFileSync(tampered.installed, 'utf8')).toBe(OLD);
  expect(readFileSync(older.installed, 'utf8')).toBe(OLD);
  expect(asked.filter((path) => path.startsWith('/older/'))).toEqual(['/older/latest-linux.yml']);
  expect(logOf(older)).not.toContain('0.0.9');
});
