import { createElement } from 'react';
import { expect, test } from 'vitest';
import { aStatus } from '../../../tests/helpers/sync';
import { renderToHtml, settingsOf } from '../render-to-html';
import { StatusCard } from './status-card';

function plan(language: 'it' | 'en', hold: object): string | undefined {
  const status = { ...aStatus(), nextSyncAt: null, hold } as ReturnType<typeof aStatus>;
  const html = renderToHtml(createElement(StatusCard, { status }), {
    settings: settingsOf({ kind: 'demo' }, language),
    sync: { status },
  });
  return /data-testid="metric-next"[^>]*>([^<]*)</.exec(html)?.[1];
}

test('the card says once that the agent paused, and names any other reason', () => {
  expect(plan('it', { reason: 'paused' })).toBe('In pausa');
  expect(plan('en', { reason: 'paused' })).toBe('Paused by you');
  expect(plan('it', { reason: 'offline' })).toBe('Sospeso: sei offline');
  expect(plan('en', { reason: 'offline' })).toBe('On hold: you are offline');
});
