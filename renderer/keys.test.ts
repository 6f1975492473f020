import { beforeAll, expect, test, vi } from 'vitest';
import type { KeyStroke } from './keys';

let keyAction: (stroke: KeyStroke) => string | null;
beforeAll(async () => {
  vi.stubGlobal('navigator', { userAgent: 'Linux' });
  ({ keyAction } = await import('./keys'));
});

const pressed = (key: string, more: Partial<KeyStroke> = {}): string | null =>
  keyAction({ key, altKey: false, ctrlKey: false, metaKey: false, repeat: false, ...more });

test('each key has one action, also as a capital letter', () => {
  expect(['j', 'K', 'c', 'N', 'r', 'P', 's', '?'].map((key) => pressed(key))).toEqual([
    'next',
    'previous',
    'call',
    'note',
    'recall',
    'portal',
    'star',
    'help',
  ]);
  expect(pressed('ArrowDown', { altKey: true })).toBe('next');
  expect(pressed('ArrowUp', { altKey: true })).toBe('previous');
});

test('keys of the system, keys of the list and unknown keys have no action', () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    expect(pressed('c', more)).toBeNull();
  }
  expect(pressed('ArrowDown', { ctrlKey: true, altKey: true })).toBeNull();
  expect(pressed('ArrowDown')).toBeNull();
  expect(pressed('x')).toBeNull();
  expect(pressed('constructor')).toBeNull();
});

test('a held key moves on through the list but repeats no other action', () => {
  expect(pressed('j', { repeat: true })).toBe('next');
  expect(pressed('c', { repeat: true })).toBeNull();
  expect(pressed('s', { repeat: true })).toBeNull();
  expect(pressed('?', { repeat: true })).toBeNull();
});
