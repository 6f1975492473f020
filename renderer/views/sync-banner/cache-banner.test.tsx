import { createElement } from 'react';
import { expect, test } from 'vitest';
import { renderToHtml, settingsOf } from '../render-to-html';
import { CacheBanner } from './cache-banner';

const ACCOUNT = { kind: 'account', portalUrl: 'https://portal.example', user: 'a', password: 'stored' };

function banner(connection: object, listFilter: string | null): string {
  return renderToHtml(createElement(CacheBanner), {
    settings: settingsOf(connection),
    cache: {
      state: { repair: null, notesRepair: null, partialExport: { run: 2, exported: 70, known: 1_454 } },
      refusal: null,
    },
    sync: { status: { listFilter } },
  });
}

/** Returns the labels of the buttons of each line. */
function buttons(html: string): readonly string[] {
  return html
    .split('data-testid="')
    .slice(1)
    .map((notice) => [...notice.matchAll(/Button-label">([^<]+)</g)].map(([, label]) => label).join(' · '));
}

test('the question about a partial list leads to the portal that its sentence names', () => {
  expect(buttons(banner(ACCOUNT, null))).toEqual(['Apri il portale · Accetta l’elenco ridotto']);
  expect(buttons(banner(ACCOUNT, 'Attivi'))).toEqual([
    'Apri il portale',
    'Apri il portale · Accetta l’elenco ridotto',
  ]);
});

test('the demo, whose portal is no page, has no button for it', () => {
  expect(buttons(banner({ kind: 'demo' }, 'Attivi'))).toEqual(['', 'Accetta l’elenco ridotto']);
});

test('the title of a line is a sentence of its own', () => {
  expect(banner(ACCOUNT, null)).toContain(
    'Elenco parziale? 70 clienti invece di 1.454.</strong> <span>Forse',
  );
});
