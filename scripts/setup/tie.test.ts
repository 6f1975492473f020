import { expect, test } from 'vitest';
import { taskkill } from './tie.mjs';

test('on Windows a program ends with all that it has started, by the system’s own tool', () => {
  expect(taskkill(4711, { SystemRoot: 'D:\\Windows' })).toEqual([
    'D:\\Windows\\System32\\taskkill.exe',
    ['/PID', '4711', '/T', '/F'],
  ]);
  expect(taskkill(1, {})[0]).toBe('C:\\Windows\\System32\\taskkill.exe');
});
