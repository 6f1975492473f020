import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { followSystem } from './follow-system';
import { RequestInbox } from './system/request-inbox';

const LINK = 'archibald-agent://cliente/51012';

function started({
  linkBefore = null as string | null,
  startsBefore = [] as string[][],
  args = [] as string[],
} = {}) {
  const done: string[] = [];
  const app = Object.assign(new EventEmitter(), { quit: () => void done.push('quit') });
  const power = new EventEmitter();
  const requests = new RequestInbox(app);
  const preventDefault = vi.fn();
  const open = (link: string): boolean => app.emit('open-url', { preventDefault }, link);
  if (linkBefore !== null) {
    open(linkBefore);
  }
  startsBefore.forEach((itsArgs) => app.emit('second-instance', {}, itsArgs));
  const window = {
    show: () => void done.push('show'),
    showCustomer: (id: string) => void done.push(`customer ${id}`),
  };
  const suspend = (): Promise<void> => {
    done.push('suspend');
    return Promise.resolve();
  };
  followSystem({ app, power, requests, args }, window, () => ({
    automatic: { suspend },
    scheduler: { noteResume: () => void done.push('resume') },
  }));
  return { app, power, done, open, preventDefault };
}

test('a second start, a click in the dock and a link bring the window to the front', () => {
  const { app, done, open, preventDefault } = started();
  app.emit('second-instance', {}, ['archibald-agent', '--hidden']);
  app.emit('second-instance', {}, ['archibald-agent', LINK]);
  app.emit('activate');
  open(LINK);
  expect(done).toEqual(['show', 'customer 51012', 'show', 'customer 51012']);
  expect(preventDefault).toHaveBeenCalledTimes(1);
});

test('a link that macOS sends before any window exists is kept', () => {
  expect(started({ linkBefore: LINK }).done).toEqual(['customer 51012']);
  expect(started().done).toEqual([]);
});

test('a second start while the app is starting is answered afterwards', () => {
  const icon = ['archibald-agent'];
  expect(started({ startsBefore: [icon] }).done).toEqual(['show']);
  expect(started({ startsBefore: [icon, [...icon, LINK], icon] }).done).toEqual(['customer 51012']);
});

test('a link on the command line opens its customer, as Windows and Linux start the app with it', () => {
  expect(started({ args: ['archibald-agent', LINK] }).done).toEqual(['customer 51012']);
});

test('sleep, also Modern Standby, and waking reach the sync session', () => {
  const { power, done } = started();
  power.emit('suspend');
  power.emit('resume');
  expect(done).toEqual(['suspend', 'resume']);
});

test('a shutdown of the system waits until the app has quit in order', () => {
  const { power, done } = started();
  const preventDefault = vi.fn();
  power.emit('shutdown', { preventDefault });
  expect([done, preventDefault.mock.calls.length]).toEqual([['quit'], 1]);
});
