import { expect, test } from 'vitest';
import { en } from '../../../strings/en';
import { it } from '../../../strings/it';
import { kindName } from './kind-name';

test.each([
  ['Debitor', 'Debitor', 'Clienti', 'Customers'],
  [' debitor', null, 'Clienti', 'Customers'],
  ['PotFromCon', 'Potential from Concessionario', 'Potenziali di concessionario', 'Dealers’ prospects'],
  [null, null, 'Senza tipo', 'No type'],
  ['Agenzia', 'Agenzie', 'Agenzie', 'Agenzie'],
  ['Agenzia', null, 'Agenzia', 'Agenzia'],
  ['constructor', null, 'constructor', 'constructor'],
])('the kind %j, %j is called %j and %j', (type, description, italian, english) => {
  expect(kindName({ type, description }, it, 'many')).toBe(italian);
  expect(kindName({ type, description }, en, 'many')).toBe(english);
});

test('a single customer has the singular name', () => {
  expect(kindName({ type: 'CustFromConcess', description: null }, it, 'one')).toBe(
    'Cliente di concessionario',
  );
});
