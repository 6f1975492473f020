import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { ERROR_CODES, appError } from '../../../preload/contract';
import { isSyncError } from '../../../preload/contract/errors';
import { aRun } from '../../../tests/helpers/sync';
import { en } from '../../strings/en';
import { it } from '../../strings/it';
import type { Remedy } from './remedies';
import { isRepeatedIn, findRemedies } from './remedies';

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
])('%s has the remedies that help', (code, remedies) => {
  expect(findRemedies(code, ONCE)).toEqual(remedies);
});

test.each<ErrorCode>(['WRONG_REPORT', 'COUNT_MISMATCH', 'STRIP_MISMATCH'])(
  '%s offers the diagnostics only if it is repeated',
  (code) => {
    expect(findRemedies(code, ONCE)).toEqual(['retry']);
    expect(findRemedies(code, AGAIN)).toEqual(['diagnostics', 'retry']);
  },
);

test('an unconfirmed login that was sent again leads only to the password', () => {
  expect(findRemedies('LOGIN_UNCONFIRMED', { isRepeated: false, isHeld: true })).toEqual(['password']);
});

test('an error is repeated if the last two finished runs ended with it', () => {
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

/** The words of a sentence that name a remedy, in both languages. */
const NAMED: Readonly<Partial<Record<Remedy, RegExp>>> = {
  diagnostics: /assistenza|contact support/i,
  account:
    /indirizzo del portale|nelle impostazioni|collega il tuo account|address of the portal|portal’s address|in the settings|connect your/i,
  portal: /\b(nel|al) portale\b|\b(in|to) the portal\b/i,
  folder: /cartella dati|data folder/i,
  password:
    /(inserisci|aggiorna)(la| di nuovo)? (la )?password|cambiala|(enter|update) (your|the)( new)? password/i,
  retry: /\b(riprova|retry)\b/i,
};

/** The errors that an alert can show: of runs, obstacles and refused runs. */
const SHOWN = ERROR_CODES.filter(
  (code) => isSyncError(code) || code === 'PORTAL_NOT_ALLOWED' || code === 'POLICY_BROKEN',
);

test.each(SHOWN)('%s has a button for each remedy that its sentence names, in both languages', (code) => {
  for (const { errors } of [it, en]) {
    const { title, advice } = errors[code];
    const named = Object.entries(NAMED).flatMap(([remedy, words]) =>
      words.test(`${title}. ${advice}`) ? [remedy] : [],
    );
    expect(findRemedies(code, AGAIN), `${title}. ${advice}`).toEqual(expect.arrayContaining(named));
  }
});

test.each(['diagnostics', 'account', 'portal', 'folder'] as const)(
  'a button that leads to the %s is explained by its sentence',
  (remedy) => {
    const codes = SHOWN.filter((code) => findRemedies(code, AGAIN).includes(remedy));
    expect(codes.length).toBeGreaterThan(1);
    for (const code of codes) {
      for (const { errors } of [it, en]) {
        expect(`${code}: ${errors[code].title}. ${errors[code].advice}`).toMatch(NAMED[remedy] ?? /never/);
      }
    }
  },
);

test.each(ERROR_CODES)('%s promises nothing that a pause would break', (code) => {
  for (const { errors, banner } of [it, en]) {
    expect(`${errors[code].title} ${errors[code].advice} ${banner.otherCertificateAdvice}`).not.toMatch(
      /nuovo tentativo|riproverò|riprendono|tra poco|will retry|resume|will be updated/i,
    );
  }
});
