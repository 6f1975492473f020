import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { lastRunNumber, runAfter } from './connected';
import { gallery } from './gallery';
import { command, dataFolder, launch, quit } from './launch';

const TLS = join(__dirname, '../fixtures/tls');

/** Returns a certificate that no system trusts, with its key. */
function identity(name: 'first' | 'second'): { key: Buffer; cert: Buffer; fingerprint: string } {
  const cert = readFileSync(join(TLS, `${name}-cert.pem`));
  const key = readFileSync(join(TLS, `${name}-key.pem`));
  return { key, cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

/** The part of the fingerprint that the office reads out. The question shows the other part. */
const end = (name: 'first' | 'second'): string => identity(name).fingerprint.slice(-11);
const shown = (name: 'first' | 'second'): string => identity(name).fingerprint.slice(0, -12);

/** A proxy that serves the portal over TLS and counts the requests that get through. */
class SecurePortal {
  requests = 0;
  readonly #server: Server;

  constructor(portalUrl: string) {
    this.#server = createServer(identity('first'), (incoming, response) => {
      this.requests += 1;
      const { hostname, port } = new URL(portalUrl);
      const { method, url, headers } = incoming;
      const forwarded = request({ hostname, port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      forwarded.on('error', () => response.destroy());
      incoming.pipe(forwarded);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  show(name: 'first' | 'second'): void {
    this.#server.setSecureContext(identity(name));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

test('the app trusts exactly the compared certificate and refuses another', async () => {
  test.setTimeout(120_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 60,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const secure = new SecurePortal(portal.url);
  const url = await secure.listen();
  const running = await launch(dataFolder());
  const { app, page } = running;
  const banner = page.getByTestId('sync-banner');
  const alert = page.getByTestId('sync-alert');
  const question = page.getByTestId('certificate-question');

  await page.getByLabel('Indirizzo del portale').fill(url);
  await page.getByLabel('Utente').fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('demo');
  await page.getByTestId('first-run-connect').click();
  await expect(question).toContainText(shown('first'));
  await expect(question).toContainText(new URL(url).host);
  expect(secure.requests).toBe(0);
  await gallery(running, 'certificate');

  // The four pairs that the office reads out are not on screen.
  await expect(question).not.toContainText(end('first'));
  await page.getByTestId('certificate-typed').fill(end('second'));
  await page.getByTestId('certificate-trust').click();
  await expect(question).toContainText('L’impronta non corrisponde');
  expect(secure.requests).toBe(0);
  await page.getByTestId('certificate-typed').fill(end('first').toLowerCase());
  await page.getByTestId('certificate-trust').click();
  await expect(banner).toContainText('60 clienti scaricati');
  await expect(banner).toBeHidden();

  secure.show('second');
  const before = secure.requests;
  await page.getByTestId('sync-button').click();
  await expect(alert).toContainText('Il certificato del portale non è affidabile');
  expect(secure.requests).toBe(before);
  await alert.getByRole('button', { name: 'Controlla il certificato' }).click();
  await expect(question).toContainText(shown('second'));
  // No command returns these four pairs to the page either.
  const known = await Promise.all([
    command(page, 'sync:status'),
    command(page, 'sync:runs', { limit: 20 }),
    command(page, 'settings:get'),
  ]);
  expect(JSON.stringify(known)).toContain(shown('second'));
  expect(JSON.stringify(known)).not.toContain(end('second'));
  await page.getByTestId('certificate-typed').fill(end('second'));
  await page.getByTestId('certificate-trust').click();
  await expect(banner).toContainText('✅');

  // The first certificate is no longer trusted: a host has one pin.
  secure.show('first');
  await page.getByTestId('sync-button').click();
  await expect(alert).toContainText('Il certificato del portale non è affidabile');
  await quit(app);
  secure.close();
  await portal.close();
});

/** Connects to the portal and trusts its certificate `first`. */
async function connectWithTrust(page: Page, url: string): Promise<void> {
  await page.getByLabel('Indirizzo del portale').fill(url);
  await page.getByLabel('Utente').fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill('demo');
  await page.getByTestId('first-run-connect').click();
  await page.getByTestId('certificate-typed').fill(end('first'));
  await page.getByTestId('certificate-trust').click();
}

/** Wakes the computer, without the random delay that spreads the syncs of many laptops. */
async function wake(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ powerMonitor }) => {
    Math.random = () => 0;
    powerMonitor.emit('resume');
  });
}

test('only manual syncs ask about a new certificate; waking finds the portal again', async () => {
  test.setTimeout(120_000);
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    count: 60,
    exportDelayMs: 0,
    loadingPanelMs: 50,
  });
  const secure = new SecurePortal(portal.url);
  const running = await launch(dataFolder());
  const { app, page } = running;
  const banner = page.getByTestId('sync-banner');
  const alert = page.getByTestId('sync-alert');
  const question = page.getByTestId('certificate-question');
  await connectWithTrust(page, await secure.listen());
  await expect(banner).toContainText('60 clienti scaricati');
  await expect(banner).toBeHidden();

  secure.show('second');
  const before = secure.requests;
  await page.getByTestId('sync-button').click();
  await expect(alert).toContainText('Il certificato del portale non è affidabile');
  await expect(alert.getByRole('button', { name: 'Controlla il certificato' })).toBeVisible();

  // An automatic sync fails: Chromium has asked about this certificate and now refuses it.
  const byHand = await lastRunNumber(page);
  await wake(app);
  expect(await runAfter(page, byHand)).toMatchObject({
    trigger: 'resume',
    attempts: 1,
    error: { code: 'CERTIFICATE_UNTRUSTED', details: { reason: 'ERR_CERT_AUTHORITY_INVALID' } },
  });
  await expect(alert).toContainText('Su questa rete il certificato del portale è un altro: dati di oggi');
  await expect(alert.getByRole('button')).toHaveText(['Riprova ora']);
  await gallery(running, 'foreign-network');
  await page.getByTestId('nav-settings').click();
  await page.getByRole('button', { name: 'Aggiorna password' }).click();
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
  await expect(question).toBeHidden();
  expect(secure.requests).toBe(before);

  secure.show('first');
  const byItself = await lastRunNumber(page);
  await wake(app);
  expect(await runAfter(page, byItself)).toMatchObject({ trigger: 'resume', outcome: 'success' });
  await expect(alert).toBeHidden();
  await quit(app);
  secure.close();
  await portal.close();
});
