import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/helpers/fake-clock';
import { TestLog } from '../../../tests/helpers/test-log';
import { HOUR, MINUTE } from '../../base/durations';
import type { UpdateWay } from './update-way';
import type { Updater } from './updates';
import { Updates } from './updates';

/** An updater with the check results set by the test. */
class ScriptedUpdater implements Updater {
  looks = 0;
  dropped = 0;
  open: UpdateWay = { kind: 'feed', url: 'https://feed.example.it', key: null };
  report: Parameters<Updater['follow']>[0] extends (state: infer State) => void
    ? (state: State) => void
    : never = () => undefined;

  constructor(readonly look: (updater: ScriptedUpdater) => Promise<void>) {}

  way(): UpdateWay {
    return this.open;
  }

  discard(): void {
    this.dropped += 1;
  }

  check(): Promise<void> {
    this.looks += 1;
    return this.look(this);
  }

  follow(listener: Parameters<Updater['follow']>[0]): void {
    this.report = listener;
  }

  postponed = 0;

  postpone(): void {
    this.postponed += 1;
  }
}

test('the app checks soon after the start and every six hours, whatever the result', async () => {
  const clock = new FakeClock();
  const log = new TestLog();
  const updater = new ScriptedUpdater(() =>
    Promise.reject(
      Object.assign(new Error('https://feed.example.it is gone'), { code: 'ERR_UPDATER_CHANNEL' }),
    ),
  );
  const updates = new Updates(clock, log);
  updates.start(updater);
  await clock.advance(MINUTE);
  await settle();
  expect(updater.looks).toBe(1);
  expect(log.lines).toEqual(['[App] No update: ERR_UPDATER_CHANNEL']);
  await clock.advance(6 * HOUR);
  await settle();
  expect(updater.looks).toBe(2);
  updates.stop();
  await clock.advance(12 * HOUR);
  expect(updater.looks).toBe(2);
});

test('the state shows a download and a ready version, and drops a failed download', async () => {
  const clock = new FakeClock();
  let fails = true;
  const updater = new ScriptedUpdater((self) => {
    self.report({ kind: 'fetching', version: '2.0.0' });
    if (fails) {
      return Promise.reject(new Error('cut'));
    }
    self.report({ kind: 'ready', version: '2.0.0' });
    return Promise.resolve();
  });
  const updates = new Updates(clock, new TestLog());
  const states: unknown[] = [];
  updates.changed.on((state) => states.push(state));
  updates.start(updater);
  await clock.advance(MINUTE);
  await settle();
  expect(states).toEqual([{ kind: 'fetching', version: '2.0.0' }, { kind: 'none' }]);
  fails = false;
  await clock.advance(6 * HOUR);
  await settle();
  expect(updates.state).toEqual({ kind: 'ready', version: '2.0.0' });
  updates.stop();
});

test('an app that cannot update itself shows the reason at once and never checks', async () => {
  const clock = new FakeClock();
  const log = new TestLog();
  const updater = new ScriptedUpdater(() => Promise.resolve());
  updater.open = { kind: 'elsewhere', reason: 'package' };
  const updates = new Updates(clock, log);
  updates.start(updater);
  expect(updates.state).toEqual({ kind: 'elsewhere', reason: 'package' });
  expect(log.lines).toEqual(['[App] The app does not update itself: package']);
  await clock.advance(12 * HOUR);
  expect(updater.looks).toBe(0);
  updates.stop();
});

test('the state shows an unsigned feed until a signed one arrives', async () => {
  const clock = new FakeClock();
  let isForged = true;
  const updater = new ScriptedUpdater(() =>
    isForged
      ? Promise.reject(Object.assign(new Error('forged'), { code: 'ERR_UPDATE_SIGNATURE' }))
      : Promise.resolve(),
  );
  const updates = new Updates(clock, new TestLog());
  updates.start(updater);
  await clock.advance(MINUTE);
  await settle();
  expect(updates.state).toEqual({ kind: 'refused' });
  isForged = false;
  await clock.advance(6 * HOUR);
  await settle();
  expect(updates.state).toEqual({ kind: 'none' });
  updates.stop();
});

test('a version from a replaced feed is not installed, and the new feed is checked soon', async () => {
  const clock = new FakeClock();
  const updater = new ScriptedUpdater((self) => {
    self.report({ kind: 'ready', version: '2.0.0' });
    return Promise.resolve();
  });
  const updates = new Updates(clock, new TestLog());
  updates.start(updater);
  await clock.advance(MINUTE);
  await settle();
  updates.applyPolicy();
  expect(updater.dropped).toBe(0);
  expect(updates.state).toEqual({ kind: 'ready', version: '2.0.0' });

  updater.open = { kind: 'elsewhere', reason: 'unsigned' };
  updates.applyPolicy();
  expect(updater.dropped).toBe(1);
  expect(updates.state).toEqual({ kind: 'elsewhere', reason: 'unsigned' });
  await clock.advance(6 * HOUR);
  expect(updater.looks).toBe(1);

  updater.open = { kind: 'feed', url: 'https://other.example.it', key: 'x' };
  updates.applyPolicy();
  await clock.advance(MINUTE);
  await settle();
  expect(updater.looks).toBe(2);
  expect(updates.state).toEqual({ kind: 'ready', version: '2.0.0' });
  updates.stop();
});

test('during a shutdown of the computer the installation is postponed', () => {
  const updater = new ScriptedUpdater(() => Promise.resolve());
  const updates = new Updates(new FakeClock(), new TestLog());
  updates.start(updater);
  updates.postpone();
  expect(updater.postponed).toBe(1);
});
