import { expect, test } from 'vitest';
import { KeptSession } from './kept-session';

const LOGIN = { origin: 'https://archibald.example.it', user: 'rossi', password: 'segreta' };
const LIST = '/Archibald/CUSTTABLE_ListView_Office/';

function keeping(): KeptSession {
  const kept = new KeptSession();
  expect(kept.keep(kept.begin(LOGIN, null), LIST)).toBe(true);
  return kept;
}

test('a visit starts clean, and then continues with the kept session and its list path', () => {
  expect(new KeptSession().begin(LOGIN, null)).toMatchObject({ isKept: false, listPath: null });
  expect(keeping().begin(LOGIN, null)).toMatchObject({ isKept: true, listPath: LIST });
});

test('a session confirms no other password, account, portal or certificate', () => {
  expect(keeping().begin({ ...LOGIN, password: 'altra' }, null).isKept).toBe(false);
  expect(keeping().begin({ ...LOGIN, user: 'bianchi' }, null).isKept).toBe(false);
  expect(keeping().begin({ ...LOGIN, origin: 'https://other.example.it' }, null).isKept).toBe(false);
  const pin = { fingerprint: 'AB:CD', isExact: false };
  expect(keeping().begin(LOGIN, pin).isKept).toBe(false);
  // The same letters, split differently between user and password, are another account.
  expect(keeping().begin({ ...LOGIN, user: 'rossise', password: 'greta' }, null).isKept).toBe(false);
});

test('the first account is forgotten once another one has begun', () => {
  const kept = keeping();
  kept.begin({ ...LOGIN, user: 'bianchi' }, null);
  expect(kept.begin(LOGIN, null).isKept).toBe(false);
});

test('a visit during which the session was forgotten keeps nothing', () => {
  const kept = keeping();
  const start = kept.begin(LOGIN, null);
  kept.forget();
  expect(kept.keep(start, LIST)).toBe(false);
  expect(kept.begin(LOGIN, null).isKept).toBe(false);
});

test('the stored data contain no password', () => {
  const kept = keeping();
  expect(JSON.stringify(kept.begin(LOGIN, null))).not.toContain('segreta');
});
