import { expect, test } from 'vitest';
import type { WindowPlace } from '../../../preload/contract';
import { FakeClock } from '../../../tests/helpers/fake-clock';
import type { ClosingChoice, OwnWindow } from './app-window';
import { AppWindow, DESTROY_AFTER_MS } from './app-window';

const SOMEWHERE: WindowPlace = { view: 'news', search: 'rossi', customer: '12', topRow: 40 };

/** A fake system window, which knows whether it is shown and records its events. */
class FakeWindow implements OwnWindow {
  state: 'shown' | 'hidden' | 'minimised' | 'gone' = 'shown';
  readonly messages: unknown[] = [];
  progress = -1;
  #onClosed = (): void => undefined;
  readonly webContents = {
    send: (...messages: unknown[]): void => void this.messages.push(messages.slice(1)),
  };

  constructor(readonly onClose: () => ClosingChoice) {}

  /** Closes the window as the agent does. */
  close(): void {
    const choice = this.onClose();
    if (choice === 'close') {
      this.destroy();
    } else {
      this.state = choice === 'hide' ? 'hidden' : 'minimised';
    }
  }
  isDestroyed = (): boolean => this.state === 'gone';
  isVisible = (): boolean => this.state === 'shown';
  isMinimized = (): boolean => this.state === 'minimised';
  isFocused = (): boolean => this.state === 'shown';
  restore = (): void => void (this.state = 'shown');
  show = (): void => void (this.state = 'shown');
  focus = (): void => undefined;
  destroy = (): void => {
    this.state = 'gone';
    this.#onClosed();
  };
  once = (_event: 'closed', listener: () => void): void => void (this.#onClosed = listener);
  setProgressBar = (fraction: number): void => void (this.progress = fraction);
}

function start(choice: ClosingChoice = 'hide') {
  const clock = new FakeClock();
  const made: FakeWindow[] = [];
  const gone: number[] = [];
  const owner = new AppWindow<FakeWindow>({
    clock,
    closing: () => choice,
    open(onClose) {
      const window = new FakeWindow(onClose);
      made.push(window);
      return window;
    },
  });
  owner.gone.on(() => void gone.push(clock.monotonicMs()));
  return { clock, made, gone, owner };
}

test('there is no window before a request, and events without a window are ignored', () => {
  const { made, owner } = start();
  owner.send('window:view-requested', 'sync');
  owner.setProgress(0.5);
  expect(made).toEqual([]);
  expect([owner.current, owner.isFocused(), owner.isInSight()]).toEqual([null, false, false]);
});

test('a window closed into the tray is destroyed after a while, and not before', async () => {
  const { clock, made, gone, owner } = start();
  owner.show();
  made[0]?.close();
  await clock.advance(DESTROY_AFTER_MS - 1);
  expect(made[0]?.state).toBe('hidden');
  expect(gone).toEqual([]);
  await clock.advance(1);
  expect(gone).toEqual([DESTROY_AFTER_MS]);
  expect(made[0]?.state).toBe('gone');
  expect(owner.current).toBeNull();
});

test('a window requested again in time is the same one, and stays', async () => {
  const { clock, made, owner } = start();
  owner.show();
  made[0]?.close();
  await clock.advance(DESTROY_AFTER_MS / 2);
  owner.show();
  await clock.advance(DESTROY_AFTER_MS * 2);
  expect(made).toHaveLength(1);
  expect(made[0]?.state).toBe('shown');
});

test('the events report a window about to be created, and the outcome of closing one', () => {
  const { made, owner } = start('minimise');
  const messages: unknown[] = [];
  owner.opening.on(() => messages.push(['opening', made.length]));
  owner.closing.on((choice) => messages.push([choice, made[0]?.state]));
  owner.show();
  owner.show();
  made[0]?.close();
  expect(messages).toEqual([
    ['opening', 0],
    ['minimise', 'shown'],
  ]);
});

test('a window closed twice is destroyed once, a while after the second time', async () => {
  const { clock, made, owner } = start();
  owner.show();
  made[0]?.close();
  await clock.advance(DESTROY_AFTER_MS / 2);
  owner.show();
  made[0]?.close();
  await clock.advance(DESTROY_AFTER_MS / 2);
  expect(made[0]?.state).toBe('hidden');
  await clock.advance(DESTROY_AFTER_MS / 2);
  expect(made[0]?.state).toBe('gone');
  expect(clock.pendingTimers).toBe(0);
});

test('a new window restores the agent’s place', async () => {
  const { clock, made, owner } = start();
  owner.show();
  owner.keepPlace(SOMEWHERE);
  made[0]?.close();
  await clock.advance(DESTROY_AFTER_MS);
  owner.show();
  expect(made).toHaveLength(2);
  expect(owner.place).toEqual(SOMEWHERE);
  owner.forgetPlace();
  expect(owner.place.search).toBe('');
});

test('a new window opens on the requested screen or customer', () => {
  const { made, owner } = start();
  owner.keepPlace(SOMEWHERE);
  owner.showView('settings');
  expect(made).toHaveLength(1);
  expect(owner.place).toEqual({ ...SOMEWHERE, view: 'settings' });
  owner.showCustomer('99');
  expect(owner.place).toEqual({ ...SOMEWHERE, view: 'customers', customer: '99' });
  // An existing window gets an event.
  expect(made[0]?.messages).toEqual([
    ['window:view-requested', 'settings'],
    ['window:customer-requested', '99'],
  ]);
});

test('without a tray a closed window is minimised and never destroyed', async () => {
  const { clock, made, owner } = start('minimise');
  owner.show();
  made[0]?.close();
  expect(owner.isInSight()).toBe(false);
  await clock.advance(DESTROY_AFTER_MS * 10);
  expect(made[0]?.state).toBe('minimised');
  owner.show();
  expect(made[0]?.state).toBe('shown');
  expect(made).toHaveLength(1);
});

test('a window destroyed by the system is created again', () => {
  const { made, gone, owner } = start('close');
  owner.show();
  made[0]?.close();
  expect(gone).toHaveLength(1);
  owner.send('window:view-requested', 'sync');
  expect(made[0]?.messages).toEqual([]);
  owner.show();
  expect(made).toHaveLength(2);
});
