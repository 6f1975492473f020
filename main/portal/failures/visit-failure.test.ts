import { ProtocolError, TimeoutError } from 'puppeteer-core';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { TestLog } from '../../../tests/helpers/test-log';
import { PortalFailure } from './failure';
import { visitFailure } from './visit-failure';

const RUNNING = new AbortController().signal;

function coded(code: string): Error {
  return Object.assign(new Error(`${code}: /home/mario.rossi/exports`), { code });
}

test.each<readonly [string, unknown, ErrorCode]>([
  ['an expected failure keeps its code', new PortalFailure('EXPORT_REFUSED', 'no'), 'EXPORT_REFUSED'],
  [
    'a page that loads itself again broke down',
    new Error('Execution context was destroyed.'),
    'PORTAL_ERROR',
  ],
  ['a page without its context broke down', new ProtocolError('Cannot find context with id'), 'PORTAL_ERROR'],
  ['a frame that is gone broke down', new Error('Attempted to use detached Frame'), 'PORTAL_ERROR'],
  ['a window that is gone broke down', new ProtocolError('Target closed'), 'PORTAL_ERROR'],
  ['an error that the page itself throws broke it', named('TypeError'), 'PORTAL_ERROR'],
  ['a text that the page throws broke it', 'Sessione scaduta', 'PORTAL_ERROR'],
  ['nothing that is thrown broke it', undefined, 'PORTAL_ERROR'],
  ['an address that cannot be loaded broke it', coded('ERR_FAILED'), 'PORTAL_ERROR'],
  ['a wait that ran out is a time-out', new TimeoutError('Waiting failed'), 'PORTAL_TIMEOUT'],
  [
    'a protocol call that ran out is a time-out',
    new ProtocolError('Runtime.callFunctionOn timed out. Increase …'),
    'PORTAL_TIMEOUT',
  ],
  ['a full disk is one', coded('ENOSPC'), 'DISK_FULL'],
  ['a folder that cannot be made is a bug of ours', coded('EACCES'), 'INTERNAL'],
  ['a TypeError is a bug of ours', new TypeError('x is undefined'), 'INTERNAL'],
  ['a RangeError is a bug of ours', new RangeError('Invalid array length'), 'INTERNAL'],
])('%s', (_name, error, code) => {
  const log = new TestLog();
  const failure = visitFailure(error, { signal: RUNNING, broken: null, isLedAway: false, log });
  expect(failure.code).toBe(code);
  // Neither the log nor the value contains the message, which may name a person.
  expect(JSON.stringify([failure, log.lines])).not.toMatch(/rossi|scaduta/i);
});

test('the stack of a bug is logged without folders', () => {
  const log = new TestLog();
  visitFailure(new TypeError('x'), { signal: RUNNING, broken: null, isLedAway: false, log });
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toContain('TypeError');
  expect(log.lines[0]).toMatch(/at .*visit-failure\.test\.ts:\d+:\d+/);
  expect(log.lines[0]).not.toMatch(/[\\/](main|home|copies|Users)[\\/]/);
});

test('a stop or a crash explains every error it causes', () => {
  const log = new TestLog();
  const crash = AbortSignal.abort(new PortalFailure('PORTAL_ERROR', 'The portal page broke down (crashed)'));
  const seen = { signal: RUNNING, broken: crash, isLedAway: false, log };
  expect(visitFailure(new TypeError('x'), seen)).toMatchObject({ code: 'PORTAL_ERROR' });
  const stopped = AbortSignal.abort('cancelled');
  expect(visitFailure(new TypeError('x'), { ...seen, signal: stopped })).toMatchObject({ code: 'CANCELLED' });
  expect(log.lines).toEqual([]);
});

test('a page that broke on its way to another host reports that host', () => {
  const seen = { signal: RUNNING, broken: null, isLedAway: true, log: new TestLog() };
  expect(visitFailure(new Error('detached'), seen)).toMatchObject({ code: 'PORTAL_CHANGED_ADDRESS' });
});

/** Returns an error as puppeteer creates it for the page: only its name shows the kind. */
function named(name: string): Error {
  return Object.assign(new Error('x is undefined'), { name });
}
