/**
 * Tests the packaged app on a local feed, as an AppImage. At quitting it installs a version only if
 * the version is newer, complete and signed.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { atLength } from './at-length';
import { dataFolder, readLog } from './launch';

const UNPACKED = process.env['E2E_PACKAGED'] ?? '';
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const OLD = '#!/bin/sh\n# the version that is installed\n';
const NEW = `#!/bin/sh\n# the version that is newer ${'.'.repeat(2_000)}\nexit 0\n`;

test.skip(UNPACKED === '', 'Needs the packaged app');

const OFFICE = generateKeyPairSync('ed25519');
const OTHER = generateKeyPairSync('ed25519');
const KEY = OFFICE.publicKey.export({ format: 'pem', type: 'spki' }).toString();

interface Feed {
  readonly version: string;
  /** The AppImage that the feed sends. Its description promises NEW. */
  readonly sent: string;
  /** The key that signs the description. Without a key the description is unsigned. */
  readonly signedBy?: KeyObject;
  /** The system of the description, by default this one. */
  readonly system?: string;
  readonly file?: string;
  readonly signedAt?: string;
  /** Changes the description after it was signed, as an attacker on the network would. */
  readonly forge?: (text: string) => string;
}

const GOOD: Feed = { version: '99.0.0', sent: NEW, signedBy: OFFICE.privateKey };
const FEEDS: Readonly<Record<string, Feed>> = {
  good: GOOD,
  tampered: { ...GOOD, sent: NEW.replace('newer', 'never') },
  // The description was signed once. An attacker sends it again to restore an old vulnerability.
  older: { ...GOOD, version: '0.0.9' },
  forged: { ...GOOD, version: '0.0.9', forge: (text) => text.replaceAll('0.0.9', '99.0.0') },
  wrong: { ...GOOD, signedBy: OTHER.privateKey },
  unsigned: { version: '99.0.0', sent: NEW },
  // An attacker without a key can send Windows' description and signature under Linux's names.
  'another-system': { ...GOOD, system: 'win32', file: 'Archibald-Agent-Setup-99.0.0.exe' },
  // The description is signed for this system and names a file of another.
  'another-file': { ...GOOD, file: 'Archibald-Agent-Setup-99.0.0.exe' },
  frozen: { ...GOOD, signedAt: new Date(Date.now() - 181 * 86_400_000).toISOString() },
};
/** Feeds that are refused. feed-signature.test.ts has each reason, so most start in the long form. */
const REFUSED = atLength(['forged', 'another-file'], ['wrong', 'unsigned', 'another-system', 'frozen']);

let server: Server;
let origin = '';
const requested: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    requested.push(path);
    const feed = FEEDS[path.split('/')[1] ?? ''];
    if (feed === undefined) {
      response.writeHead(404).end();
    } else if (path.endsWith('/latest-linux.yml')) {
      const text = description(feed);
      response.end(feed.forge?.(text) ?? text);
    } else if (path.endsWith('/latest-linux.yml.sig') && feed.signedBy !== undefined) {
      response.end(signature(feed, feed.signedBy));
    } else if (/\.(AppImage|exe)$/.test(path)) {
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

function signature(feed: Feed, key: KeyObject): string {
  const { system = 'linux', signedAt = new Date().toISOString() } = feed;
  const name = system === 'linux' ? 'latest-linux.yml' : 'latest.yml';
  const bytes = Buffer.from(`archibald-agent feed 2\n${name}\n${system}\n${signedAt}\n${description(feed)}`);
  return `${signedAt} ${sign(null, bytes, key).toString('base64')}`;
}

function description({ version, file }: Feed): string {
  const name = file ?? `Archibald-Agent-${version}.AppImage`;
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

interface StartOptions {
  readonly updateKey?: string | null;
  readonly isAppImage?: boolean;
}

function start(feed: string, { updateKey = KEY, isAppImage = true }: StartOptions = {}): Started {
  const folder = dataFolder();
  const installed = join(folder, 'Archibald Agent.AppImage');
  writeFileSync(installed, OLD, { mode: 0o755 });
  const policy = join(folder, 'policy.json');
  writeFileSync(
    policy,
    JSON.stringify({ updateFeed: `${origin}/${feed}`, ...(updateKey === null ? {} : { updateKey }) }),
  );
  const child = spawn(join(UNPACKED, 'archibald-agent'), [...FLAGS, '--data', folder], {
    stdio: 'ignore',
    env: {
      ...process.env,
      APPIMAGE: installed,
      // The mount point of this AppImage, or of another one whose program has started the app.
      APPDIR: isAppImage ? UNPACKED : folder,
      ARCHIBALD_POLICY: policy,
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  });
  return { child, folder, installed, exited: new Promise((resolve) => child.once('exit', resolve)) };
}

async function end({ child, exited }: Started): Promise<void> {
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
}

test('a newer, whole version is installed at quitting, an older or altered one never', async () => {
  test.setTimeout(150_000);
  const [good, tampered, older] = [start('good'), start('tampered'), start('older')];
  await expect.poll(() => readLog(good.folder), { timeout: 90_000 }).toContain('Version 99.0.0: ready');
  await expect
    .poll(() => readLog(tampered.folder), { timeout: 60_000 })
    .toContain('No update: ERR_CHECKSUM_MISMATCH');
  await expect.poll(() => requested, { timeout: 60_000 }).toContain('/older/latest-linux.yml');
  // The installed version stays until the app quits.
  expect(readFileSync(good.installed, 'utf8')).toBe(OLD);
  await Promise.all([end(good), end(tampered), end(older)]);
  expect(readFileSync(good.installed, 'utf8')).toBe(NEW);
  expect(readFileSync(tampered.installed, 'utf8')).toBe(OLD);
  expect(readFileSync(older.installed, 'utf8')).toBe(OLD);
  const olderRequests = requested.filter((path) => path.startsWith('/older/'));
  expect(olderRequests).toEqual(['/older/latest-linux.yml', '/older/latest-linux.yml.sig']);
  expect(readLog(older.folder)).not.toContain('0.0.9');
});

test('the app refuses updates that are unsigned, for another system or too old', async () => {
  test.setTimeout(150_000);
  const refused = REFUSED.map((feed) => start(feed));
  for (const app of refused) {
    await expect
      .poll(() => readLog(app.folder), { timeout: 90_000 })
      .toContain('No update: ERR_UPDATE_SIGNATURE');
  }
  await Promise.all(refused.map(end));
  expect(refused.map(({ installed }) => readFileSync(installed, 'utf8'))).toEqual(refused.map(() => OLD));
  expect(
    requested.filter((path) => /^\/(?:forged|wrong|unsigned|another|frozen).*(?:AppImage|exe)$/.test(path)),
  ).toEqual([]);
});

test('the app asks no feed without a key, or when a system package is installed', async () => {
  const apps = [start('no-key', { updateKey: null }), start('deb', { isAppImage: false })];
  for (const [index, reason] of ['unsigned', 'package'].entries()) {
    const app = apps[index] as Started;
    await expect.poll(() => readLog(app.folder)).toContain(`The app does not update itself: ${reason}`);
  }
  await Promise.all(apps.map(end));
  expect(requested.filter((path) => /^\/(?:no-key|deb)\//.test(path))).toEqual([]);
});
