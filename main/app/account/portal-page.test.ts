import { expect, test } from 'vitest';
import { NO_POLICY } from '../../settings/policy';
import { portalPage } from './portal-page';

const { policy } = NO_POLICY;
const ACCOUNT = {
  kind: 'account',
  portalOrigin: 'https://archibald.example.it:8443',
  user: 'rossi',
} as const;
const ADDRESS = 'https://archibald.example.it:8443/Archibald/CUSTTABLE_ListView_Agent/';

test('the page of the portal is the customer list, without any account data', () => {
  expect(portalPage(ACCOUNT, policy)).toEqual({ ok: true, value: ADDRESS });
});

test('there is no page without an account or in the demo', () => {
  for (const kind of ['none', 'demo'] as const) {
    expect(portalPage({ kind }, policy)).toMatchObject({ error: { code: 'NO_ACCOUNT' } });
  }
});

test('only the portal named by the company has a page', () => {
  const fixed = { ...policy, portalOrigin: 'https://other.example.it' };
  expect(portalPage(ACCOUNT, fixed)).toMatchObject({ error: { code: 'PORTAL_NOT_ALLOWED' } });
  expect(portalPage(ACCOUNT, { ...policy, portalOrigin: ACCOUNT.portalOrigin })).toMatchObject({ ok: true });
});
