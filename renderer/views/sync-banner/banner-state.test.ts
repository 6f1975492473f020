import { expect, test } from 'vitest';
import { aProgress, aRun, aStatus } from '../../../tests/helpers/sync';
import { appError } from '../../../preload/contract';
import type { BannerFacts } from './banner-state';
import { bannerState, isPassing } from './banner-state';

const QUIET: BannerFacts = {
  progress: null,
  justFinished: null,
  refusal: null,
  status: aStatus(),
  connection: { kind: 'demo' },
};
const NOTHING = { processed: 10, added: 0, updated: 0, unchanged: 10, missing: 0 };

function kindOf(facts: Partial<BannerFacts>): string {
  return bannerState({ ...QUIET, ...facts }).kind;
}

test('shows a running sync before anything else', () => {
  expect(kindOf({ progress: aProgress(), justFinished: aRun({ outcome: 'failed' }) })).toBe('running');
});

test('tells of changes, whoever started the sync', () => {
  const counts = { ...NOTHING, added: 2, updated: 1 };
  for (const trigger of ['manual', 'schedule'] as const) {
    expect(bannerState({ ...QUIET, justFinished: aRun({ trigger, counts }) })).toMatchObject({
      kind: 'changes',
      added: 2,
      updated: 1,
    });
  }
});

test('is silent about an automatic sync that changed nothing, and answers one asked for by hand', () => {
  expect(kindOf({ justFinished: aRun({ trigger: 'schedule', counts: NOTHING }) })).toBe('hidden');
  expect(kindOf({ justFinished: aRun({ trigger: 'manual', counts: NOTHING }) })).toBe('nothing-new');
});

test('shows the failure of a manual sync at once and of automatic ones from the third on', () => {
  const failed = { outcome: 'failed', error: appError('PORTAL_TIMEOUT', 'silent') } as const;
  expect(kindOf({ justFinished: aRun({ ...failed, trigger: 'manual' }) })).toBe('failed');
  const lastResult = aRun(failed);
  expect(kindOf({ justFinished: lastResult, status: aStatus({ health: 'failing', lastResult }) })).toBe(
    'hidden',
  );
  expect(kindOf({ status: aStatus({ health: 'degraded', consecutiveFailures: 3, lastResult }) })).toBe(
    'degraded',
  );
});

test('asks for the agent when only the agent can help', () => {
  const lastResult = aRun({ outcome: 'failed', error: appError('LOGIN_REFUSED', 'refused') });
  expect(kindOf({ status: aStatus({ health: 'blocked', lastResult }) })).toBe('blocked');
  const connection = {
    kind: 'account',
    portalUrl: 'https://x.example',
    user: 'a',
    password: 'missing',
  } as const;
  expect(kindOf({ connection })).toBe('password-needed');
});

test('lets only good news pass by themselves', () => {
  expect(isPassing({ kind: 'changes', added: 1, updated: 0, missing: 0 })).toBe(true);
  expect(isPassing({ kind: 'blocked', error: appError('LOGIN_REFUSED', 'refused') })).toBe(false);
});
