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
  ['a page that reloads itself fails', new Error('Execution context was destroyed.'), 'PORTAL_ERROR'],
  ['a page without its context fails', new ProtocolError('Cannot find context with id'), 'PORTAL_ERROR'],
  ['a frame that is gone fails', new Error('Attempted to use detached Frame'), 'PORTAL_ERROR'],
  ['a window that is gone fails', new ProtocolError('Target closed'), 'PORTAL_ERROR'],
  ['an error thrown by the page itself is a portal error', named('TypeError'), 'PORTAL_ERROR'],
  ['a text thrown by the page is a portal error', 'Sessione scaduta', 'PORTAL_ERROR'],
  ['a thrown undefined is a portal error', undefined, 'PORTAL_ERROR'],
  ['an address that cannot be loaded is a portal error', coded('ERR_FAILED'), 'PORTAL_ERROR'],
  ['a wait beyond its limit is a time-out', new TimeoutError('Waiting failed'), 'PORTAL_TIMEOUT'],
  [
    'a protocol call beyond its limit is a time-out',
    new ProtocolError('Runtime.callFunctionOn timed out. Increase …'),
    'PORTAL_TIMEOUT',
  ],
  ['a full disk is reported as such', coded('ENOSPC'), 'DISK_FULL'],
  ['a folder that cannot be created is a bug of the app', coded('EACCES'), 'INTERNAL'],
  ['a TypeError is a bug of the app', new TypeError('x is undefined'), 'INTERNAL'],
  ['a RangeError is a bug of the app', new RangeError('Invalid array length'), 'INTERNAL'],
])('%s', (_name, error, code) => {
  const log = new TestLog();
  const failure = visitFailure(error, { signal: RUNNING, broken: null, isRedirectedAway: false, log });
  expect(failure.code).toBe(code);
  // Neither the log nor the value contains the message, which may name a person.
  expect(JSON.stringify([failure, log.lines])).not.toMatch(/rossi|scaduta/i);
});

test('the stack of a bug is logged without folders', () => {
  const log = new TestLog();
  visitFailure(new TypeError('x'), { signal: RUNNING, broken: null, isRedirectedAway: false, log });
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toContain('TypeError');
  expect(log.lines[0]).toMatch(/at .*visit-failure\.test\.ts:\d+:\d+/);
  expect(log.lines[0]).not.toMatch(/[\\/](main|home|copies|Users)[\\/]/);
});

test('a stop or a crash explains every error it causes', () => {
  const log = new TestLog();
  const crash = AbortSignal.abort(new PortalFailure('PORTAL_ERROR', 'The portal page failed (crashed)'));
  const seen = { signal: RUNNING, broken: crash, isRedirectedAway: false, log };
  expect(visitFailure(new TypeError('x'), seen)).toMatchObject({ code: 'PORTAL_ERROR' });
  const stopped = AbortSignal.abort('cancelled');
  expect(visitFailure(new TypeError('x'), { ...seen, signal: stopped })).toMatchObject({ code: 'CANCELLED' });
  expect(log.lines).toEqual([]);
});

test('a page that broke on its way to another host reports that host', () => {
  const seen = { signal: RUNNING, broken: null, isRedirectedAway: true, log: new TestLog() };
  expect(visitFailure(new Error('detached'), seen)).toMatchObject({ code: 'PORTAL_CHANGED_ADDRESS' });
});

/** Returns an error as puppeteer creates it for the page: only its name shows the kind. */
function named(name: string): Error {
  return Object.assign(new Error('x is undefined'), { name });
}
