import { createElement } from 'react';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../preload/contract';
import { aRun, aStatus } from '../../../tests/helpers/sync';
import { renderToHtml, settingsOf } from '../render-to-html';
import { SyncAlert } from './sync-alert';
import { SyncBanner } from './sync-banner';

/** Returns the states after a manual run that failed. */
function failed(code: ErrorCode, portalUrl: string) {
  const run = aRun({ trigger: 'manual', outcome: 'failed', error: { code, message: '' } });
  return {
    settings: settingsOf({ kind: 'account', portalUrl, user: 'a', password: 'stored' }),
    sync: { justFinished: run, runs: [run], status: aStatus({ lastResult: run, health: 'failing' }) },
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
  });
  expect(html).toContain('Portale in manutenzione: nuovo tentativo domani alle 0:10');
});

const KINDS = [
  { kind: 'debitor', type: 'Debitor', description: null, customers: 132 },
  { kind: 'potential', type: 'Potential', description: 'potenziali', customers: 1_320 },
];
const FIRST = { processed: 1_452, added: 1_452, updated: 0, unchanged: 0, missing: 0 };

function banner(language: 'it' | 'en', kindChoices: readonly object[], counts: typeof FIRST): string {
  return renderToHtml(createElement(SyncBanner), {
    settings: settingsOf({ kind: 'demo' }, language),
    sync: { justFinished: aRun({ counts }), status: aStatus() },
    listQuery: { kindChoices },
  });
}

test('the first sync run reports the number of downloaded customers and their scopes', () => {
  expect(banner('it', KINDS, FIRST)).toContain('✅ 1.452 clienti scaricati: 132 tuoi, 1.320 potenziali');
  expect(banner('en', KINDS, FIRST)).toContain('✅ 1,452 customers downloaded: 132 yours, 1,320 prospects');
});

test('the first sync run names no scope that is not counted yet or the only one', () => {
  expect(banner('it', [], FIRST)).toContain('1.452 clienti scaricati<');
  expect(banner('it', KINDS.slice(0, 1), { ...FIRST, processed: 132, added: 132 })).toContain(
    '132 clienti scaricati<',
  );
});

test('later runs report new customers, even if they replace all others', () => {
  expect(banner('it', KINDS, { ...FIRST, unchanged: 1_450, added: 2 })).toContain('✅ 2 clienti nuovi<');
  expect(banner('it', KINDS, { ...FIRST, missing: 9 })).toContain('1.452 clienti nuovi, 9 non più in elenco');
});
