import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import type { DemoWorker } from '../../main/demo/client';
import { QUICK, connect, connected, ended, syncByHand } from './connected';
import { command, dataFolder, launch, quit, runSync } from './launch';

/** Tests that the real app reuses its portal session, except in the cases where it must not. */

/** The partition of syncs, which is in memory only. */
const PARTITION = 'archibald-portal-sync-unpinned';

function cookies(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(async ({ session }, partition) => {
    const found = await session.fromPartition(partition, { cache: false }).cookies.get({});
    return found.map(({ name }) => name).sort();
  }, PARTITION);
}

test('syncs share one login, and log in once more when the session has ended', async () => {
  await connected({}, async ({ worker, app, page }) => {
    expect(await ended(page, 1)).toBeNull();
    // One login tests the connection, in its own session, and one is for the first sync.
    expect(await worker.stats()).toMatchObject({ credentialsSent: 2, logins: 2 });
    for (let sync = 2; sync <= 4; sync += 1) {
      await command(page, 'sync:start');
      expect(await ended(page, sync)).toBeNull();
    }
    expect(await worker.stats()).toMatchObject({ credentialsSent: 2, sessionExports: [0, 4], damage: 0 });
    expect(await cookies(app)).toContain('ASP.NET_SessionId');

    // The portal ends all sessions. Its login page appears, and one login follows.
    worker.setOptions({ password: 'demo' });
    await command(page, 'sync:start');
    expect(await ended(page, 5)).toBeNull();
    expect(await worker.stats()).toMatchObject({ credentialsSent: 3, logins: 3, sessionExports: [1] });
  });
});

/**
 * Ends the portal's sessions that were last used before this moment, and waits until only `left`
 * sessions remain.
 */
async function endIdleSince(worker: DemoWorker, moment: number, left: number): Promise<void> {
  const sessions = async (): Promise<number> => {
    worker.setOptions({ idleExpiryMs: Math.max(1, Date.now() - moment) });
    // The portal checks for idle sessions at each request, from any client.
    await fetch(worker.url);
    return (await worker.stats()).sessions;
  };
  await expect.poll(sessions).toBe(left);
  worker.setOptions({ idleExpiryMs: 20 * 60_000 });
}

/** Shortens the app's timers of five minutes to half a second. */
async function quickenMinutes(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const real = globalThis.setTimeout;
    const quick = (run: () => void, ms?: number): NodeJS.Timeout => real(run, ms === 5 * 60_000 ? 500 : ms);
    Object.assign(globalThis, { setTimeout: quick });
  });
}

for (const isKept of [true, false]) {
  const what = isKept
    ? 'a keep-alive request keeps the session alive and loads no list'
    : 'an idle session ends without a keep-alive request';
  test(what, async () => {
    const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
      ...QUICK,
    });
    const { app, page } = await launch(dataFolder());
    if (isKept) {
      await quickenMinutes(app);
    }
    try {
      await connect(page, worker);
      expect(await ended(page, 1)).toBeNull();
      const before = await worker.stats();
      const endedAt = Date.now();
      if (isKept) {
        // Keep-alive calls have used the session since then, so it outlives unused ones.
        await expect
          .poll(async () => (await worker.stats()).keepAlives)
          .toBeGreaterThan(before.keepAlives + 4);
      }
      const { requests, keepAlives } = await worker.stats();
      expect(keepAlives - before.keepAlives).toBe(requests - before.requests);
      await endIdleSince(worker, isKept ? endedAt : Date.now(), isKept ? 1 : 0);
      await command(page, 'sync:start');
      expect(await ended(page, 2)).toBeNull();
      expect(await worker.stats()).toMatchObject({ credentialsSent: isKept ? 2 : 3 });
    } finally {
      await quit(app);
      await worker.close();
    }
  });
}

test('the app does not read an endless answer to the keep-alive request', async () => {
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), QUICK);
  let written = 0;
  let noteEnd = (): void => undefined;
  const answerEnded = new Promise<void>((resolve) => (noteEnd = resolve));
  const portal = createServer((incoming, answer) => {
    if (incoming.url?.includes('SessionKeepAliveReconnect') === true) {
      const piece = Buffer.alloc(65_536, 'x');
      const write = (): void => {
        while (!answer.destroyed && answer.write(piece)) {
          written += piece.length;
        }
      };
      answer.on('drain', write).once('close', noteEnd);
      write();
      return;
    }
    const { method, url, headers } = incoming;
    const { hostname, port } = new URL(worker.url);
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const { app, page } = await launch(dataFolder());
  await quickenMinutes(app);
  try {
    await connect(page, { url: `http://127.0.0.1:${(portal.address() as AddressInfo).port}` });
    expect(await ended(page, 1)).toBeNull();
    await answerEnded;
    expect(written).toBeLessThan(32 * 1_048_576);
  } finally {
    await quit(app);
    portal.closeAllConnections();
    portal.close();
    await worker.close();
  }
});

