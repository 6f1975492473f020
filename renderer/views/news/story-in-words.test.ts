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
const sentences = (...changes: CustomerChange[]): string[] => sentencesOf({}, ...changes);

const sentencesOf = (story: Partial<NewsStory>, ...changes: CustomerChange[]): string[] =>
  storyInWords({ changes, day: '2026-11-23', isProspect: false, kinds: [], ...story }, it).map((sentence) =>
    sentence.replace(/[\u00a0\u202f]/g, ' '),
  );

test('an order is one sentence with its amount, even if several fields report it', () => {
  expect(
    sentences(
      changed('lastOrderDate', '2026-10-01', '2026-11-23'),
      changed('orderCount', 2, 3),
      changed('salesCents', 100_00, 968_35),
    ),
  ).toEqual(['Nuovo ordine: +868,35 €']);
  expect(sentences(changed('orderCount', 2, 5), changed('salesCents', null, 100_00))).toEqual([
    '3 nuovi ordini: +100,00 €',
  ]);
  expect(sentences(changed('orderCount', null, 1))).toEqual(['Nuovo ordine']);
  expect(sentences(changed('lastOrderDate', null, '2026-11-23'))).toEqual(['Nuovo ordine (23/11/2026)']);
  const changes = [changed('orderCount', 2, 3)];
  expect(storyInWords({ changes, day: '2026-11-23', isProspect: false, kinds: ['orders'] }, en)).toEqual([
    'New order',
  ]);
});

test('sales without an order are sales, and a decrease is not an order', () => {
  expect(sentences(changed('salesCents', 100_00, 150_00))).toEqual(['Vendite: +50,00 €']);
  expect(sentences(changed('salesCents', 150_00, 100_00))).toEqual(['Vendite: 150,00 € → 100,00 €']);
  expect(sentences(changed('orderCount', 3, 2))).toEqual(['Ordini: 3 → 2']);
  expect(sentences(changed('lastOrderDate', '2026-11-23', null))).toEqual([
    'Ultimo ordine: ora vuoto (prima 23/11/2026)',
  ]);
});

test('the order comes first, followed by the other changes', () => {
  expect(
    sentences(
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
  expect(sentences(changed('phone', '1', '2'), changed('phone', '2', '3'))).toEqual(['Telefono: 1 → 3']);
  expect(sentences(changed('phone', null, '2'), changed('phone', '2', '3'))).toEqual([
    'Telefono: 3 (prima vuoto)',
  ]);
  expect(sentences(changed('phone', '1', '2'), changed('phone', '2', '1'))).toEqual([]);
  expect(sentences(changed('orderCount', 1, 2), changed('orderCount', 2, 3))).toEqual(['2 nuovi ordini']);
});

test('an address with several changed parts is shown completely', () => {
  expect(
    sentences(
      changed('city', 'Roma', 'Torino'),
      changed('street', 'Via A 1', 'Via Po 3'),
      changed('postalCode', '00100', '10100'),
    ),
  ).toEqual(['Nuovo indirizzo: Via Po 3, 10100 Torino']);
  expect(sentences(changed('city', 'Roma', 'Torino'))).toEqual(['Città: Roma → Torino']);
});

test('appearances, absences and new names are described in words', () => {
  expect(sentences(happened('new'))).toEqual(['Nuovo cliente']);
  expect(sentences(happened('missing'))).toEqual(['Non è più nell’elenco del portale']);
  expect(sentences(happened('back'), changed('name', 'Rossi', 'Rossi S.r.l.'))).toEqual([
    'Di nuovo nell’elenco',
    'Ora si chiama Rossi S.r.l.',
  ]);
});

test('a new year is one sentence instead of six figures', () => {
  expect(
    sentences(
      changed('orderCount', 4, 0),
      changed('salesCents', 500_00, 0),
      changed('previousOrderCount1', 2, 4),
      changed('previousSales1Cents', 300_00, 500_00),
      changed('previousSales2Cents', 100_00, 300_00),
    ),
  ).toEqual(['Nuovo anno: le vendite ripartono da zero']);
  expect(sentences(changed('previousSales1Cents', 300_00, 310_00))).toEqual([
    'Vendite 2025: 300,00 € → 310,00 €',
  ]);
});

test('an unknown column appears with its caption', () => {
  expect(sentences({ ...changed(null, 'Est', 'Ovest'), column: 'ZONA' })).toEqual(['ZONA: Est → Ovest']);
});

test('a prospect becomes a customer with its first order', () => {
  expect(sentencesOf({ isProspect: true }, happened('new'))).toEqual(['Nuovo potenziale']);
  expect(
    sentencesOf(
      { isProspect: true, kinds: ['won', 'orders'] },
      changed('orderCount', 0, 1),
      changed('salesCents', null, 29_19),
      changed('lastOrderDate', null, '2026-11-23'),
    ),
  ).toEqual(['È diventato cliente · primo ordine 29,19 €']);
  expect(
    sentencesOf(
      { kinds: ['won'] },
      changed('type', 'PotDentItal', 'Debitor'),
      changed('description', 'Potenziali', 'Clienti'),
      changed('phone', '1', '2'),
    ),
  ).toEqual(['È diventato cliente', 'Telefono: 1 → 2']);
});

test('a change of kind is one sentence with the names of the kinds', () => {
  expect(
    sentences(
      changed('type', 'CustFromConcess', 'Debitor'),
      changed('description', 'Cliente di un concessionario', 'Cliente'),
    ),
  ).toEqual(['Tipo: Cliente di concessionario → Cliente']);
});
