import { expect, test } from 'playwright/test';
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { LANGUAGES } from '../../preload/contract/values';
import { daysAfter, localDay } from '../../renderer/strings/days';
import { aCustomer } from '../helpers/customers';
import { setLook, expectAccessible, gallery, resize } from './gallery';
import { command, launch, quit } from './launch';
import type { RunningApp } from './launch';
import { catchLinks, takenLinks } from './links';
import { prepareStored } from './prepare-stored';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const TODAY = localDay(new Date());
const STAMP = `${Number(TODAY.slice(8))}/${Number(TODAY.slice(5, 7))}`;
const CUSTOMERS = [
  aCustomer({
    id: '2568',
    name: 'Ambulatorio Odont. Paola Lo Presti S.R.L. di Paola Lo Presti e Figli',
    type: 'CustFromConcess',
    description: 'Customer from Concessionario',
    city: 'Roma',
    street: 'Via Garibaldi, 44',
    phone: '06 0662611',
    mobile: '3401234567',
    email: 'studio@lopresti.example',
    url: 'www.lopresti.example',
    orderCount: 3,
    salesCents: 1_234_80,
    previousOrderCount1: 1,
    previousSales1Cents: 500_00,
    previousOrderCount2: 0,
    previousSales2Cents: -20_00,
  }),
  aCustomer({ id: '11', name: 'Studio Bianchi', phone: '+39 02 6554321 / +39 02 6554322 uff.' }),
  aCustomer({ id: '12', name: 'Studio Conti', phone: null }),
];

let running: RunningApp;
test.beforeAll(async () => {
  running = await launch(prepareStored([{ customers: CUSTOMERS, agoMs: 600_000 }]));
  await catchLinks(running.app);
});
test.afterAll(() => quit(running.app));

const panel = (page: Page): Locator => page.getByTestId('customer-detail');
const heading = (page: Page): Locator => panel(page).getByRole('heading', { level: 2 });
const rowOf = (page: Page, id: string): Locator =>
  page.locator(`[data-testid=customer-row][data-customer-id="${id}"]`);

async function open(page: Page, id: string): Promise<void> {
  await rowOf(page, id).click();
  await expect(heading(page)).toHaveText(CUSTOMERS.find((one) => one.id === id)?.name ?? '');
  await expect(page.getByTestId('note-text')).toBeEditable();
}

const noteOf = async (page: Page, id: string): Promise<{ text?: string; dueOn?: string | null }> =>
  ((await command(page, 'notes:get', id)) as { value: { text: string; dueOn: string | null } | null })
    .value ?? {};

test('number, note, call-back and address are visible at 1024 × 700', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1024, height: 700 });
  await open(page, '2568');
  for (const part of [
    'contact-call',
    'contact-mobile',
    'open-portal',
    'note-text',
    'note-due',
    'customer-address',
  ]) {
    await expect(page.getByTestId(part), part).toBeInViewport({ ratio: 1 });
  }
  // Without an alert the panel has 608 pixels, enough for orders and sales too.
  const top = (await panel(page).boundingBox())?.y ?? 0;
  const orders = await page.getByTestId('customer-orders').boundingBox();
  expect((orders?.y ?? 0) + (orders?.height ?? 0) - top).toBeLessThanOrEqual(608);
  expect((await panel(page).boundingBox())?.width).toBe(376);
  await gallery(running, 'panel');
});

test('one line of 30 pixels holds contact buttons and portal in both languages', async () => {
  const { app, page } = running;
  await resize(app, page, { width: 1024, height: 700 });
  await open(page, '2568');
  for (const language of LANGUAGES) {
    await setLook(page, language, 'light');
    const line = page.getByTestId('contacts').locator('a, button');
    await expect(line).toHaveCount(6);
    const boxes = await line.evaluateAll((all) =>
      all.map((one) => {
        const { top, height, right } = one.getBoundingClientRect();
        const label = one.querySelector('.mantine-Button-label');
        const isCut = label === null || label.scrollWidth > label.clientWidth;
        return { top, height, isCut, isOut: right > (one.parentElement?.getBoundingClientRect().right ?? 0) };
      }),
    );
    const [first] = boxes;
    expect(boxes, language).toEqual(
      Array(6).fill({ top: first?.top, height: 30, isCut: false, isOut: false }),
    );
  }
  await expect(page.getByTestId('open-portal')).toHaveAccessibleName('Open in the portal');
  await setLook(page, 'it', 'light');
});

