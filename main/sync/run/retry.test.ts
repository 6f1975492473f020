import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { RETRY_DELAYS_MS, nextRetryDelay, retryAfter as readRetryAfter, classifyRetry } from './retry';

const NOW = Date.UTC(2026, 10, 23, 13, 30);

function delays(code: ErrorCode, details?: Record<string, string>): (number | null)[] {
  return [1, 2, 3, 4].map((attempt) =>
    nextRetryDelay(appError(code, 'as given', details), attempt, RETRY_DELAYS_MS),
  );
}

test('definite failures are retried after 5, 10 and 20 s, a wrong total once, time-outs never', () => {
  expect(delays('DOWNLOAD_BROKEN')).toEqual([5_000, 10_000, 20_000, null]);
  expect(delays('COUNT_MISMATCH')).toEqual([5_000, null, null, null]);
  expect(delays('PORTAL_TIMEOUT')).toEqual([null, null, null, null]);
  expect(delays('LOGIN_REFUSED')).toEqual([null, null, null, null]);
});

test.each([
  ['ERR_CONNECTION_REFUSED', 'quick'],
  ['ERR_NAME_NOT_RESOLVED', 'next-slot'],
  ['ERR_CONNECTION_TIMED_OUT', 'next-slot'],
  ['ERR_INTERNET_DISCONNECTED', 'wait'],
])('the reason decides about an unreachable portal: %s is %s', (reason, expected) => {
  expect(classifyRetry(appError('PORTAL_UNREACHABLE', 'x', { reason }))).toBe(expected);
});

test('a proxy login counts as a network error, also in the form stored by earlier versions', () => {
  expect(classifyRetry(appError('PROXY_LOGIN', 'x', { status: 407 }))).toBe('network');
  expect(classifyRetry(appError('PORTAL_UNREACHABLE', 'x', { status: 407 }))).toBe('network');
  expect(delays('PROXY_LOGIN')).toEqual([null, null, null, null]);
});

test.each([
  ['120', { waitMs: 120_000, isMoment: false }],
  ['0', { waitMs: 0, isMoment: false }],
  ['Mon, 23 Nov 2026 13:40:00 GMT', { waitMs: 600_000, isMoment: true }],
  ['Mon, 23 Nov 2026 13:00:00 GMT', { waitMs: 0, isMoment: true }],
  ['soon', null],
  ['-5', null],
  ['', null],
])('Retry-After %j is parsed', (retryAfter, expected) => {
  expect(readRetryAfter(appError('PORTAL_MAINTENANCE', 'x', { status: 503, retryAfter }), NOW)).toEqual(
    expected,
  );
});

test('a missing Retry-After returns null', () => {
  expect(readRetryAfter(appError('PORTAL_MAINTENANCE', 'x', { status: 503 }), NOW)).toBeNull();
});