test('the app finds another role’s list once, and then opens it directly', async () => {
  await connected({ listPath: '/Archibald/CUSTTABLE_ListView_Office/' }, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    const before = (await worker.stats()).requests;
    await command(page, 'sync:start');
    expect(await ended(page, 2)).toBeNull();
    // The two requests are the list and the export.
    expect((await worker.stats()).requests - before).toBe(2);
  });
});

test('the app starts with a clean session after a failure', async () => {
  await connected({}, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    worker.setOptions({ faults: { 'server-error': 'once' } });
    await command(page, 'sync:start');
    expect(await ended(page, 2)).toBeNull();
    expect(await worker.stats()).toMatchObject({ credentialsSent: 3, logins: 3, sessions: 3 });
  });
});

test('no kept session vouches for another password or survives its account', async () => {
  await connected({}, async ({ worker, app, page }) => {
    expect(await ended(page, 1)).toBeNull();
    const typed = { portalUrl: worker.url, user: 'demo', password: 'wrong' };
    expect(await command(page, 'connection:test', typed)).toMatchObject({
      ok: false,
      error: { code: 'LOGIN_REFUSED' },
    });
    expect(await worker.stats()).toMatchObject({ credentialsSent: 3, refusedLogins: 1 });
    await command(page, 'connection:disconnect');
    expect(await cookies(app)).toEqual([]);
  });
});

test('a refused password is sent once, and an unconfirmed one once more by hand', async () => {
  await connected({}, async ({ worker, page }) => {
    expect(await ended(page, 1)).toBeNull();
    for (const refusalWords of [true, false]) {
      const before = await worker.stats();
      const expectRefused = async (times: number): Promise<void> =>
        expect(await worker.stats()).toMatchObject({
          credentialsSent: before.credentialsSent + times,
          refusedLogins: before.refusedLogins + times,
        });
      worker.setOptions({ password: 'another', refusalWords });
      const { error } = await syncByHand(page);
      expect(error?.code).toBe(refusalWords ? 'LOGIN_REFUSED' : 'LOGIN_UNCONFIRMED');
      const status = await command(page, 'sync:status');
      expect(status).toMatchObject({ value: { hold: { reason: 'blocked' } } });
      await expectRefused(1);
      if (!refusalWords) {
        expect((await syncByHand(page)).error).not.toBeNull();
      }
      for (let press = 1; press <= 3; press += 1) {
        expect(await command(page, 'sync:start')).toMatchObject({ ok: false });
      }
      await expectRefused(refusalWords ? 1 : 2);
      worker.setOptions({ password: 'demo' });
      expect((await syncByHand(page, 'sync:send-again')).error).toBeNull();
    }
  });
});

test('a login is recorded before the portal has it, even if the app is killed then', async () => {
  const worker = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), {
    ...QUICK,
    faults: { hang: { when: 'always', at: 'login' } },
  });
  const folder = dataFolder();
  try {
    let kill = (): void => undefined;
    const app = { hasEnded: false };
    const args = ['--sync-once', '--portal', worker.url, '--user', 'demo', '--data', folder];
    const running = runSync(args, {}, (end) => {
      kill = (): void => end('SIGKILL');
    }).finally(() => (app.hasEnded = true));
    let { loginPosts } = await worker.stats();
    while (loginPosts === 0 && !app.hasEnded) {
      ({ loginPosts } = await worker.stats());
    }
    kill();
    await running;
    const { logins } = JSON.parse(readFileSync(join(folder, 'logins.json'), 'utf8')) as { logins: unknown };
    expect(logins).toMatchObject([{ kind: 'manual', answered: false }]);
  } finally {
    await worker.close();
  }
});

test('the portal’s page sees an Italian browser, whatever the computer’s language', async () => {
  await connected(
    {},
    async ({ worker, page }) => {
      expect(await page.evaluate(() => navigator.language)).toBe('en-US');
      expect(await ended(page, 1)).toBeNull();
      const { acceptLanguage, pageLanguages, pageTraits } = await worker.stats();
      expect(acceptLanguage).toMatch(/^it-IT,it/);
      // The login page, which is the first document, and the list report the language.
      expect(pageLanguages).toEqual(['it-IT']);
      expect(pageTraits).toEqual(['it-IT,it it-IT 1440']);
    },
    ['--lang=en-US'],
  );
});
