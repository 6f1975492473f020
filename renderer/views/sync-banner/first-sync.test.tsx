import { createElement } from 'react';
import { expect, test } from 'vitest';
import { aRun, aStatus } from '../../../tests/helpers/sync';
import { en } from '../../strings/en';
import { it } from '../../strings/it';
import type { Strings } from '../../strings/it';
import { renderToHtml } from '../render-to-html';
import { RunResult } from '../sync/runs-table';
import { SyncBanner } from './sync-banner';

const KINDS = [
  { kind: 'debitor', type: 'Debitor', description: null, customers: 132 },
  { kind: 'potential', type: 'Potential', description: 'potenziali', customers: 1_320 },
];
const FIRST = { processed: 1_452, added: 1_452, updated: 0, unchanged: 0, missing: 0 };

function banner(language: 'it' | 'en', kindChoices: readonly object[], counts: typeof FIRST): string {
  return renderToHtml(createElement(SyncBanner), {
    settings: {
      snapshot: { connection: { kind: 'demo' }, preferences: { automaticBanner: true, language } },
    },
    sync: { progress: null, justFinished: aRun({ counts }), refusal: null, status: aStatus() },
    news: { customers: 0 },
    ui: {},
    question: { kindChoices },
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

test('the list of runs also reports the customers of the first run as downloaded', () => {
  const run = aRun({ counts: FIRST });
  const result = (strings: Strings): string => renderToHtml(createElement(RunResult, { run, strings }), {});
  expect(result(it)).toMatch(/>1\.452 clienti scaricati$/);
  expect(result(en)).toMatch(/>1,452 customers downloaded$/);
});
