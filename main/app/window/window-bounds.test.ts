import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { boundsOnScreen, firstSize, loadBounds, saveBounds } from './window-bounds';

const LAPTOP = { x: 0, y: 0, width: 1440, height: 900 };
const SECOND = { x: 1440, y: -200, width: 1920, height: 1080 };
const AT = { x: 1500, y: 100, width: 1200, height: 800, isMaximised: false };

test('the window returns to its last bounds', () => {
  const folder = tempFolder();
  expect(loadBounds(folder, [LAPTOP])).toBeNull();
  saveBounds(folder, AT);
  expect(loadBounds(folder, [LAPTOP, SECOND])).toEqual(AT);
});

test('the window does not return to an unplugged screen or to an unreachable position', () => {
  const folder = tempFolder();
  saveBounds(folder, AT);
  expect(loadBounds(folder, [LAPTOP])).toBeNull();
  saveBounds(folder, { ...AT, x: 100, y: -60 });
  expect(loadBounds(folder, [LAPTOP])).toBeNull();
  saveBounds(folder, { ...AT, x: 1400, y: 10 });
  expect(loadBounds(folder, [LAPTOP])).toBeNull();
});

test.each(['', '{', '{"x":1}', '{"x":0,"y":0,"width":-5,"height":900,"isMaximised":false}', 'null'])(
  'the window takes its default place when the file contains %j',
  (text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'window.json'), text);
    expect(loadBounds(folder, [LAPTOP])).toBeNull();
  },
);

test('a window on an unplugged screen returns to the first screen and fits into it', () => {
  expect(boundsOnScreen(AT, [LAPTOP, SECOND])).toBeNull();
  expect(boundsOnScreen(AT, [LAPTOP])).toEqual({ x: 120, y: 50, width: 1200, height: 800 });
  const large = { x: 1500, y: 0, width: 1900, height: 1000 };
  expect(boundsOnScreen(large, [LAPTOP])).toEqual(LAPTOP);
});

test('a window stays while a rescaled screen still shows its top', () => {
  // At 200 % the same screen measures half as many pixels in window coordinates.
  const scaled = { x: 1440, y: 0, width: 960, height: 540 };
  expect(boundsOnScreen({ ...AT, x: 1600 }, [LAPTOP, scaled])).toBeNull();
  expect(boundsOnScreen({ ...AT, x: 2500 }, [LAPTOP, scaled])).toEqual({
    x: 120,
    y: 50,
    width: 1200,
    height: 800,
  });
});

test('no window moves while the system has no screen, as with a closed lid', () => {
  expect(boundsOnScreen(AT, [])).toBeNull();
});

test('the first window is no larger than the screen', () => {
  expect(firstSize(LAPTOP)).toEqual({ width: 1280, height: 800 });
  expect(firstSize({ x: 0, y: 0, width: 1024, height: 560 })).toEqual({ width: 1024, height: 560 });
});
