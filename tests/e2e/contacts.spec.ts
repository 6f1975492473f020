import jsQR from 'jsqr';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { aCustomer } from '../helpers/customers';
import { setLook, gallery } from './gallery';
import { launch, quit } from './launch';
import type { RunningApp } from './launch';
import { prepareStored } from './prepare-stored';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const OWN = [
  aCustomer({
    id: '10',
    name: 'Ambulatorio Àngeli S.r.l.',
    phone: '+39081377080 / cell. 3401234567',
    mobile: '+39 34012',
    email: 'segreteria@studio-angeli.example.it',
  }),
  aCustomer({
    id: '11',
    name: 'Studio Bianchi',
    type: 'CustFromConcess',
    description: 'Customer from Concessionario',
    phone: '+393477654321',
    street: 'Via Garibaldi, 44',
  }),
  aCustomer({ id: '12', name: 'Studio Conti', type: 'Agenzia', description: 'Agenzie', phone: 'chiedere' }),
];
const PROSPECTS = ['Rossi', 'Rossini', 'Rosati', 'Verdi', 'Bianchini'].map((name, index) =>
  aCustomer({
    id: String(20 + index),
    name: `Studio ${name}`,
    type: index === 0 ? 'PotFromCon' : 'PotDentiItal',
    description: 'Potential from Elenco Odontoiatri Italia',
    phone: `+390290123${index}5`,
    lastOrderDate: null,
    salesCents: 0,
  }),
);

let running: RunningApp;
test.beforeAll(async () => {
  running = await launch(prepareStored([{ customers: [...OWN, ...PROSPECTS], agoMs: 600_000 }]));
});
test.afterAll(async () => {
  await quit(running.app);
});

/** Returns the text that a camera reads from this code on the screen. */
async function scanned({ app }: RunningApp, code: Locator): Promise<string | undefined> {
  const png = (await code.screenshot({ animations: 'disabled' })).toString('base64');
  const { width, height, bitmap } = await app.evaluate(({ nativeImage }, picture) => {
    const image = nativeImage.createFromBuffer(Buffer.from(picture, 'base64'));
    return { ...image.getSize(), bitmap: image.toBitmap().toString('base64') };
  }, png);
  // The bitmap swaps blue and red, which makes no difference in black and white.
  return jsQR(new Uint8ClampedArray(Buffer.from(bitmap, 'base64')), width, height)?.data;
}

const rows = (page: Page): Promise<string[]> =>
  page.getByTestId('customer-row').evaluateAll((all) => all.map((row) => row.dataset['customerId'] ?? ''));

test('the list begins with the agent’s customers; prospects are one click away', async () => {
  const { page } = running;
  await expect(page.getByTestId('customers-total')).toHaveText('3 clienti');
  await expect(page.getByTestId('customers-scope')).toHaveText('I tuoi clienti3Potenziali5Tutti8');
  expect(await rows(page)).toEqual(['10', '11', '12']);
  await expect(page.getByText('Potenziale', { exact: true })).toHaveCount(0);
  await gallery(running, 'own-customers');
  await page.getByTestId('scope-prospects').click();
  await expect(page.getByTestId('customers-total')).toHaveText('5 clienti');
  await page.getByTestId('scope-all').click();
  await expect(page.getByTestId('customers-total')).toHaveText('8 clienti');
  await expect(page.getByText('Potenziale', { exact: true })).toHaveCount(5);
  await gallery(running, 'all-kinds');
  await page.getByTestId('scope-own').click();
  await expect(page.getByTestId('customers-total')).toHaveText('3 clienti');
});

test('a search of the agent’s customers also counts and shows other matches', async () => {
  const { page } = running;
  const search = page.getByTestId('customers-search');
  const elsewhere = page.getByTestId('found-elsewhere');
  await search.fill('bianchi');
  await expect(page.getByTestId('customers-total')).toHaveText('1 cliente');
  await expect(elsewhere).toHaveText('+1 tra i potenziali');
  await gallery(running, 'found-elsewhere');
  await search.fill('ros');
  await expect(page.getByText('Nessuno tra i tuoi clienti')).toBeVisible();
  await expect(page.getByText('Ce ne sono 3 tra i potenziali.')).toBeVisible();
  await gallery(running, 'only-elsewhere');
  await page.getByTestId('show-elsewhere').click();
  await expect(page.getByTestId('customers-total')).toHaveText('3 clienti');
  await expect.poll(() => rows(page)).toEqual(['22', '20', '21']);
  await search.fill('');
  await expect.poll(() => rows(page)).toEqual(['10', '11', '12']);
});

