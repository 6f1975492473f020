import { expect, test } from 'vitest';
import type { CustomerChange, NewsStory } from '../../../preload/contract';
import { en } from '../../strings/en';
import { it } from '../../strings/it';
import { storyInWords } from './story-in-words';

function changed(
  field: CustomerChange['field'],
  oldValue: CustomerChange['oldValue'],
  newValue: CustomerChange['newValue'],
): CustomerChange {
  return { ...happened('changed'), field, oldValue, newValue };
}

function happened(kind: CustomerChange['kind']): CustomerChange {
  return {
    number: 1,
    customerId: '7',
    customerName: 'Rossi',
    kind,
    field: null,
    column: null,
    oldValue: null,
    newValue: null,
    at: '2026-11-23T08:00:00.000Z',
    run: 1,
  };
}

/** Returns the sentences in Italian, with plain spaces instead of no-break ones. */
const told = (...changes: CustomerChange[]): string[] => toldOf({}, ...changes);

const toldOf = (story: Partial<NewsStory>, ...changes: CustomerChange[]): string[] =>
  storyInWords({ changes, day: '2026-11-23', isProspect: false, kinds: [], ...story }, it).map((sentence) =>
    sentence.replace(/[\u00a0\u202f]/g, ' '),
  );

test('an order is one sentence with its amount, even if several fields report it', () => {
  expect(
    told(
      changed('lastOrderDate', '2026-10-01', '2026-11-23'),
      changed('orderCount', 2, 3),
      changed('salesCents', 100_00, 968_35),
    ),
  ).toEqual(['Nuovo ordine: +868,35 €']);
  expect(told(changed('orderCount', 2, 5), changed('salesCents', null, 100_00))).toEqual([
    '3 nuovi ordini: +100,00 €',
  ]);
  expect(told(changed('orderCount', null, 1))).toEqual(['Nuovo ordine']);
  expect(told(changed('lastOrderDate', null, '2026-11-23'))).toEqual(['Nuovo ordine (23/11/2026)']);
  const changes = [changed('orderCount', 2, 3)];
  expect(storyInWords({ changes, day: '2026-11-23', isProspect: false, kinds: ['orders'] }, en)).toEqual([
    'New order',
  ]);
});

test('sales without an order are sales, and a decrease is not an order', () => {
  expect(told(changed('salesCents', 100_00, 150_00))).toEqual(['Vendite: +50,00 €']);
  expect(told(changed('salesCents', 150_00, 100_00))).toEqual(['Vendite: 150,00 € → 100,00 €']);
  expect(told(changed('orderCount', 3, 2))).toEqual(['Ordini: 3 → 2']);
  expect(told(changed('lastOrderDate', '2026-11-23', null))).toEqual([
    'Ultimo ordine: ora vuoto (prima 23/11/2026)',
  ]);
});

test('the order comes first, followed by the other changes', () => {
  expect(
    told(
      changed('phone', '06 1', '06 2'),
      changed('email', null, 'a@b.it'),
      changed('mobile', '333 1', null),
      changed('orderCount', 1, 2),
    ),
  ).toEqual([
    'Nuovo ordine',
    'Telefono: 06 1 → 06 2',
    'E-mail: a@b.it (prima vuoto)',
    'Cellulare: ora vuoto (prima 333 1)',
  ]);
});

test('a field that changed twice shows its first and last value, and an unchanged one is omitted', () => {
  expect(told(changed('phone', '1', '2'), changed('phone', '2', '3'))).toEqual(['Telefono: 1 → 3']);
  expect(told(changed('phone', null, '2'), changed('phone', '2', '3'))).toEqual([
    'Telefono: 3 (prima vuoto)',
  ]);
  expect(told(changed('phone', '1', '2'), changed('phone', '2', '1'))).toEqual([]);
  expect(told(changed('orderCount', 1, 2), changed('orderCount', 2, 3))).toEqual(['2 nuovi ordini']);
});

test('an address with several changed parts is shown completely', () => {
  expect(
    told(
      changed('city', 'Roma', 'Torino'),
      changed('street', 'Via A 1', 'Via Po 3'),
      changed('postalCode', '00100', '10100'),
    ),
  ).toEqual(['Nuovo indirizzo: Via Po 3, 10100 Torino']);
  expect(told(changed('city', 'Roma', 'Torino'))).toEqual(['Città: Roma → Torino']);
});

test('appearances, absences and new names are described in words', () => {
  expect(told(happened('new'))).toEqual(['Nuovo cliente']);
  expect(told(happened('missing'))).toEqual(['Non è più nell’elenco del portale']);
  expect(told(happened('back'), changed('name', 'Rossi', 'Rossi S.r.l.'))).toEqual([
    'Di nuovo nell’elenco',
    'Ora si chiama Rossi S.r.l.',
  ]);
});

test('a new year is one sentence instead of six figures', () => {
  expect(
    told(
      changed('orderCount', 4, 0),
      changed('salesCents', 500_00, 0),
      changed('previousOrderCount1', 2, 4),
      changed('previousSales1Cents', 300_00, 500_00),
      changed('previousSales2Cents', 100_00, 300_00),
    ),
  ).toEqual(['Nuovo anno: le vendite ripartono da zero']);
  expect(told(changed('previousSales1Cents', 300_00, 310_00))).toEqual(['Vendite 2025: 300,00 € → 310,00 €']);
});

test('an unknown column appears with its caption', () => {
  expect(told({ ...changed(null, 'Est', 'Ovest'), column: 'ZONA' })).toEqual(['ZONA: Est → Ovest']);
});

test('a prospect becomes a customer with its first order', () => {
  expect(toldOf({ isProspect: true }, happened('new'))).toEqual(['Nuovo potenziale']);
  expect(
    toldOf(
      { isProspect: true, kinds: ['won', 'orders'] },
      changed('orderCount', 0, 1),
      changed('salesCents', null, 29_19),
      changed('lastOrderDate', null, '2026-11-23'),
    ),
  ).toEqual(['È diventato cliente · primo ordine 29,19 €']);
  expect(
    toldOf(
      { kinds: ['won'] },
      changed('type', 'PotDentItal', 'Debitor'),
      changed('description', 'Potenziali', 'Clienti'),
      changed('phone', '1', '2'),
    ),
  ).toEqual(['È diventato cliente', 'Telefono: 1 → 2']);
});

test('a change of kind is one sentence with the names of the kinds', () => {
  expect(
    told(
      changed('type', 'CustFromConcess', 'Debitor'),
      changed('description', 'Cliente di un concessionario', 'Cliente'),
    ),
  ).toEqual(['Tipo: Cliente di concessionario → Cliente']);
});
