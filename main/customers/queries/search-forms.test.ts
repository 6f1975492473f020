import { expect, test } from 'vitest';
import type { CustomerRecord } from '../../../preload/contract';
import { storeOf } from '../../../tests/helpers/cache';
import { aCustomer, aQuery } from '../../../tests/helpers/customers';
import type { FoundPage } from './search';
import { searchCustomers, sumCustomers } from './search';

const NOTHING = {
  vatNumber: null,
  pec: null,
  sdi: null,
  deliveryTerms: null,
  street: null,
  postalCode: null,
  city: null,
  phone: null,
  externalAccountNumber: null,
  description: null,
  type: null,
} as const satisfies Partial<CustomerRecord>;

/** Returns a customer without any other data. */
function only(fields: Partial<CustomerRecord>): CustomerRecord {
  return aCustomer({ ...NOTHING, id: '9000001', ...fields });
}

function search(customers: readonly CustomerRecord[], typed: string, more = {}): FoundPage {
  return searchCustomers(storeOf(customers), aQuery({ search: typed, ...more }));
}

const idsOf = ({ items }: FoundPage): string[] => items.map(({ id }) => id);

const OTHERS = [
  only({ id: '9000002', name: 'Studio Bianchi', city: 'Asti' }),
  only({ id: '9000003', name: 'Verdi', phone: '+39 011 555666' }),
];

test.each<[fields: Partial<CustomerRecord>, typed: readonly string[]]>([
  [{ name: 'Alfa S.R.L.' }, ['srl', 's.r.l.', 's r l', 'SRL', 'S.r.l', 'alfa srl', 'alfasrl']],
  [{ name: 'Alfa SRL' }, ['srl', 's.r.l.', 'alfa s.r.l.']],
  [{ name: 'Beta S.N.C. di Rossi & C.' }, ['snc', 's.n.c.', 'beta snc rossi', 'snc di rossi']],
  [{ name: 'Studio Lo Presti' }, ['lopresti', 'lo presti', 'lo-presti', 'presti', 'studio lopresti']],
  [{ name: 'Studio Lopresti' }, ['lo presti', 'lopresti', 'lo.presti']],
  [{ name: 'De Santis' }, ['desantis', 'de santis', 'santis de']],
  [{ name: "Dell'Orto" }, ['dellorto', 'dell orto', 'dell’orto', 'orto']],
  [{ name: "D'Angelo" }, ['dangelo', 'd angelo', 'angelo', "d'ang"]],
  [{ name: 'Nicolosi' }, ['colosi', 'olos', 'nic']],
  [
    { name: 'LaboratorioTullio Rocca' },
    ['laboratorio tullio', 'tullio rocca', 'laboratoriotullio', 'tullio'],
  ],
  [{ name: 'Groß' }, ['gross', 'groß', 'gros']],
  [{ name: 'Søren Ærø' }, ['soren', 'søren', 'aero']],
  [
    { vatNumber: '07492834372' },
    ['IT07492834372', 'it 07492834372', 'P.IVA 07492834372', 'p iva 07492834372', 'Partita IVA: 07492834372'],
  ],
  [{ vatNumber: '07492834372' }, ['074 928 343 72', '834372', '9283', 'P.IVA IT07492834372']],
  [{ vatNumber: 'P.IVA 07492834372' }, ['P.IVA 07492834372', '07492834372', 'IT07492834372']],
  [{ name: 'Rossi', phone: '+39 0543 99887' }, ['rossi 0543 99887', '0543 99887 rossi', 'rossi 99887']],
  [
    { phone: '+39 0543 99887' },
    ['+39 0543 99887', '+39054399887', '0543/99887', '0543-99887', '39 0543 99887'],
  ],
  [{ phone: '+39 0543 99887' }, ['0039 0543 99887', '(0543) 99887', 'tel. 0543 99887', '9988', '+39 05']],
  [{ phone: '0543 12345 / 340 1234567' }, ['340 1234567', '3401234', '34567', '0543 12345']],
  [{ mobile: '3471234567' }, ['cell. 347 123 4567', '347', '+39 347']],
  [
    { fiscalCode: 'RSSMRA70A01H501Z' },
    ['rssmra70a01h501z', 'RSS MRA 70A01 H501Z', 'CF RSSMRA70A01H501Z', 'h501z'],
  ],
  [{ pec: 'studio.rossi@pec.example' }, ['studio.rossi@pec.example', 'rossi@pec', 'studio rossi pec']],
  [{ sdi: 'ABC12DE' }, ['abc12de', 'ABC12', '12de']],
  [{ url: 'https://www.studio-rossi.example/chi-siamo' }, ['www.studio-rossi.example', 'studiorossi']],
  [{ accountNumber: '1172454' }, ['1172454', '72454']],
  [{ ourAccountNumber: 'AB-7721' }, ['ab-7721', 'ab7721', '7721']],
  [{ externalAccountNumber: '0044821' }, ['0044821', '44821']],
  [{ description: 'Customer from Concessionario' }, ['concessionario', 'customer from']],
  [{ type: 'PotFromCon' }, ['potfromcon']],
  [{ deliveryTerms: 'Corriere 24h' }, ['corriere', '24h', 'corriere24h']],
])('the search finds %j in each way of writing it', (fields, typed) => {
  for (const text of typed) {
    const found = search([...OTHERS, only({ name: 'Zeta', ...fields })], text);
    expect([text, found.items[0]?.id, found.similarFrom]).toEqual([text, '9000001', null]);
  }
});

