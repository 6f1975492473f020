import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { hideOrMinimise } from './main-window';

/** A window that leaves full screen some time after the request, as on macOS. */
class SlowWindow extends EventEmitter {
  readonly done: string[] = [];

  constructor(private isFull: boolean) {
    super();
  }

  isFullScreen = (): boolean => this.isFull;
  hide = (): void => void this.done.push('hide');
  minimize = (): void => void this.done.push('minimise');

  setFullScreen(isFull: boolean): void {
    this.done.push(`full screen ${isFull}`);
    this.isFull = isFull;
  }
}

test('on macOS a window leaves full screen before it is hidden', () => {
  const window = new SlowWindow(true);
  hideOrMinimise(window, 'hide', 'darwin');
  expect(window.done).toEqual(['full screen false']);
  window.emit('leave-full-screen');
  expect(window.done).toEqual(['full screen false', 'hide']);
});

test('any other window is hidden or minimised at once', () => {
  const [mac, windows, bare] = [new SlowWindow(false), new SlowWindow(true), new SlowWindow(false)];
  hideOrMinimise(mac, 'hide', 'darwin');
  hideOrMinimise(windows, 'hide', 'win32');
  hideOrMinimise(bare, 'minimise', 'linux');
  expect([mac.done, windows.done, bare.done]).toEqual([['hide'], ['hide'], ['minimise']]);
});
