import { expect, test } from 'vitest';
import type { Preferences, SettingsChange } from '../../preload/contract';
import { FakeClock, settle } from '../../tests/helpers/fake-clock';
import { CHEAP_HASH, loginJournal } from '../../tests/helpers/logins';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { TestLog } from '../../tests/helpers/test-log';
import { MINUTE } from '../base/durations';
import { Emitter } from '../base/emitter';
import { ok } from '../base/result';
import type { PortalDriver } from '../portal/driver';
import { Credentials } from '../settings/credentials';
import { effectivePreferences, parsePolicy } from '../settings/policy';
import { PolicyWatch } from '../settings/policy-watch';
import { RefusedLogins } from '../settings/refused-logins';
import { Settings } from '../settings/settings';
import { AccountConnection } from './account/account-connection';
import { SettingsReports } from './account/settings-snapshot';
import type { CommandParts } from './command-handlers';
import { commandHandlers } from './command-handlers';
import type { FollowedParts } from './follow-changes';
import { followChanges } from './follow-changes';
import type { Notice } from './notifications/notices';
import { CurrentSession } from './session/current-session';
import type { SyncSession } from './session/sync-session';
import type { ClosingChoice } from './window/app-window';

const TYPED = { portalUrl: 'https://archibald.example.it', user: 'agente', password: 'segreta' };

/** Creates the app on a real folder and real settings; all other parts record their calls. */
async function running(folder = tempFolder()) {
  const clock = new FakeClock();
  const log = new TestLog();
  const done: string[] = [];
  const reported: SettingsChange[] = [];
  const say =
    (what: string) =>
    (...values: unknown[]): void => {
      done.push([what, ...values.map((value) => JSON.stringify(value))].join(' '));
    };
  const recordAndEnd = (what: string) => (): Promise<void> => {
    say(what)();
    return Promise.resolve();
  };
  const settings = new Settings(folder, () => 0);
  let policyText = '{}';
  const company = await PolicyWatch.open(() => Promise.resolve(parsePolicy(policyText)), clock, log);
  let decryptions = 0;
  const credentials = new Credentials(folder, {
    isAvailable: () => Promise.resolve(true),
    encrypt: (text) => Promise.resolve(Buffer.from(text)),
    decrypt(data) {
      decryptions += 1;
      return Promise.resolve(data.toString());
    },
  });
  const driver = {
    forgetSession: recordAndEnd('driver: forget session'),
    testConnection: ({ origin }: { origin: string }) => Promise.resolve(ok(origin)),
  } as unknown as PortalDriver;
  const connections = new AccountConnection({
    settings,
    credentials,
    driver,
    policy: () => company.loaded.policy,
    logins: loginJournal(clock),
    refused: new RefusedLogins(folder, CHEAP_HASH),
    log,
    restartSync: () => Promise.resolve(ok(null)),
    eraseAndRestart: () => Promise.reject(new Error('nothing is erased here')),
    questions: {
      mayDisconnect: () => Promise.resolve(true),
      mayErase: () => Promise.resolve(false),
      maySendPassword: () => Promise.resolve(true),
    },
  });
  const followers = { on: () => () => undefined };
  const session = new CurrentSession(() => {
    const one = {
      status: () => ({ metrics: { lastSuccessTime: null } }),
      service: { progressed: followers, finished: followers, alerted: followers, started: followers },
      statusChanged: followers,
      customers: { stateChanged: followers, wake: recordAndEnd('customers: wake') },
      automatic: { stopForbiddenRun: recordAndEnd('automatic: stop') },
      scheduler: { setFrequency: say('scheduler: frequency'), setHours: say('scheduler: hours') },
    };
    return Promise.resolve(ok(one as unknown as SyncSession));
  });
  await session.open();
  const preferences = (): Preferences => effectivePreferences(settings.preferences, company.loaded.policy);
  const state = { kind: 'none' } as const;
  const snapshot = {
    connections,
    policy: () => company.loaded,
    preferences,
    update: () => state,
    program: { appVersion: '1', isTestBuild: true, dataFolder: folder },
  };
  const news = new SettingsReports({ ...snapshot, send: (change) => void reported.push(change) });
  const updates = { changed: new Emitter<typeof state>(), applyPolicy: say('updates: apply policy') };
  const calls = new Emitter<number>();
  const window = {
    current: null,
    send: say('window: send'),
    setProgress: say('window: progress'),
    isInSight: () => false,
    opening: new Emitter<null>(),
    closing: new Emitter<ClosingChoice>(),
  };
  followChanges({
    settings,
    preferences,
    company,
    session,
    driver,
    updates,
    news,
    window,
    tray: { show: () => say('tray: show')() },
    due: {
      counts: { due: 0, 'due-week': 0, dated: 0, noted: 0, starred: 0 },
      changed: new Emitter(),
      follow: () => undefined,
      look: () => undefined,
    },
    calls: { found: calls, look: () => undefined },
    rest: { releaseSoon: say('rest: release') },
    firstPaint: { after: (action: () => void) => action() },
    environment: {
      showTheme: say('show theme'),
      showMenu: say('show menu'),
      notify: ({ title }: Notice) => say('notify')(title),
      startWithComputer: say('start with computer'),
      correctStartWithComputer: say('correct'),
    },
  } as unknown as FollowedParts);
  const parts = { settings, connections, company, session, snapshot, news, folder };
  const handlers = commandHandlers(parts as unknown as CommandParts);
  done.length = 0;
  return {
    folder,
    handlers,
    done,
    reported,
    updates,
    window,
    calls,
    settings,
    decryptions: () => decryptions,
    setPolicy: async (text: string): Promise<void> => {
      policyText = text;
      await company.look();
      await settle();
    },
  };
}