test('a phone number finds its customers from the first character typed', () => {
  const customers = [...OTHERS, only({ phone: '+39 0543 99887' })];
  for (const text of ['+3', '+39', '+39 ', '+39 0', '+39 05', '+39 054']) {
    expect([text, idsOf(search(customers, text))]).toEqual([text, expect.arrayContaining(['9000001'])]);
    expect(idsOf(search(customers, text))).not.toContain('9000002');
  }
  expect(idsOf(search(customers, '+39 054'))).toEqual(['9000001']);
  expect(search(customers, '+').total).toBe(3);
});

test('short text matches beginnings of words and numbers, not their insides', () => {
  const customers = [only({ name: 'Nicolosi', phone: '0543 99887' })];
  expect(search(customers, 'ni').total).toBe(1);
  expect(search(customers, 'os').total).toBe(0);
  expect(search(customers, '054').total).toBe(1);
  expect(search(customers, '998').total).toBe(0);
  expect(search(customers, 'losi054').total).toBe(0);
});

test('the ranking prefers name, city, number, then the rest, and whole words, beginnings, then insides', () => {
  const customers = [
    only({ id: '1', name: 'A', street: 'Via Roma, 1' }),
    only({ id: '2', name: 'B', city: 'Roma' }),
    only({ id: '3', name: 'C Aromatica' }),
    only({ id: '4', name: 'D Romano' }),
    only({ id: '5', name: 'E Roma' }),
    only({ id: '6', name: 'F', other: { ZONA: 'Aromi' } }),
    only({ id: '7', name: 'G', city: 'Romagnano' }),
  ];
  expect(idsOf(search(customers, 'roma'))).toEqual(['5', '4', '3', '2', '7', '1']);
  const numbered = [
    only({ id: '1', name: 'A', other: { NOTA: 'lotto 4455 bis' } }),
    only({ id: '2', name: 'B', vatNumber: '00004455000' }),
    only({ id: '3', name: 'C', vatNumber: '44550000000' }),
    only({ id: '4', name: 'D', accountNumber: '4455' }),
    only({ id: '5', name: 'Studio 4455' }),
  ];
  expect(idsOf(search(numbered, '4455'))).toEqual(['5', '4', '3', '2', '1']);
});

test('the ranking puts customers before prospects and respects another order', () => {
  const customers = [
    only({ id: '1', name: 'Rossi A', type: 'PotFromCon', salesCents: 5 }),
    only({ id: '2', name: 'Rossi B', type: 'Debitor', salesCents: 1 }),
    only({ id: '3', name: 'Rossini', type: 'Debitor', salesCents: 9 }),
  ];
  expect(idsOf(search(customers, 'rossi'))).toEqual(['2', '1', '3']);
  const bySales = { sort: 'salesCents', direction: 'descending' } as const;
  expect(idsOf(search(customers, 'rossi', bySales))).toEqual(['3', '1', '2']);
});

test.each([
  ['nicollosi', 'Nicolosi'],
  ['nikolosi', 'Nicolosi'],
  ['nioclosi', 'Nicolosi'],
  ['nicolsi', 'Nicolosi'],
  ['nikol', 'Nicolosi'],
  ['champagnia', 'Studio Campagna'],
  ['zambeli', 'Zambelli'],
  ['sambelli', 'Zambelli'],
  ['loprestti', 'Lo Presti'],
  ['rossi spa', 'Rossi Srl'],
])('the search shows near misses when nobody has %j', (typed, name) => {
  const found = search([...OTHERS, only({ name })], typed);
  expect(found).toMatchObject({ items: [{ id: '9000001' }], total: 1, similarFrom: 0 });
});

test('numbers have no near misses, and distant names are not near', () => {
  const customers = [...OTHERS, only({ name: 'Rossi', vatNumber: '07492834372' })];
  for (const typed of ['07492834373', 'rossi 0749283438', 'zzzz', 'bi']) {
    expect([typed, search(customers, typed).similarFrom]).toEqual([typed, null]);
  }
});

test('near misses follow a few matches inside words, and the sums include them', () => {
  const customers = [
    only({ id: '1', name: 'Mariotti', salesCents: 1 }),
    only({ id: '2', name: 'Ariotta', salesCents: 10 }),
    only({ id: '3', name: 'Bianchi', salesCents: 100 }),
  ];
  const found = search(customers, 'ariotti');
  expect(idsOf(found)).toEqual(['1', '2']);
  expect(found).toMatchObject({ total: 2, similarFrom: 1 });
  const second = search(customers, 'ariotti', { offset: 1, limit: 1 });
  expect(second).toMatchObject({ items: [{ id: '2' }], total: 2, similarFrom: 1 });
  const store = storeOf(customers);
  expect(sumCustomers(store, aQuery({ search: 'ariotti' })).salesCents).toBe(11);
  expect(sumCustomers(store, aQuery({ search: 'bianchi' })).salesCents).toBe(100);
});
