/**
 * Hosts a tray for the app: a session bus on which this process watches for status icons. Like a
 * desktop's panel, it reads and clicks an icon's menu over the bus.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionBus } from '@homebridge/dbus-native';
import type { MessageBus } from '@homebridge/dbus-native';
import { expect } from 'playwright/test';
import { z } from 'zod';
import { isOnPath } from '../../scripts/setup/on-path.mjs';

declare module '@homebridge/dbus-native' {
  // The package's own types lack these members.
  interface MessageBus {
    requestName(name: string, flags: number, done: (error: unknown) => void): void;
    exportInterface(implementation: object, path: string, description: object): void;
  }
  function sessionBus(options: { busAddress: string }): MessageBus;
}

const WATCHER = 'org.kde.StatusNotifierWatcher';
const MENU = 'com.canonical.dbusmenu';
const ITEM_PATH = '/StatusNotifierItem';
const ANSWER_WITHIN_MS = 5_000;

/** Parses a value of any type, which the bus sends with its signature. */
const variant = z.tuple([z.unknown(), z.tuple([z.unknown()])]).transform(([, [value]]) => value);
const properties = z
  .array(z.tuple([z.string(), variant]))
  .transform((pairs) => Object.fromEntries(pairs))
  .pipe(z.looseObject({ label: z.string().default(''), enabled: z.boolean().default(true) }));

/** Chromium's answer to a click on an entry that its menu does not have. */
const unknownEntry = z.object({ cause: z.object({ name: z.literal('org.freedesktop.DBus.Error.Failed') }) });

interface Entry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly children: readonly Entry[];
}

const entry: z.ZodType<Entry> = z.lazy(() =>
  z.tuple([z.number(), properties, z.array(variant.pipe(entry))]).transform(([id, has, children]) => ({
    id,
    // The underscore marks the letter that a panel underlines.
    label: has.label.replaceAll('_', ''),
    enabled: has.enabled,
    children,
  })),
);

/** Whether this system has the programs for a tray. */
export function mayHostTray(): boolean {
  return process.platform === 'linux' && ['dbus-daemon', 'gdbus'].every((program) => isOnPath(program));
}

export class TrayHost {
  /** The environment of the app that is to be in this tray. */
  readonly env: Readonly<Record<string, string>>;
  readonly #daemon: ChildProcess;
  readonly #bus: MessageBus;
  readonly #items: string[] = [];

  private constructor(daemon: ChildProcess, busAddress: string) {
    this.#daemon = daemon;
    this.env = { DBUS_SESSION_BUS_ADDRESS: busAddress };
    this.#bus = sessionBus({ busAddress });
  }

  /** Starts the bus and watches it for icons. */
  static async start(): Promise<TrayHost> {
    // The bus's address allows neither blanks nor letters like à.
    const folder = mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), 'bus-'));
    const address = `unix:path=${join(folder, 'bus')}`;
    const args = ['--session', '--nofork', '--print-address=1', `--address=${address}`];
    const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => daemon.stdout.once('data', resolve));
    const host = new TrayHost(daemon, address);
    await host.#watch();
    return host;
  }

  /** Returns the current labels of the icon's menu. */
  async labels(): Promise<readonly string[]> {
    return (await this.#entries()).map(({ label }) => label).filter((label) => label !== '');
  }

  /** Clicks the entry with this label as soon as it is there and enabled. */
  async click(label: string): Promise<void> {
    while (!(await this.#hasClicked(label)));
  }

  close(): void {
    this.#bus.connection.stream.destroy();
    this.#daemon.kill();
  }

  /** Clicks this entry. Returns `false` if the app has replaced its menu in between. */
  async #hasClicked(label: string): Promise<boolean> {
    let found: Entry | undefined;
    await expect
      .poll(async () => {
        found = (await this.#entries()).find((one) => one.label === label);
        return found?.enabled;
      })
      .toBe(true);
    // An app that quits does not answer. Tests notice a click without effect by its missing result.
    return this.#callItem('Event', 'isvu', [found?.id ?? 0, 'clicked', ['s', ''], 0]).then(
      () => true,
      (error: unknown) => !unknownEntry.safeParse(error).success,
    );
  }

  async #watch(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#bus.requestName(WATCHER, 0, (error) => {
        if (error == null) {
          resolve();
        } else {
          reject(new Error('This process may not watch for status icons', { cause: error }));
        }
      });
    });
    const items = this.#items;
    this.#bus.exportInterface(
      {
        RegisterStatusNotifierItem: (service: string) => void items.push(service),
        RegisterStatusNotifierHost: () => undefined,
        IsStatusNotifierHostRegistered: true,
        ProtocolVersion: 0,
        emit: () => undefined,
      },
      '/StatusNotifierWatcher',
      {
        name: WATCHER,
        methods: { RegisterStatusNotifierItem: ['s', ''], RegisterStatusNotifierHost: ['s', ''] },
        properties: { IsStatusNotifierHostRegistered: 'b', ProtocolVersion: 'i' },
        signals: {},
      },
    );
  }

  /** Returns all entries of the menu, with those of its sub-menus at the end. */
  async #entries(): Promise<readonly Entry[]> {
    const layout = await this.#callItem('GetLayout', 'iias', [0, -1, []]);
    const top = entry.parse(layout).children;
    return [...top, ...top.flatMap(({ children }) => children)];
  }

  async #callItem(member: string, signature: string, body: readonly unknown[]): Promise<unknown> {
    await expect.poll(() => this.#items.length).toBeGreaterThan(0);
    const destination = this.#items.at(-1) ?? '';
    const path = variant.parse(
      await this.#call({
        destination,
        path: ITEM_PATH,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: ['org.kde.StatusNotifierItem', 'Menu'],
      }),
    );
    return this.#call({ destination, path, interface: MENU, member, signature, body });
  }

  /** Sends a message and returns the last value of its answer. */
  #call(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No answer on the bus')), ANSWER_WITHIN_MS);
      this.#bus.invoke(message, (error: unknown, ...values: unknown[]) => {
        clearTimeout(late);
        if (error == null) {
          resolve(values.at(-1));
        } else {
          reject(new Error('The bus has returned an error', { cause: error }));
        }
      });
    });
  }
}
