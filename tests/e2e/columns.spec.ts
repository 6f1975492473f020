import { expect, test } from 'playwright/test';
import type { ExportedCustomer, SyncRun } from '../../preload/contract';
import { aCustomer, manyCustomers } from '../helpers/customers';
import { gallery } from './gallery';
import { launch, quit } from './launch';
import { prepareStored } from './prepare-stored';

test.setTimeout(180_000);

const BEFORE = [
  ...manyCustomers(40),
  aCustomer({
    id: '3267',
    name: 'Ambulatorio Zanetti',
    email: 'segreteria@studio-zanetti.example.it',
    other: {
      'FINE ESCLUSIVA': '31/12/2025',
      'PREVISIONI ESCLUSIVE': '12.400,00 €',
      NOTE: 'Chiedere della signora Ines, mai di mercoledì: lo studio è chiuso e il telefono squilla a vuoto',
    },
  }),
];

const AFTER: readonly ExportedCustomer[] = BEFORE.map((customer) =>
  customer.id === '3267'
    ? {
        ...customer,
        email: 'info@studio-zanetti.example.it',
        other: {
          'FINE ESCLUSIVA': '31/12/2026',
          'PREVISIONI ESCLUSIVE': null,
          'VENDITE IN ESCLUSIVA': '980,50 €',
        },
      }
    : customer,
);

const READINGS: readonly Pick<SyncRun, 'reading' | 'warnings'>[] = [
  { reading: { sums: { printed: 6, verified: 6 }, columns: [], filter: null }, warnings: {} },
  {
    reading: {
      sums: { printed: 6, verified: 5 },
      filter: null,
      columns: [
        { code: 'UNKNOWN_COLUMN', column: 'FINE ESCLUSIVA' },
        { code: 'UNKNOWN_COLUMN', column: 'PREVISIONI ESCLUSIVE' },
        { code: 'UNKNOWN_COLUMN', column: 'VENDITE IN ESCLUSIVA' },
        { code: 'SIMILAR_COLUMN', column: 'LOGISTICS ADDRESS ZIP', expected: 'INDIRIZZO LOGISTICO CAP' },
        { code: 'MISSING_OPTIONAL_COLUMN', field: 'pec' },
        { code: 'SUM_MISMATCH', column: 'VENDITE PRECEDENTE' },
      ],
    },
    warnings: {
      UNKNOWN_COLUMN: 3,
      SIMILAR_COLUMN: 1,
      MISSING_OPTIONAL_COLUMN: 1,
      SUM_MISMATCH: 1,
      BAD_VALUE: 2,
    },
  },
];

test('search, panel, news and run show e-mail and the portal’s other columns', async () => {
  const running = await launch(
    prepareStored(
      [BEFORE, AFTER].map((customers, index) => ({
        customers,
        agoMs: (2 - index) * 3_600_000,
        run: READINGS[index] ?? {},
      })),
    ),
  );
  const { app, page } = running;
  const search = page.getByTestId('customers-search');
  await search.fill('980,50');
  await expect(page.getByTestId('found-by')).toHaveText('VENDITE IN ESCLUSIVA: 980,50 €');
  await search.fill('mercoledi');
  await expect(page.getByTestId('found-by')).toContainText('NOTE: … di mercoledì: lo studio è chiuso');
  await gallery(running, 'columns-found');
  await search.fill('info@studio-zan');
  await expect(page.getByTestId('found-by')).toHaveText('E-mail: info@studio-zanetti.example.it');
  await expect(page.getByTestId('found-by').locator('mark')).toHaveText(['info@studio-zan']);

  await page.getByTestId('customer-row').first().click();
  await expect(page.getByTestId('contact-email')).toHaveAttribute(
    'href',
    'mailto:info@studio-zanetti.example.it',
  );
  const other = page.getByTestId('customer-other');
  await expect(other).toContainText('Altri dati dal portale');
  await expect(other.locator('dt')).toHaveText(['FINE ESCLUSIVA', 'NOTE', 'VENDITE IN ESCLUSIVA']);
  await expect(other.getByRole('button', { name: 'Copia FINE ESCLUSIVA' })).toBeAttached();
  await gallery(running, 'columns-contacts');
  await page.getByTestId('customer-history').scrollIntoViewIfNeeded();
  await gallery(running, 'columns-detail');
  await page.keyboard.press('Escape');

  await page.getByTestId('nav-news').click();
  const news = page.getByTestId('news-item');
  await expect(news).toContainText('FINE ESCLUSIVA: 31/12/2025 → 31/12/2026');
  await expect(news).toContainText('PREVISIONI ESCLUSIVE: ora vuoto (prima 12.400,00 €)');
  await gallery(running, 'columns-news');

  await page.getByTestId('nav-sync').click();
  const rows = page.getByTestId('run-row');
  await rows.last().getByRole('button').click();
  await expect(page.getByTestId('run-notes')).toHaveText('Somme verificate: 6 di 6');
  await rows.first().getByRole('button').click();
  await expect(page.getByTestId('run-notes').locator('li')).toHaveText([
    'Somme verificate: 5 di 6',
    'La somma di «VENDITE PRECEDENTE» stampata dal portale non corrisponde: due letture concordano, dati registrati',
    'Colonna «LOGISTICS ADDRESS ZIP» letta come «INDIRIZZO LOGISTICO CAP»',
    'Colonne nuove conservate: FINE ESCLUSIVA, PREVISIONI ESCLUSIVE, VENDITE IN ESCLUSIVA',
    'Colonna PEC nascosta nel portale: valori noti conservati',
    '2 valori non leggibili: restano quelli noti',
  ]);
  await page.getByTestId('run-notes').scrollIntoViewIfNeeded();
  await gallery(running, 'columns-run');
  await quit(app);
});