test('the number itself calls, and kind, years and address are written in words', async () => {
  const { app, page } = running;
  await expect(page.getByTestId('contact-call')).toHaveAccessibleName('Chiama 06 066 2611');
  await page.getByTestId('contact-call').click();
  await page.getByTestId('contact-mobile').click();
  await expect.poll(() => takenLinks(app)).toEqual(['tel:+39060662611', 'tel:+393401234567']);
  await expect(page.getByTestId('customer-kind')).toHaveText('Cliente di concessionario');
  const year = new Date(Date.now() - 600_000).getFullYear();
  const rows = page.getByTestId('customer-orders').locator('tbody tr');
  await expect(rows).toHaveText([
    `${year - 2}0 ordini-20,00 €`,
    `${year - 1}1 ordine500,00 €`,
    `${year}3 ordini1.234,80 €`,
  ]);
  await expect(page.getByTestId('customer-address')).toContainText('Via Garibaldi, 44 · 00184 Roma');
  await expect(panel(page)).not.toContainText('CustFromConcess');
  await open(page, '11');
  await expect(page.getByTestId('contact-number')).toHaveText('Chiama +39 02 655 4322 uff');
  await page.getByTestId('contact-number').click();
  await expect.poll(() => takenLinks(app)).toEqual(['tel:+39026554322']);
  await open(page, '12');
  await expect(page.getByTestId('no-phone')).toHaveText('Nessun telefono nel portale');
});

test('the portal opens in the browser at the customer list, by an address of main', async () => {
  const { app, page } = running;
  await page.getByTestId('open-portal').click();
  await expect
    .poll(() => takenLinks(app))
    .toEqual(['https://archibald.example.it/Archibald/CUSTTABLE_ListView_Agent/']);
});

test('next and previous open the adjacent customers and keep the focus', async () => {
  const { page } = running;
  await open(page, '2568');
  const next = page.getByTestId('customer-next');
  await next.click();
  await expect(heading(page)).toHaveText('Studio Bianchi');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Studio Conti');
  await expect(next).toBeFocused();
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Studio Conti');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Studio Bianchi');
});

test('numbers in the note call, and one click begins the note with today’s date', async () => {
  const { app, page } = running;
  await open(page, '12');
  await page.getByTestId('note-text').click();
  await page.keyboard.type('Anna, 340 999 1234');
  await page.getByTestId('note-stamp').click();
  await expect(page.getByTestId('note-text')).toBeFocused();
  await page.keyboard.type('ha chiamato lei');
  await expect(page.getByTestId('note-text')).toHaveValue(`${STAMP}: ha chiamato lei\nAnna, 340 999 1234`);
  await page.getByTestId('note-numbers').getByRole('link', { name: '340 999 1234' }).click();
  await expect.poll(() => takenLinks(app)).toEqual(['tel:+393409991234']);
  await expect
    .poll(async () => (await noteOf(page, '12')).text)
    .toBe(`${STAMP}: ha chiamato lei\nAnna, 340 999 1234`);
  await gallery(running, 'panel-note');
});

test('“Fatto” writes the call into the note, removes its day and can be undone', async () => {
  const { page } = running;
  const due = daysAfter(TODAY, -2);
  await command(page, 'notes:save', { customer: '11', text: 'Listino', dueOn: due });
  await open(page, '11');
  await expect(page.getByTestId('note-done')).toBeVisible();
  await page.getByTestId('note-done').click();
  await expect(page.getByTestId('note-text')).toHaveValue(`${STAMP} richiamato\nListino`);
  await expect
    .poll(() => noteOf(page, '11'))
    .toMatchObject({ text: `${STAMP} richiamato\nListino`, dueOn: null });
  await expect(page.getByTestId('note-finished')).toContainText(`${STAMP} richiamato`);
  await gallery(running, 'panel-finished');
  await page.getByTestId('note-undo').click();
  await expect(page.getByTestId('note-text')).toHaveValue('Listino');
  await expect.poll(() => noteOf(page, '11')).toMatchObject({ text: 'Listino', dueOn: due });
  await expect(page.getByTestId('note-finished')).toBeHidden();
});

test('the menu of the customer exports, prints and copies the record', async () => {
  const { app, page } = running;
  await open(page, '2568');
  await page.getByTestId('customer-menu').click();
  await expect(page.getByTestId('customer-print')).toBeVisible();
  await expectAccessible(page, 'the menu of the customer');
  await page.getByTestId('customer-copy').click();
  await expect(page.getByTestId('customer-copy')).toHaveText('Copiato');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('Via Garibaldi, 44 · 00184 Roma\nTelefono: 06 066 2611\n');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('customer-menu')).toBeFocused();
  await expect(panel(page)).toBeVisible();
});

/** Records the system's menus instead of showing them. */
const catchMenus = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Menu }) => {
    const kept = globalThis as { caughtMenu?: Electron.Menu | null };
    Menu.prototype.popup = function (this: Electron.Menu) {
      kept.caughtMenu = this;
    };
  });

/** Returns the labels of the recorded menu, or `null` if there is none. */
const takenMenu = (app: ElectronApplication): Promise<readonly string[] | null> =>
  app.evaluate(() => {
    const kept = globalThis as { caughtMenu?: Electron.Menu | null };
    const items = kept.caughtMenu?.items ?? null;
    return items === null ? null : items.filter(({ type }) => type !== 'separator').map(({ label }) => label);
  });

