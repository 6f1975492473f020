import { expect, test } from 'vitest';
import { customerMenu, textMenu } from './context-menus';

const FLAGS = { canCut: false, canCopy: false, canPaste: true, canSelectAll: true } as never;

test('the customer menu calls and copies only existing values, and opens a connected portal', () => {
  const chosen: string[] = [];
  const all = customerMenu('it', { number: '081 377 080', hasPortal: true }, (action) => chosen.push(action));
  expect(all.flatMap(({ label }) => label ?? [])).toEqual([
    'Chiama 081 377 080',
    'Copia il numero',
    'Copia il nome',
    'Richiamare…',
    'Scrivi una nota',
    'Apri nel portale',
  ]);
  for (const { click } of all) {
    click?.(undefined as never, undefined, undefined as never);
  }
  expect(chosen).toEqual(['call', 'copy-number', 'copy-name', 'recall', 'note', 'portal']);
  const least = customerMenu('en', { number: null, hasPortal: false }, () => undefined);
  expect(least.flatMap(({ label }) => label ?? [])).toEqual(['Copy the name', 'Call back…', 'Write a note']);
});

test('a field offers cut, copy, paste and select all in the agent’s language, each only when possible', () => {
  const menu = textMenu('it', { isEditable: true, selectionText: '', editFlags: FLAGS });
  expect(
    menu.flatMap(({ label, role, enabled }) => (role === undefined ? [] : [[label, role, enabled]])),
  ).toEqual([
    ['Taglia', 'cut', false],
    ['Copia', 'copy', false],
    ['Incolla', 'paste', true],
    ['Seleziona tutto', 'selectAll', true],
  ]);
});

test('other texts offer only to copy the selection', () => {
  const text = { isEditable: false, editFlags: FLAGS };
  expect(textMenu('it', { ...text, selectionText: '01234567890' })).toEqual([
    { label: 'Copia', role: 'copy' },
  ]);
  expect(textMenu('it', { ...text, selectionText: ' ' })).toEqual([]);
});
