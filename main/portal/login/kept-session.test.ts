import { expect, test } from 'vitest';
import { KeptSession } from './kept-session';

const LOGIN = { origin: 'https://archibald.example.it', user: 'rossi', password: 'segreta' };
const LIST = '/Archibald/CUSTTABLE_ListView_Office/';

function keeping(): KeptSession {
  const kept = new KeptSession();
  expect(kept.keep(kept.begin(LOGIN, null), LIST)).toBe(true);
  return kept;
}

test('begins clean, and goes on with what was kept and with where the list was', () => {
  expect(new KeptSession().begin(LOGIN, null)).toMatchObject({ isKept: false, listPath: null });
  expect(keeping().begin(LOGIN, null)).toMatchObject({ isKept: true, listPath: LIST });
});

test('vouches for no other password, account, portal or certificate', () => {
  expect(keeping().begin({ ...LOGIN, password: 'altra' }, null).isKept).toBe(false);
  expect(keeping().begin({ ...LOGIN, user: 'bianchi' }, null).isKept).toBe(false);
  expect(keeping().begin({ ...LOGIN, origin: 'https://other.example.it' }, null).isKept).toBe(false);
  const pin = { fingerprint: 'AB:CD', isExact: false };
  expect(keeping().begin(LOGIN, pin).isKept).toBe(false);
  // Names that run into each other are other names.
  expect(keeping().begin({ ...LOGIN, user: 'rossise', password: 'greta' }, null).isKept).toBe(false);
});

test('no longer knows the first account once another one has begun', () => {
  const kept = keeping();
  kept.begin({ ...LOGIN, user: 'bianchi' }, null);
  expect(kept.begin(LOGIN, null).isKept).toBe(false);
});

test('keeps nothing of a visit during which it was told to forget', () => {
  const kept = keeping();
  const start = kept.begin(LOGIN, null);
  kept.forget();
  expect(kept.keep(start, LIST)).toBe(false);
  expect(kept.begin(LOGIN, null).isKept).toBe(false);
});

test('holds no password in what it remembers', () => {
  const kept = keeping();
  expect(JSON.stringify(kept.begin(LOGIN, null))).not.toContain('segreta');
});