/** Chooses an entry of the recorded menu. */
const choose = (app: ElectronApplication, label: string): Promise<void> =>
  app.evaluate((_electron, wanted) => {
    const kept = globalThis as { caughtMenu?: Electron.Menu | null };
    const item = kept.caughtMenu?.items.find((one) => one.label === wanted);
    kept.caughtMenu = null;
    item?.click();
  }, label);

test('keys move through the list, call, open the portal, and lead to the note', async () => {
  const { app, page } = running;
  await open(page, '2568');
  await page.keyboard.press('j');
  await expect(heading(page)).toHaveText('Studio Bianchi');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(heading(page)).toHaveText('Studio Conti');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('K');
  await expect(heading(page)).toHaveText(CUSTOMERS[0]?.name ?? '');
  await expect(page.getByTestId('note-text')).toBeEditable();
  await page.keyboard.press('c');
  await page.keyboard.press('p');
  await expect
    .poll(() => takenLinks(app))
    .toEqual(['tel:+39060662611', 'https://archibald.example.it/Archibald/CUSTTABLE_ListView_Agent/']);
  await page.keyboard.press('n');
  await expect(page.getByTestId('note-text')).toBeFocused();
  // In a field the keys type letters.
  await page.keyboard.type('jkcnrp?');
  await expect(page.getByTestId('note-text')).toHaveValue('jkcnrp?');
  await expect(heading(page)).toHaveText(CUSTOMERS[0]?.name ?? '');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  // The keys for note and day open the customer at the cursor.
  await page.keyboard.press('r');
  await expect(panel(page)).toBeVisible();
  const inRecall = page.getByTestId('customer-notes').locator('input:focus, button:focus');
  await expect(inRecall).toHaveCount(1);
  expect(await takenLinks(app)).toEqual([]);
});

test('Ctrl+F opens the search as Ctrl+K does, and “?” explains the keys', async () => {
  const { page } = running;
  await page.getByTestId('nav-settings').click();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByTestId('customers-search')).toBeFocused();
  await page.keyboard.press('Escape');
  await rowOf(page, '11').click();
  await expect(heading(page)).toHaveText('Studio Bianchi');
  await page.keyboard.press('?');
  const keys = page.getByTestId('keys');
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('Apri nel portale');
  // The keys do nothing behind the dialog.
  await page.keyboard.press('j');
  await gallery(running, 'keys');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(heading(page)).toHaveText('Studio Bianchi');
});

test('the right button and the menu key open the menu of a row', async () => {
  const { app, page } = running;
  await catchMenus(app);
  await rowOf(page, '2568').click({ button: 'right' });
  await expect
    .poll(() => takenMenu(app))
    .toEqual([
      'Chiama 06 066 2611',
      'Copia il numero',
      'Copia il nome',
      'Richiamare…',
      'Scrivi una nota',
      'Apri nel portale',
    ]);
  await choose(app, 'Copia il numero');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('06 066 2611');
  await rowOf(page, '2568').click({ button: 'right' });
  await expect.poll(() => takenMenu(app)).toHaveLength(6);
  await choose(app, 'Chiama 06 066 2611');
  await expect.poll(() => takenLinks(app)).toEqual(['tel:+39060662611']);
  // A right click, unlike a click, opens the customer only through an entry of its menu.
  await rowOf(page, '12').click({ button: 'right' });
  await expect
    .poll(() => takenMenu(app))
    .toEqual(['Copia il nome', 'Richiamare…', 'Scrivi una nota', 'Apri nel portale']);
  await choose(app, 'Scrivi una nota');
  await expect(heading(page)).toHaveText('Studio Conti');
  await expect(page.getByTestId('note-text')).toBeFocused();
  await page.getByTestId('customer-list').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ContextMenu');
  await expect.poll(async () => (await takenMenu(app))?.[0]).toBe('Chiama 06 066 2611');
  await choose(app, 'Copia il nome');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(CUSTOMERS[0]?.name);
});

test('a text field has a context menu, and selected text can be copied', async () => {
  const { app, page } = running;
  await page.getByTestId('customers-search').click({ button: 'right' });
  await expect.poll(() => takenMenu(app)).toEqual(['Taglia', 'Copia', 'Incolla', 'Seleziona tutto']);
  await choose(app, 'Incolla');
  await open(page, '2568');
  const address = page.getByTestId('customer-address');
  await address.dblclick();
  await address.click({ button: 'right' });
  await expect.poll(() => takenMenu(app)).toEqual(['Copia']);
});

test('a call that no program accepts is reported in the panel or over the list', async () => {
  const { app, page } = running;
  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('no handler'));
  });
  await open(page, '2568');
  await page.getByTestId('contact-call').click();
  await expect(panel(page).getByTestId('outside-failure')).toBeVisible();
  await expectAccessible(page, 'a call that failed');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('outside-failure')).toBeHidden();
  await page.keyboard.press('c');
  await expect(page.getByTestId('outside-failure')).toBeVisible();
});
