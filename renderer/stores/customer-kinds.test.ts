import { expect, test } from 'vitest';
import type { CustomerKind } from '../../preload/contract';
import { countOf, isProspect, scopeOf, usualKinds } from './customer-kinds';

const kind = (type: string | null, customers: number, description: string | null = null): CustomerKind => ({
  kind: (type ?? '').toLowerCase(),
  type,
  description,
  customers,
});

/** As a real list has them. */
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
])('of type %j, %j, one is a prospect: %s', (type, description, expected) => {
  expect(isProspect({ type, description })).toBe(expected);
});

test('the agent’s own customers are listed first where most are prospects, all where they are few or alone', () => {
  expect(usualKinds(REAL)).toEqual(OWN);
  expect(usualKinds([kind('Debitor', 28), kind('PotFromCon', 28)])).toBeNull();
  expect(usualKinds([kind('PotFromCon', 28)])).toBeNull();
  expect(usualKinds([])).toBeNull();
});

test('counts what a choice holds', () => {
  expect(countOf(REAL, null)).toBe(1_452);
  expect(countOf(REAL, OWN)).toBe(132);
});

test('tells what a choice amounts to', () => {
  expect(scopeOf(REAL, null)).toBe('all');
  expect(scopeOf(REAL, [...OWN].reverse())).toBe('own');
  expect(scopeOf(REAL, ['potdentiital', 'potfromcon'])).toBe('prospects');
  expect(scopeOf(REAL, ['potdentiital'])).toBe('some');
});
