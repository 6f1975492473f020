import { expect, test } from 'vitest';
import { listCustomers } from '../../main/command-line/list-customers';
import { printMetrics } from '../../main/command-line/print-metrics';
import { aCustomer } from '../helpers/customers';
import { writeFirstVersionData } from '../helpers/first-version';
import { writeLaterVersionData } from '../helpers/later-version';
import { tempFolder } from '../helpers/temp-folder';

const CUSTOMERS = [aCustomer({ id: '7', name: 'Cliente 7' }), aCustomer({ id: '8', name: 'Cliente 8' })];

test.each([
  [1, () => writeFirstVersionData(tempFolder())],
  [2, () => writeLaterVersionData(tempFolder(), 2, CUSTOMERS)],
  [3, () => writeLaterVersionData(tempFolder(), 3, CUSTOMERS)],
])('a cache of schema %i is upgraded before it is read head-less', (_schema, left) => {
  expect(listCustomers(['--data', left()])).toMatchObject({
    ok: true,
    value: [
      { email: null, other: {} },
      { email: null, other: {} },
    ],
  });
  expect(printMetrics(['--data', left()])).toMatchObject({ ok: true });
});
