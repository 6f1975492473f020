import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { TestLog } from '../../tests/helpers/test-log';
import { ok } from '../base/result';
import { STORE_FILE } from '../customers/store/files';
import { ListFile } from '../settings/list-file';
import { Settings } from '../settings/settings';
import { createRestarts } from './restarts';
import { CurrentSession } from './session/current-session';
import type { SyncSession } from './session/sync-session';

/** Creates the app's restarts on a real folder, with sessions that only record their calls. */
async function running() {
  const folder = tempFolder();
  const clock = new FakeClock();
  const events: string[] = [];
  let opened = 0;
  const session = new CurrentSession(() => {
    opened += 1;
    const number = opened;
    const say = (what: string) => (): void => {
      events.push(`${number}: ${what}`);
    };
    const recordAndEnd = (what: string) => (): Promise<void> => {
      say(what)();
      return Promise.resolve();
    };
    events.push(`${number}: open`);
    if (!existsSync(join(folder, STORE_FILE))) {
      writeFileSync(join(folder, STORE_FILE), `of session ${number}`);
    }
    const parts = {
      service: { stop: recordAndEnd('stop') },
      scheduler: { stop: say('plan nothing') },
      automatic: { start: say('start'), unblock: say('unblock'), startByHand: recordAndEnd('sync') },
      customers: { state: () => Promise.resolve(ok({ of: number })) },
      status: () => ({}),
      statusChanged: { emit: say('report status') },
      close: recordAndEnd('close'),
    };
    return Promise.resolve(ok(parts as unknown as SyncSession));
  });
  await session.open();
  const settings = new Settings(folder, () => 0);
  settings.connect({ kind: 'demo' });
  const made = createRestarts({
    session,
    settings,
    list: new ListFile(folder, clock, () => undefined),
    window: {
      send: (name: string, value: unknown) => void events.push(`window: ${name} ${JSON.stringify(value)}`),
      forgetPlace: () => void events.push('window: forget'),
    },
    folder,
    clock,
    log: new TestLog(),
    forgetPortal: () => Promise.resolve(void events.push('portal: forget')),
    erase: () => {
      events.push('erase');
      return Promise.resolve({ erased: [], left: [], foreign: 0, error: null });
    },
  });
  return { ...made, events, folder, settings };
}

test('another account gets its own cache, and the window is notified when it is open', async () => {
  const { restartSync, events, folder } = await running();
  expect(await restartSync('set-aside')).toEqual(ok(null));
  expect(events.map((one) => one.replace(/(list:reset).*/, '$1'))).toEqual([
    '1: open',
    '1: stop',
    '1: plan nothing',
    'portal: forget',
    '1: close',
    'window: list:reset',
    'window: forget',
    '2: open',
    'window: store:changed {"of":2}',
    '2: unblock',
    '2: start',
    '2: sync',
    '2: report status',
  ]);
  expect(existsSync(join(folder, STORE_FILE))).toBe(true);
});

test('the account before the demo gets its own cache back', async () => {
  const { restartSync, settings, folder } = await running();
  const inUse = (): string => readFileSync(join(folder, STORE_FILE), 'utf8');
  const connect = async (user: string | null, fate: 'keep' | 'set-aside'): Promise<void> => {
    const portalOrigin = 'https://archibald.example.it';
    settings.connect(user === null ? { kind: 'demo' } : { kind: 'account', portalOrigin, user });
    expect(await restartSync(fate)).toEqual(ok(null));
  };
  await connect('Agente', 'keep');
  writeFileSync(join(folder, STORE_FILE), 'of the account');
  await connect(null, 'set-aside');
  expect(inUse()).toBe('of session 2');
  settings.connect({ kind: 'none' });
  await connect('agente', 'set-aside');
  expect(inUse()).toBe('of the account');
});

test('the same account keeps its cache', async () => {
  const { restartSync, events } = await running();
  await restartSync('keep');
  expect(events).not.toContain('1: close');
  expect(events.slice(-4)).toEqual(['1: unblock', '1: start', '1: sync', '1: report status']);
});

test('after erasing, no sync starts before an account is connected again', async () => {
  const { eraseAndRestart, events } = await running();
  expect(await eraseAndRestart()).toMatchObject({ error: null });
  expect(events.slice(4)).toEqual([
    '1: close',
    'erase',
    'window: forget',
    '2: open',
    'window: store:changed {"of":2}',
    '2: unblock',
    '2: report status',
  ]);
});
