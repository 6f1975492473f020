import { expect, test } from 'vitest';
import { appError } from '../../../preload/contract';
import { aProgress, aRun, aStatus } from '../../../tests/helpers/sync';
import type { BannerFacts } from './banner-state';
import { alertState, bannerState, cardState, isTransient } from './banner-state';

const QUIET: BannerFacts = {
  progress: null,
  justFinished: null,
  refusal: null,
  status: aStatus(),
  connection: { kind: 'demo' },
  showAutomatic: true,
};
const NOTHING = { processed: 10, added: 0, updated: 0, unchanged: 10, missing: 0 };

function kindOf(facts: Partial<BannerFacts>): string {
  return bannerState({ ...QUIET, ...facts }).kind;
}

function alertOf(facts: Partial<BannerFacts>): string {
  return alertState({ ...QUIET, ...facts }).kind;
}

test('a running sync has priority over everything else', () => {
  expect(kindOf({ progress: aProgress(), justFinished: aRun({ outcome: 'failed' }) })).toBe('running');
});

test('changes are reported for automatic and manual runs', () => {
  const counts = { ...NOTHING, added: 2, updated: 1 };
  for (const trigger of ['manual', 'schedule'] as const) {
    expect(bannerState({ ...QUIET, justFinished: aRun({ trigger, counts }) })).toMatchObject({
      kind: 'changes',
      added: 2,
      updated: 1,
    });
  }
});

test('automatic runs are not reported if the agent has turned that off', () => {
  const counts = { ...NOTHING, added: 2 };
  const showAutomatic = false;
  expect(kindOf({ showAutomatic, progress: aProgress({ trigger: 'schedule' }) })).toBe('hidden');
  expect(kindOf({ showAutomatic, justFinished: aRun({ trigger: 'schedule', counts }) })).toBe('hidden');
  expect(kindOf({ showAutomatic, progress: aProgress({ trigger: 'manual' }) })).toBe('running');
});

test('a run without changes is reported only if it was manual', () => {
  expect(kindOf({ justFinished: aRun({ trigger: 'schedule', counts: NOTHING }) })).toBe('hidden');
  expect(kindOf({ justFinished: aRun({ trigger: 'manual', counts: NOTHING }) })).toBe('nothing-new');
});

test('a failed manual run is reported at once, automatic ones from the third on', () => {
  const failed = { outcome: 'failed', error: appError('PORTAL_TIMEOUT', 'silent') } as const;
  const byHand = { justFinished: aRun({ ...failed, trigger: 'manual' }) };
  expect([kindOf(byHand), alertOf(byHand)]).toEqual(['hidden', 'failed']);
  const lastResult = aRun(failed);
  expect(alertOf({ justFinished: lastResult, status: aStatus({ health: 'failing', lastResult }) })).toBe(
    'hidden',
  );
  expect(alertOf({ status: aStatus({ health: 'degraded', consecutiveFailures: 3, lastResult }) })).toBe(
    'degraded',
  );
});

test('an alert appears when only the agent can help', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('LOGIN_REFUSED', 'refused') });
  const hold = { reason: 'blocked', code: 'LOGIN_REFUSED' } as const;
  expect(alertState({ ...QUIET, status: { ...aStatus({ lastResult }), hold } })).toEqual({
    kind: 'blocked',
    code: 'LOGIN_REFUSED',
  });
  // Health is unknown from a restart until the first run has ended.
  expect(alertOf({ status: { ...aStatus({ health: 'unknown' }), hold } })).toBe('blocked');
  const connection = {
    kind: 'account',
    portalUrl: 'https://x.example',
    user: 'a',
    password: 'missing',
  } as const;
  expect(alertOf({ connection })).toBe('password-needed');
  // A password would not help at a portal that the company no longer allows.
  const elsewhere = { ...aStatus({}), hold: { reason: 'obstacle', code: 'PORTAL_NOT_ALLOWED' } as const };
  expect(alertState({ ...QUIET, connection, status: elsewhere })).toEqual({
    kind: 'blocked',
    code: 'PORTAL_NOT_ALLOWED',
  });
});

test('only good news disappears automatically', () => {
  expect(isTransient({ kind: 'changes', added: 1, updated: 0, missing: 0 })).toBe(true);
  expect(isTransient({ kind: 'paused', until: null })).toBe(false);
});

