import { expect, test } from 'vitest';
import type { CommandName } from '../../../preload/contract';
import { COMMAND_ARGUMENTS, EMPTY_LIST_STATE } from '../../../preload/contract';
import { TestLog } from '../../../tests/helpers/test-log';
import type { CommandHandlers } from './answer-command';
import { answerCommand } from './answer-command';

const CREDENTIALS = { portalUrl: 'https://archibald.example.it', user: 'agente', password: 'segreta' };

/** A valid argument for each command. */
const ARGUMENTS: Readonly<Partial<Record<CommandName, unknown>>> = {
  'sync:pause': 'hour',
  'sync:runs': { limit: 1 },
  'settings:change': {},
  'customers:search': {},
  'customers:sums': {},
  'customers:counts': [{}],
  'customers:cities-of': {},
  'customers:get': '1',
  'customers:opened': '1',
  'customers:recent': undefined,
  'customers:changes': {},
  'customers:news': {},
  'customers:mark-seen': { upTo: 1 },
  'notes:get': '1',
  'notes:save': { customer: '1', text: '', dueOn: null },
  'notes:star': { customer: '1', isStarred: true },
  'notes:save-day': { customers: ['1'], dueOn: '2026-12-01' },
  'list:save': EMPTY_LIST_STATE,
  'customer-files:save': {
    format: 'csv',
    selection: { kind: 'customer', id: '1' },
    columns: [{ column: 'name', caption: 'Nome' }],
    notes: null,
  },
  'customer-files:print': { selection: { kind: 'customer', id: '1' } },
  'store:accept-partial': { run: 1 },
  'connection:test': CREDENTIALS,
  'connection:connect': CREDENTIALS,
  'connection:trust-certificate': { host: 'archibald.example.it', typed: 'AA' },
  'outside:open': 'https://example.it',
  'outside:copy': 'x',
  'window:customer-menu': { customer: '1', number: null, hasPortal: false, x: 0, y: 0 },
  'window:keep-place': { view: 'customers', search: '', customer: null, topRow: 0 },
};

const NAMES = Object.keys(COMMAND_ARGUMENTS) as CommandName[];

function handlersWith(act: () => never): CommandHandlers {
  return Object.fromEntries(NAMES.map((name) => [name, act])) as unknown as CommandHandlers;
}

test.each(['throws', 'rejects'])(
  'every command answers INTERNAL when its handler %s, and logs the reason',
  async (how) => {
    const boom = (): never => {
      throw new TypeError('boom');
    };
    const handlers =
      how === 'throws'
        ? handlersWith(boom)
        : handlersWith((() => Promise.reject(new TypeError('boom'))) as () => never);
    const log = new TestLog();
    for (const name of NAMES) {
      const answer = await answerCommand(
        { name, argument: ARGUMENTS[name] },
        handlers,
        Promise.resolve(),
        log,
      );
      expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', details: { command: name } } });
    }
    expect(log.lines.filter((line) => line.includes('TypeError at'))).toHaveLength(NAMES.length);
    expect(log.lines.join('\n')).toMatch(/answer-command\.test\.ts/);
  },
);

test('a command for an app that never becomes ready is answered with the failure of its start', async () => {
  const log = new TestLog();
  const answer = await answerCommand(
    { name: 'sync:status', argument: undefined },
    handlersWith(() => {
      throw new Error('never asked');
    }),
    Promise.reject(new Error('no cache')),
    log,
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
});

test('unknown commands and invalid arguments are refused before any handler runs', async () => {
  const handlers = handlersWith(() => {
    throw new Error('asked');
  });
  for (const [name, argument] of [
    ['toString', undefined],
    [7, undefined],
    ['sync:pause', 'for ever'],
    ['connection:connect', { ...CREDENTIALS, sql: 'DROP' }],
  ]) {
    const answer = await answerCommand({ name, argument }, handlers, Promise.resolve(), new TestLog());
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  }
});
