import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { QUICK, connect, syncByHand } from './connected';
import { dataFolder, launch, quit } from './launch';

/** A proxy that forwards to the portal only and records every requested host. */
async function openSpy(portalHost: string) {
  const hosts = new Set<string>();
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? '');
    hosts.add(url.host);
    if (url.host !== portalHost) {
      answer.writeHead(404).end();
      return;
    }
    const { method, headers } = incoming;
    const onward = request(url, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', ({ url }, socket) => {
    hosts.add(url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { hosts, port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test('a start and a sync contact only the portal, whichever part of Chromium asks', async () => {
  const portal = await startDemoWorker(join(__dirname, '../../out/main/demo-worker.js'), QUICK);
  const { host } = new URL(portal.url);
  const spy = await openSpy(host);
  const { app, page } = await launch(dataFolder(), [
    `--proxy-server=127.0.0.1:${spy.port}`,
    '--proxy-bypass-list=<-loopback>',
  ]);
  await connect(page, portal);
  const { error } = await syncByHand(page);
  expect(error).toBeNull();
  // Opens sessions that the sync did not need: PDF engine, printed sheet, and an unforeseen one.
  const languages = await app.evaluate(({ session }) =>
    ['archibald-pdf-engine', 'sheet', 'archibald-later'].map((name) =>
      session.fromPartition(name).getSpellCheckerLanguages(),
    ),
  );
  expect([...spy.hosts]).toEqual([host]);
  // macOS has only the system's own spelling checker, and this checker contacts no host.
  expect(languages).toEqual(process.platform === 'darwin' ? expect.anything() : [[], [], []]);
  await quit(app);
  await portal.close();
  spy.close();
});
