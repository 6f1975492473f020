import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { dataFolder, lastJson, run } from './launch';

const WORKER = join(__dirname, '../../out/main/demo-worker.js');
/** A name that leads nowhere but through the proxy. */
const PORTAL = 'http://archibald.example.test';

/** A company's web proxy, and the script (PAC) that says what goes through it. */
async function openProxy(portalUrl: string) {
  const asked: string[] = [];
  const pass = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const { url = '', method, headers } = incoming;
    if (url === '/proxy.pac') {
      const { port } = server.address() as AddressInfo;
      answer.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
      answer.end(
        `function FindProxyForURL(url, host) { return host === 'archibald.example.test' ? 'PROXY 127.0.0.1:${port}' : 'DIRECT'; }`,
      );
      return;
    }
    const { pathname, search } = new URL(url);
    asked.push(pathname);
    const onward = request(new URL(pathname + search, portalUrl), { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    pac: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`,
    close: () => server.closeAllConnections(),
    end: () => server.close(),
  };
}

test('a company’s proxy is used as its script says, in the portal’s own session too', async () => {
  const portal = await startDemoWorker(WORKER, { count: 60, exportDelayMs: 50, loadingPanelMs: 120 });
  const proxy = await openProxy(portal.url);
  const folder = dataFolder();
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ portalUrl: PORTAL }), { mode: 0o644 });
  const args = ['--sync-once', '--portal', PORTAL, '--user', 'demo', '--data', folder];
  const { stdout, stderr } = await run('app', [...args, `--proxy-pac-url=${proxy.pac}`], {
    ARCHIBALD_PASSWORD: 'demo',
    ARCHIBALD_POLICY: policy,
  });
  expect(lastJson(stdout), stderr).toMatchObject({ success: true });
  expect(proxy.asked).toContain('/Archibald/CUSTTABLE_ListView_Agent/');
  proxy.end();
  proxy.close();
  await portal.close();
});
