import { expect, test } from 'vitest';
import type { CustomerKind } from '../../preload/contract';
import { countCustomersOfKinds, isProspect, findScope, defaultKinds } from './customer-kinds';

const kind = (type: string | null, customers: number, description: string | null = null): CustomerKind => ({
  kind: (type ?? '').toLowerCase(),
  type,
  description,
  customers,
});

/** The kinds of a real list. */
const REAL = [
  kind(null, 2),
  kind('Debitor', 28),
  kind('CustFromConcess', 102),
  kind('PotFromCon', 271),
  kind('PotDentiItal', 1_049),
];
const OWN = ['', 'debitor', 'custfromconcess'];

test.each([
  ['PotFromCon', null, true],
  [' potDentiItal', null, true],
  ['Lead', 'Potential from a fair', true],
  ['X1', 'Potenziale cliente', true],
  ['Debitor', 'Debitor', false],
  ['DepotClient', null, false],
  ['Nuovo', null, false],
  [null, null, false],
])('isProspect of type %j and description %j is %s', (type, description, expected) => {
  expect(isProspect({ type, description })).toBe(expected);
});

test('the agent’s own customers are the default only if prospects outnumber them', () => {
  expect(defaultKinds(REAL)).toEqual(OWN);
  expect(defaultKinds([kind('Debitor', 28), kind('PotFromCon', 28)])).toBeNull();
  expect(defaultKinds([kind('PotFromCon', 28)])).toBeNull();
  expect(defaultKinds([])).toBeNull();
});

test('countCustomersOfKinds returns the number of customers of a choice', () => {
  expect(countCustomersOfKinds(REAL, null)).toBe(1_452);
  expect(countCustomersOfKinds(REAL, OWN)).toBe(132);
});

test('findScope recognises each scope', () => {
  expect(findScope(REAL, null)).toBe('all');
  expect(findScope(REAL, [...OWN].reverse())).toBe('own');
  expect(findScope(REAL, ['potdentiital', 'potfromcon'])).toBe('prospects');
  expect(findScope(REAL, ['potdentiital'])).toBe('some');
});