test('an alert stays during an automatic run and disappears when the agent starts one', () => {
  const status = aStatus({ health: 'degraded', consecutiveFailures: 3 });
  expect(alertOf({ status, progress: aProgress({ trigger: 'schedule' }) })).toBe('degraded');
  expect(alertOf({ status, progress: aProgress({ trigger: 'manual' }) })).toBe('hidden');
});

test('the offline banner shows the age of the data, before anything but a running sync', () => {
  const status = {
    ...aStatus({ health: 'degraded' }),
    hold: { reason: 'offline' } as const,
    nextSyncAt: null,
  };
  const refusal = appError('OFFLINE', 'offline');
  expect(bannerState({ ...QUIET, status, refusal })).toEqual({
    kind: 'offline',
    dataOf: '2026-11-23T08:00:07.000Z',
  });
  expect(alertOf({ status, refusal })).toBe('hidden');
  expect(kindOf({ status, progress: aProgress() })).toBe('running');
});

test('the maintenance banner shows the next attempt, even after the first failure', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('PORTAL_MAINTENANCE', 'later') });
  for (const trigger of ['manual', 'schedule'] as const) {
    const justFinished = { ...lastResult, trigger };
    expect(
      bannerState({ ...QUIET, justFinished, status: aStatus({ health: 'failing', lastResult }) }),
    ).toEqual({
      kind: 'maintenance',
      retryAt: '2026-11-23T08:30:00.000Z',
    });
  }
});

test('a paused app shows no next attempt for a portal under maintenance', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('PORTAL_MAINTENANCE', 'later') });
  const paused = { hold: { reason: 'paused' }, pause: { until: null }, nextSyncAt: null } as const;
  expect(kindOf({ status: { ...aStatus({ health: 'failing', lastResult }), ...paused } })).toBe('paused');
});

test('three failures in a row cause an alert, also under maintenance', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('PORTAL_MAINTENANCE', 'later') });
  expect(alertOf({ status: aStatus({ health: 'degraded', consecutiveFailures: 3, lastResult }) })).toBe(
    'degraded',
  );
});

test('a pause is always shown', () => {
  const paused = { hold: { reason: 'paused' }, pause: { until: null } } as const;
  expect(kindOf({ status: { ...aStatus(), ...paused } })).toBe('paused');
  const status = { ...aStatus({ health: 'degraded' }), ...paused };
  expect([kindOf({ status }), alertOf({ status })]).toEqual(['paused', 'degraded']);
});

test('the banner shows when automatic runs resume', () => {
  const until = '2026-11-30T07:00:00.000Z';
  for (const reason of ['login-limit', 'hours'] as const) {
    const status = { ...aStatus(), hold: { reason, until }, nextSyncAt: null };
    expect(bannerState({ ...QUIET, status })).toEqual({ kind: reason, until });
    expect(kindOf({ status, progress: aProgress({ trigger: 'manual' }) })).toBe('running');
  }
});

test('another network is reported with the age of the data, after any hold', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('NETWORK_LOGIN', 'a hotel') });
  const status = aStatus({ health: 'foreign-network', lastResult });
  expect(alertState({ ...QUIET, justFinished: lastResult, status })).toEqual({
    kind: 'foreign-network',
    code: 'NETWORK_LOGIN',
    dataOf: status.metrics.lastSuccessTime,
  });
  const paused = { ...status, hold: { reason: 'paused' } } as const;
  expect([kindOf({ status: paused }), alertOf({ status: paused })]).toEqual(['paused', 'hidden']);
});

test('an alert asks the agent when another network has answered for a day, although syncing continues', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('CERTIFICATE_UNTRUSTED', 'a hotel') });
  const status = aStatus({ health: 'blocked', lastResult });
  expect(alertState({ ...QUIET, status })).toEqual({ kind: 'blocked', code: 'CERTIFICATE_UNTRUSTED' });
});

test('the sync screen shows a single failed automatic run, and nothing while the agent tries again', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('PORTAL_TIMEOUT', 'silent') });
  const facts = { ...QUIET, status: aStatus({ health: 'failing', lastResult }) };
  expect(alertState(facts).kind).toBe('hidden');
  expect(cardState(facts)).toEqual({ kind: 'failed', error: lastResult.error });
  expect(cardState({ ...facts, progress: aProgress({ trigger: 'schedule' }) }).kind).toBe('failed');
  expect(cardState({ ...facts, progress: aProgress({ trigger: 'manual' }) }).kind).toBe('hidden');
  expect(cardState({ ...QUIET, status: aStatus({ health: 'unknown', lastResult }) }).kind).toBe('hidden');
});
