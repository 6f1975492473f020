import { createElement } from 'react';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { aRun, aStatus } from '../../../tests/helpers/sync';
import { renderToHtml } from '../render-to-html';
import { SyncAlert } from './sync-alert';
import { SyncBanner } from './sync-banner';

/** Returns the states after a manual run that failed. */
function failed(code: ErrorCode, portalUrl: string) {
  const run = aRun({ trigger: 'manual', outcome: 'failed', error: { code, message: '' } });
  return {
    settings: {
      snapshot: {
        connection: { kind: 'account', portalUrl, user: 'a', password: 'stored' },
        preferences: { automaticBanner: true, language: 'it' },
      },
    },
    sync: {
      progress: null,
      justFinished: run,
      refusal: null,
      runs: [run],
      status: aStatus({ lastResult: run, health: 'failing' }),
    },
    support: {},
    ui: {},
  };
}

test.each([
  ['https://portal.example', true],
  ['http://portal.example', false],
])('the alert of a portal at %s offers to open it: %s', (portalUrl, canOpen) => {
  const html = renderToHtml(createElement(SyncAlert), failed('GROUPED_LIST', portalUrl));
  expect(html).toContain('Riprova ora');
  expect(html.includes('Apri il portale')).toBe(canOpen);
});

test('the maintenance banner names the day of the next attempt', () => {
  const states = failed('PORTAL_MAINTENANCE', 'https://portal.example');
  const nextSyncAt = new Date(2026, 10, 30, 0, 10).toISOString();
  const html = renderToHtml(createElement(SyncBanner), {
    ...states,
    sync: { ...states.sync, status: { ...states.sync.status, nextSyncAt } },
    clock: { now: new Date(2026, 10, 29, 23, 55).getTime() },
    news: { customers: 0 },
    question: { kindChoices: [] },
  });
  expect(html).toContain('Portale in manutenzione: nuovo tentativo domani alle 0:10');
});
