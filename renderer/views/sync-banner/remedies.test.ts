import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { aRun } from '../../../tests/helpers/sync';
import type { Remedy } from './remedies';
import { isRepeatedIn, remediesOf } from './remedies';

const ONCE = { isRepeated: false, isHeld: false };
const AGAIN = { isRepeated: true, isHeld: false };

test.each<[ErrorCode, readonly Remedy[]]>([
  ['EXPORT_NOT_FOUND', ['diagnostics', 'retry']],
  ['PORTAL_CHANGED_ADDRESS', ['retry', 'account']],
  ['PORTAL_PAGE_UNKNOWN', ['account', 'retry']],
  ['LOGIN_FORM_NOT_FOUND', ['account', 'retry']],
  ['LOGIN_STEP_REQUIRED', ['portal', 'retry']],
  ['PASSWORD_EXPIRED', ['portal', 'password']],
  ['MISSING_COLUMN', ['portal', 'retry']],
  ['GROUPED_LIST', ['portal', 'retry']],
  ['PORTAL_ERROR', ['retry']],
])('%s has the way out that helps', (code, remedies) => {
  expect(remediesOf(code, ONCE)).toEqual(remedies);
});

test.each<ErrorCode>(['WRONG_REPORT', 'COUNT_MISMATCH', 'STRIP_MISMATCH'])(
  '%s leads to support only when it comes again',
  (code) => {
    expect(remediesOf(code, ONCE)).toEqual(['retry']);
    expect(remediesOf(code, AGAIN)).toEqual(['diagnostics', 'retry']);
  },
);

test('an unconfirmed login that was sent again leads to the password alone', () => {
  expect(remediesOf('LOGIN_UNCONFIRMED', { isRepeated: false, isHeld: true })).toEqual(['password']);
});

test('an error is repeated when the two last runs that came to an end of their own had it', () => {
  const failed = (number: number, code: ErrorCode) =>
    aRun({ number, outcome: 'failed', error: appError(code, 'again') });
  const cancelled = aRun({ number: 3, outcome: 'cancelled', error: appError('CANCELLED', 'by hand') });
  const other = failed(2, 'PORTAL_ERROR');
  expect(
    isRepeatedIn([failed(4, 'WRONG_REPORT'), cancelled, failed(2, 'WRONG_REPORT')], 'WRONG_REPORT'),
  ).toBe(true);
  expect(isRepeatedIn([failed(4, 'WRONG_REPORT'), other], 'WRONG_REPORT')).toBe(false);
  expect(isRepeatedIn([failed(4, 'WRONG_REPORT'), aRun({ number: 2 })], 'WRONG_REPORT')).toBe(false);
  expect(isRepeatedIn([failed(4, 'WRONG_REPORT')], 'WRONG_REPORT')).toBe(false);
});
