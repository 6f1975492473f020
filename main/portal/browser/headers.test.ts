import { expect, test } from 'vitest';
import type { Headers } from './headers';
import { changedHeaders } from './headers';

const PAGE = { method: 'GET', statusCode: 200, isFrame: false };
const POSTED = { ...PAGE, method: 'POST' };
const PDF = { 'Content-Type': ['application/pdf'] };

test.each<readonly [string, typeof PAGE, Headers]>([
  ['a PDF without a disposition', POSTED, PDF],
  ['a PDF to be shown', PAGE, { 'content-type': ['application/pdf'], 'content-disposition': ['inline'] }],
  ['a PDF with a charset', PAGE, { 'Content-Type': ['Application/PDF; charset=utf-8'] }],
  [
    'a file without a type whose name says it',
    PAGE,
    { 'Content-Disposition': ['inline; filename=Clienti.pdf'] },
  ],
  ['an answer to a form that has no type', POSTED, {}],
])('%s is saved', (_name, document, headers) => {
  const changed = changedHeaders(document, headers);
  const dispositions = Object.entries(changed).filter(([name]) => /^content-disposition$/i.test(name));
  expect(dispositions).toEqual([['Content-Disposition', ['attachment']]]);
});

test.each<readonly [string, typeof PAGE, Headers]>([
  ['a page', PAGE, { 'Content-Type': ['text/html; charset=utf-8'] }],
  ['a page that answers a form', POSTED, { 'Content-Type': ['text/html'] }],
  ['a document without a type', PAGE, {}],
  ['a redirect', { ...POSTED, statusCode: 302 }, { Location: ['/Archibald/Default.aspx'] }],
])('%s keeps its headers and may connect to the portal only', (_name, document, headers) => {
  const changed = changedHeaders(document, headers);
  expect(changed).toEqual({
    ...headers,
    'Content-Security-Policy': ["connect-src 'self' data: blob:; webrtc 'block'"],
  });
  // Inline scripts and the portal's own resources are not restricted.
  expect(changed['Content-Security-Policy']?.join()).not.toMatch(/default-src|script-src|worker-src|img-src/);
});

test('the portal’s own policy stays, and a frame may do everything but open a dialog', () => {
  const own = { 'content-security-policy': ["img-src 'self'"], 'Content-Type': ['text/html'] };
  const alone = expect.stringContaining("connect-src 'self'") as string;
  const page = changedHeaders(PAGE, own);
  expect(page).toEqual({
    'Content-Type': ['text/html'],
    'Content-Security-Policy': ["img-src 'self'", alone],
  });
  const policies = changedHeaders({ ...PAGE, isFrame: true }, own)['Content-Security-Policy'];
  expect(policies).toEqual(["img-src 'self'", alone, expect.stringMatching(/^sandbox .*allow-same-origin/)]);
  expect(policies?.join()).not.toContain('allow-modals');
});
