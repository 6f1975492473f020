import { createElement } from 'react';
import { expect, test } from 'vitest';
import { aCustomer } from '../../tests/helpers/customers';
import { PanelHead } from './customers/detail/panel-head';
import { RecentCustomers } from './customers/tools/recent-customers';
import { NewsView } from './news/news-view';
import { renderToHtml } from './render-to-html';

const PORTAL_NAME = '"Studio Rossi"';

const nothing = (): void => undefined;

function expectPlain(html: string): void {
  expect(html).toContain('Studio Rossi');
  expect(html).not.toMatch(/&quot;Studio|Rossi&quot;|"Studio Rossi"/);
}

test('the head of a customer’s panel shows the name without quotation marks', () => {
  const customer = { record: aCustomer({ name: PORTAL_NAME }), missingSince: null, removedSince: null };
  expectPlain(
    renderToHtml(createElement(PanelHead, { customer: customer as never, onClose: nothing }), {
      rows: { total: 1, items: new Map() },
      openCustomer: { cursor: 0, selectedId: customer.record.id, step: nothing },
      customerFiles: { ask: nothing, print: nothing, isBusy: false },
      list: { loadCaptions: nothing },
      ui: { copy: nothing },
    }),
  );
});

test('the recent customers are shown without quotation marks', () => {
  expectPlain(
    renderToHtml(createElement(RecentCustomers, { onOpen: nothing }), {
      recent: { recent: [{ id: '1', name: PORTAL_NAME, city: 'Roma' }], cursor: 0 },
    }),
  );
});

test('news shows names without quotation marks, including new names', () => {
  const rename = { kind: 'changed', field: 'name', column: null, oldValue: 'Studio', newValue: PORTAL_NAME };
  const story = {
    customerId: '1',
    customerName: PORTAL_NAME,
    day: '2026-11-29',
    at: '2026-11-29T08:00:00.000Z',
    kinds: ['other'],
    isProspect: false,
    isSeen: false,
    changes: [rename],
  };
  const html = renderToHtml(createElement(NewsView), {
    news: { stories: [story], customers: 1, own: 1, total: 1, counts: {}, kind: null, scope: 'all' },
    openCustomer: { selectedId: null, select: nothing },
  });
  expectPlain(html);
  expect(html.match(/Studio Rossi/g)).toHaveLength(2);
});