test('the keyboard selects kinds one by one; an unknown kind has its own name', async () => {
  const { page } = running;
  await page.getByTestId('filters-open').focus();
  await page.keyboard.press('Enter');
  const kinds = page.getByTestId('kinds');
  await expect(kinds.getByRole('checkbox')).toHaveCount(5);
  await expect(kinds.getByText('Agenzie 1')).toBeVisible();
  await expect(kinds.getByLabel('Clienti di concessionario 1')).toBeChecked();
  await expect(kinds.getByLabel('Potenziali da elenco odontoiatri 4')).not.toBeChecked();
  await gallery(running, 'kinds');
  await kinds.getByLabel('Agenzie 1').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => rows(page)).toEqual(['10', '11']);
  await page.keyboard.press('Escape');
  await expect(kinds).toBeHidden();
  await expect(page.getByTestId('filters-open')).toHaveText(/2.* 5$/);
  await page.getByTestId('scope-own').click();
  await expect.poll(() => rows(page)).toEqual(['10', '11', '12']);
});

test('numbers are grouped for reading, labelled, and found in any typed form', async () => {
  const { page } = running;
  const search = page.getByTestId('customers-search');
  const row = page.getByTestId('customer-row').first();
  await expect(row).toContainText('+39 081 377 080');
  await search.fill('0813770');
  await expect(row.locator('mark')).toHaveText('081 377 0');
  await search.fill('340-1234');
  await expect(row.getByTestId('found-by')).toHaveText('Telefono: 340 123 4567');
  await expect(row.getByTestId('found-by').locator('mark')).toHaveText('340 123 4');
  await search.fill('');
  await expect(page.locator('[data-customer-id="12"]').locator('s')).toHaveText('chiedere');
  await row.click();
  const numbers = page.getByTestId('phone-number');
  await expect(numbers).toHaveCount(3);
  await expect(numbers.nth(0)).toContainText('+39 081 377 080');
  await expect(numbers.nth(0).getByTestId('whatsapp-number')).toHaveCount(0);
  await expect(numbers.nth(1)).toContainText('340 123 4567cell');
  await expect(numbers.nth(1).getByTestId('whatsapp-number')).toHaveAttribute(
    'href',
    'https://wa.me/393401234567',
  );
  await expect(numbers.nth(2)).toContainText('+39 34012Numero non valido');
  await expect(numbers.nth(2).getByRole('link')).toHaveCount(0);
  await numbers.nth(1).getByRole('button', { name: 'Copia 340 123 4567' }).click();
  await expect.poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('340 123 4567');
  await expect(page.getByTestId('customer-kind')).toHaveText('Cliente');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await gallery(running, 'phone-numbers');
});

test('a camera reads number and contact from a code, in either theme', async () => {
  const { page } = running;
  const code = page.getByTestId('scan-code');
  await page.getByTestId('scan-number').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(code).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await setLook(page, 'it', theme);
    expect(await scanned(running, code)).toBe('tel:+393401234567');
  }
  await gallery(running, 'scan-call');
  await page.keyboard.press('Escape');
  await expect(code).toBeHidden();
  await expect(page.getByTestId('customer-detail')).toBeVisible();
  await expect(page.getByTestId('scan-number').nth(1)).toBeFocused();

  await page.getByTestId('scan-open').click();
  await expect(code).toBeVisible();
  expect(await scanned(running, code)).toBe('tel:+39081377080');
  await page.getByTestId('scan-dialog').getByText('Salva il contatto').click();
  for (const theme of ['light', 'dark'] as const) {
    await setLook(page, 'it', theme);
    const card = (await scanned(running, code)) ?? '';
    expect(card).toContain('FN:Ambulatorio Àngeli S.r.l.');
    expect(card).toContain('TEL;TYPE=WORK,CELL:+393401234567');
    expect(card).toContain('EMAIL;TYPE=INTERNET:segreteria@studio-angeli.example.it');
    expect(card).toMatch(/END:VCARD$/);
  }
  await gallery(running, 'scan-contact');
  await page.keyboard.press('Escape');
  await expect(code).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-detail')).toBeHidden();
});