test('a new policy applies at once to the schedule, the portal session, the updates and the window', async () => {
  const { setPolicy, done, reported } = await running();
  const hours = { days: [1], from: '08:00', to: '18:00' };
  await setPolicy(JSON.stringify({ frequencyMinutes: { min: 60, max: 90 }, hours }));
  expect(done).toEqual([
    `scheduler: frequency ${60 * MINUTE}`,
    `scheduler: hours ${JSON.stringify(hours)}`,
    'automatic: stop',
    'driver: forget session',
    'updates: apply policy',
  ]);
  expect(reported).toMatchObject([
    {
      managed: { frequencyMinutes: { min: 60, max: 90 }, hours, policy: 'valid' },
      preferences: { frequencyMinutes: 60, hours },
    },
  ]);
});

test('reading the same policy again changes nothing', async () => {
  const { setPolicy, done, reported } = await running();
  await setPolicy('{}');
  expect([done, reported]).toEqual([[], []]);
});

test('a changed preference is reported once, alone, and reads no password', async () => {
  const before = await running();
  await before.handlers['connection:connect'](TYPED);
  // After a restart only the key store has the password.
  const { handlers, reported, decryptions } = await running(before.folder);
  await handlers['settings:get'](undefined);
  expect(decryptions()).toBe(1);
  expect(await handlers['settings:change']({ frequencyMinutes: 60 })).toEqual(ok(null));
  await settle();
  expect(reported).toHaveLength(1);
  expect(Object.keys(reported[0] ?? {})).toEqual(['preferences']);
  expect(reported[0]?.preferences?.frequencyMinutes).toBe(60);
  expect(decryptions()).toBe(1);
});

test('a changed preference reaches all its followers', async () => {
  const { handlers, done } = await running();
  await handlers['settings:change']({ theme: 'dark', language: 'en', startWithComputer: true });
  expect(done).toEqual([
    'start with computer true',
    'show theme "dark"',
    'show menu "en"',
    `scheduler: frequency ${30 * MINUTE}`,
    expect.stringContaining('scheduler: hours'),
    'tray: show',
  ]);
});

test('a change that the company forbids is refused and not reported', async () => {
  const { handlers, reported, done, setPolicy } = await running();
  await setPolicy(JSON.stringify({ frequencyMinutes: { min: 60, max: 90 }, hours: 'always' }));
  reported.length = 0;
  done.length = 0;
  for (const change of [{ frequencyMinutes: 30 }, { hours: 'always' as const }]) {
    expect(await handlers['settings:change'](change)).toMatchObject({
      error: { code: 'MANAGED_BY_COMPANY' },
    });
  }
  expect(await handlers['settings:change']({ frequencyMinutes: 90 })).toEqual(ok(null));
  expect(reported).toHaveLength(1);
});

test('a new account is reported once, before its command is answered', async () => {
  const { handlers, reported } = await running();
  await handlers['connection:connect'](TYPED);
  expect(reported).toEqual([
    {
      connection: {
        kind: 'account',
        portalUrl: 'https://archibald.example.it',
        user: 'agente',
        password: 'stored',
      },
    },
  ]);
  await handlers['connection:disconnect'](undefined);
  expect(reported.slice(1)).toEqual([{ connection: { kind: 'none' } }]);
});

test('a saved value of neither preferences nor account is not reported', async () => {
  const { settings, reported, done } = await running();
  settings.noteDemoExport(7);
  settings.pinCertificate('archibald.example.it', 'AB');
  await settle();
  expect([done, reported]).toEqual([[], []]);
});

test('the state of the updates is reported alone', async () => {
  const { updates, reported } = await running();
  updates.changed.emit({ kind: 'none' });
  expect(reported).toEqual([{ update: { kind: 'none' } }]);
});

test('the agent is notified once that a closed window is only minimised', async () => {
  const { window, done } = await running();
  window.closing.emit('hide');
  expect(done).toEqual([]);
  window.closing.emit('minimise');
  window.closing.emit('minimise');
  expect(done).toEqual([expect.stringContaining('notify')]);
});

test('the morning calls are notified, unless the agent has turned them or all notifications off', async () => {
  const { calls, settings, done } = await running();
  const notified = (): string[] => done.filter((what) => what.startsWith('notify'));
  calls.emit(3);
  expect(notified()).toEqual(['notify "Chiamate di oggi"']);
  settings.changePreferences({ morningCalls: false });
  calls.emit(3);
  settings.changePreferences({ morningCalls: true, notifications: false });
  calls.emit(3);
  expect(notified()).toHaveLength(1);
});
