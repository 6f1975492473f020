import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { textOf } from '../helpers/process-tree';
import { dataFolder, launch, quit } from './launch';

const USER = 'agente.marcato';
const PASSWORD = 'Segretissima-4711';
/** The files of the customers themselves, which may contain names and numbers. */
const CUSTOMERS_PLACES = /^(customers\.db|backups[/\\])/;

test('no log, output, process or stray file holds names, numbers or the password', async () => {
  test.setTimeout(120_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 80,
    exportDelayMs: 0,
    loadingPanelMs: 50,
    user: USER,
    password: PASSWORD,
  });
  const folder = dataFolder();
  const { app, page } = await launch(folder);
  let output = '';
  app.process().stdout?.on('data', (data: Buffer) => (output += data.toString()));
  app.process().stderr?.on('data', (data: Buffer) => (output += data.toString()));
  const banner = page.getByTestId('sync-banner');

  // The portal refuses the first login. Then a sync succeeds, a second fails and saves a picture of
  // the page, and a third succeeds.
  await page.getByLabel('Indirizzo del portale').fill(portal.url);
  await page.getByLabel('Utente').fill(USER);
  const password = page.getByRole('textbox', { name: 'Password' });
  await password.fill(`${PASSWORD}-wrong`);
  await page.getByTestId('first-run-connect').click();
  await expect(page.getByTestId('first-run-result')).toContainText('Password non corretta');
  await password.fill(PASSWORD);
  await page.getByTestId('first-run-connect').click();
  await expect(banner).toContainText('80 clienti scaricati');
  portal.setOptions({ faults: { 'wrong-report': 'always' } });
  await page.getByTestId('sync-button').click();
  await expect(page.getByTestId('sync-alert')).toContainText('Il portale ha inviato un altro report');
  portal.setOptions({ faults: {} });
  await page.getByTestId('sync-button').click();
  await expect(banner).toContainText('✅');
  await page.getByTestId('customer-row').first().click();
  await expect(page.getByTestId('customer-detail')).toContainText(/\d/);

  const secrets = await page.evaluate(() =>
    Promise.all(
      (['settings:get', 'sync:status', 'diagnostics:preview'] as const).map((name) =>
        (window as unknown as { archibald: { invoke: (name: string) => Promise<unknown> } }).archibald.invoke(
          name,
        ),
      ),
    ).then((answers) => JSON.stringify(answers)),
  );
  expect(secrets).not.toContain(PASSWORD);
  const processes = await app.evaluate(({ app: electronApp }) =>
    electronApp.getAppMetrics().map(({ pid }) => pid),
  );
  if (process.platform === 'linux') {
    expect(textOf(app.process().pid ?? 0, 'cmdline')).toContain(folder);
    for (const pid of processes) {
      for (const name of ['cmdline', 'environ']) {
        expect(textOf(pid, name), `${name} of ${pid}`).not.toContain(PASSWORD);
      }
    }
  }
  await quit(app);
  await portal.close();

  const marks = marksOf(folder);
  expect(marks.length).toBeGreaterThan(200);
  const look = (what: string, text: string, wanted: readonly string[]): string[] =>
    wanted.filter((mark) => text.includes(mark)).map((mark) => `${what} holds ${mark}`);
  const found = look('the output', output, [...marks, PASSWORD]);
  expect(output).toContain('[CustomerSync]');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!statSync(join(folder, name)).isFile()) {
      continue;
    }
    const text = readFileSync(join(folder, name), 'latin1');
    found.push(...look(name, text, [PASSWORD, ...(CUSTOMERS_PLACES.test(name) ? [] : marks)]));
  }
  expect(found).toEqual([]);

  if (process.platform !== 'win32') {
    const open = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('chromium'))
      .filter(
        (name) => (statSync(join(folder, name)).mode & 0o077) !== 0 && statSync(join(folder, name)).isFile(),
      );
    expect(open, 'files that others may read').toEqual([]);
  }
});

/** Returns names, numbers and addresses of the customers, encoded as the files are read. */
function marksOf(folder: string): string[] {
  const store = new Database(join(folder, 'customers.db'), { readonly: true });
  const rows = store
    .prepare<[], Record<string, string | null>>(
      'SELECT name, vatNumber, fiscalCode, pec, phone, mobile, street FROM customers',
    )
    .all();
  store.close();
  return rows
    .flatMap((row) => Object.values(row))
    .flatMap((value) => (value === null || value.length < 8 ? [] : [Buffer.from(value).toString('latin1')]));
}
