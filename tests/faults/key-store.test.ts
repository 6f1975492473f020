/**
 * Tests the password with and without a system key store (faults.md, 100 to 102): the real app on a
 * private session bus with a real gnome-keyring, and without one. Run by `npm run lab -- faults`,
 * which sets Electron's path.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { _electron } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DemoWorker } from '../../main/demo/client';
import { startDemoWorker } from '../../main/demo/client';
import type { Bridge, Connection } from '../../preload/contract';
import { isOnPath } from '../../scripts/setup/on-path.mjs';

const PROJECT = join(import.meta.dirname, '../..');
const EXECUTABLE = process.env['E2E_ELECTRON'];
const FLAGS = (process.env['E2E_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
const PASSWORD = 'segretissima-4711';
const HAS_KEYRING = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].every((program) =>
  isOnPath(program),
);

/** Runs a private session bus with an unlocked gnome-keyring in an empty home. */
class PrivateBus {
  readonly env: Readonly<Record<string, string>>;
  readonly #children: ChildProcess[] = [];

  constructor(home: string) {
    const runtime = join(home, 'runtime');
    mkdirSync(runtime, { recursive: true, mode: 0o700 });
    const address = `unix:path=${join(runtime, 'bus')}`;
    this.env = {
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CURRENT_DESKTOP: 'GNOME',
      DBUS_SESSION_BUS_ADDRESS: address,
    };
    this.#start('dbus-daemon', ['--session', '--nofork', `--address=${address}`]);
  }

  async unlock(): Promise<void> {
    await this.#has('org.freedesktop.DBus');
    const keyring = this.#start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets']);
    keyring.stdin?.end('keyring password\n');
    await this.#has('org.freedesktop.secrets');
  }

  /** Waits until a service owns this bus name. */
  async #has(name: string): Promise<void> {
    const [asks, object] = ['org.freedesktop.DBus.NameHasOwner', '/org/freedesktop/DBus'];
    const args = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', object, asks];
    await vi.waitFor(
      () => {
        const env = { ...process.env, ...this.env };
        const { stdout } = spawnSync('dbus-send', [...args, `string:${name}`], { env, encoding: 'utf8' });
        expect(stdout).toContain('boolean true');
      },
      { timeout: 60_000 },
    );
  }

  close(): void {
    this.#children.forEach((child) => child.kill());
  }

  #start(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(program, args, {
      env: { ...process.env, ...this.env },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#children.push(child);
    return child;
  }
}

interface WithBridge {
  readonly archibald: Bridge;
}

describe.skipIf(EXECUTABLE === undefined)('key store', () => {
  let root = '';
  let portal: DemoWorker;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'archibald-keys-'));
    portal = await startDemoWorker(join(PROJECT, 'out/main/demo-worker.js'), {
      count: 20,
      exportDelayMs: 0,
      loadingPanelMs: 20,
      password: PASSWORD,
    });
  });
  afterAll(async () => {
    await portal.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function inApp<Value>(
    folder: string,
    env: Readonly<Record<string, string>>,
    flags: readonly string[],
    use: (page: Page) => Promise<Value>,
  ): Promise<Value> {
    const inherited = Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) =>
        name === 'DBUS_SESSION_BUS_ADDRESS' || value === undefined ? [] : [[name, value]],
      ),
    );
    const app = await _electron.launch({
      executablePath: EXECUTABLE ?? '',
      args: [PROJECT, ...FLAGS, ...flags, '--data', folder],
      env: { ...inherited, ...env },
    });
    try {
      // The app shows a dialog before it accepts the first password for a portal.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      });
      const page = await app.firstWindow();
      await page.waitForLoadState('domcontentloaded');
      return await use(page);
    } finally {
      await app.close();
    }
  }

  const connection = (page: Page): Promise<Connection | string> =>
    page.evaluate(async () => {
      const answer = await (window as unknown as WithBridge).archibald.invoke('settings:get');
      return answer.ok ? answer.value.connection : answer.error.code;
    });

  const connect = async (page: Page): Promise<Connection | string> => {
    const code = await page.evaluate(
      async ([portalUrl, password]) => {
        const { archibald } = window as unknown as WithBridge;
        const answer = await archibald.invoke('connection:connect', { portalUrl, user: 'demo', password });
        return answer.ok ? null : answer.error.code;
      },
      [portal.url, PASSWORD] as const,
    );
    return code ?? connection(page);
  };

  test('100 no key store: the app asks for the password at each start and writes it nowhere', async () => {
    const folder = join(root, 'none');
    const first = await inApp(folder, {}, [], connect);
    expect(first).toMatchObject({ kind: 'account', password: 'memory' });
    expect(filesContaining(folder, PASSWORD)).toEqual([]);
    expect(await inApp(folder, {}, [], connection)).toMatchObject({ kind: 'account', password: 'missing' });
  }, 60_000);

  test.skipIf(!HAS_KEYRING)(
    `101 a key store: the password survives a restart, encrypted${HAS_KEYRING ? '' : ' (not here: gnome-keyring is not installed)'}`,
    async () => {
      const folder = join(root, 'keyring');
      const bus = new PrivateBus(join(root, 'home'));
      try {
        await bus.unlock();
        const flags = ['--password-store=gnome-libsecret'];
        expect(await inApp(folder, bus.env, flags, connect)).toMatchObject({ password: 'stored' });
        expect(filesContaining(folder, PASSWORD)).toEqual([]);
        expect(await inApp(folder, bus.env, flags, connection)).toMatchObject({ password: 'stored' });
        // Without its key store, the next start asks for the password and loses nothing else.
        expect(await inApp(folder, {}, [], connection)).toMatchObject({
          kind: 'account',
          password: 'missing',
        });
      } finally {
        bus.close();
      }
    },
    90_000,
  );
});

function filesContaining(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() && readFileSync(path).includes(text);
  });
}
