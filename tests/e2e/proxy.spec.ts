import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startDemoWorker } from '../../main/demo/client';
import { dataFolder, lastJson, runSync } from './launch';

const WORKER = join(__dirname, '../../out/main/demo-worker.js');
/** An address that only the proxy can reach. */
const PORTAL = 'http://archibald.example.test';

/** Starts a company's web proxy. Its script (PAC) sends only the portal's requests through it. */
async function openProxy(portalUrl: string) {
  const paths: string[] = [];
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
    paths.push(pathname);
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
    paths,
    pac: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`,
    close: () => server.closeAllConnections(),
    end: () => server.close(),
  };
}

test('the portal’s own session also uses a company’s proxy as its script says', async () => {
  const portal = await startDemoWorker(WORKER, { count: 60, exportDelayMs: 50, loadingPanelMs: 120 });
  const proxy = await openProxy(portal.url);
  const folder = dataFolder();
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ portalUrl: PORTAL }), { mode: 0o644 });
  const args = ['--sync-once', '--portal', PORTAL, '--user', 'demo', '--data', folder];
  const { stdout, stderr } = await runSync([...args, `--proxy-pac-url=${proxy.pac}`], {
    ARCHIBALD_POLICY: policy,
  });
  expect(lastJson(stdout), stderr).toMatchObject({ success: true });
  expect(proxy.paths).toContain('/Archibald/CUSTTABLE_ListView_Agent/');
  proxy.end();
  proxy.close();
  await portal.close();
});

/** The target of tunnels through a proxy, or the login schemes with which it refuses tunnels. */
type Tunnel = { readonly port: number } | { readonly schemes: readonly string[] };

/** Syncs once, without further attempts, with an https portal that only a tunnel reaches. */
async function syncThrough(tunnel: Tunnel): Promise<{ readonly error: unknown; readonly tunnels: number }> {
  const script = createServer((_request, answer) => {
    const { port } = server.address() as AddressInfo;
    answer.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    answer.end(
      `function FindProxyForURL(url, host) { return host === 'archibald.example.test' ? 'PROXY 127.0.0.1:${port}' : 'DIRECT'; }`,
    );
  });
  let tunnels = 0;
  const server = createServer().on('connect', (_request, socket: Socket) => {
    tunnels += 1;
    socket.on('error', () => undefined);
    if ('port' in tunnel) {
      const onward = connect(tunnel.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      return;
    }
    const schemes = tunnel.schemes.map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join('');
    socket.end(
      `HTTP/1.1 407 Proxy Authentication Required\r\n${schemes}Connection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });
  for (const one of [script, server]) {
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  }
  const pac = `http://127.0.0.1:${(script.address() as AddressInfo).port}/proxy.pac`;
  const portal = ['--portal', 'https://archibald.example.test', '--user', 'demo', '--data', dataFolder()];
  const { stdout, stderr } = await runSync([
    '--sync-once',
    ...portal,
    '--retry-delay',
    '50',
    `--proxy-pac-url=${pac}`,
  ]);
  const { attempts, error } = lastJson(stdout) as { readonly attempts: number; readonly error: unknown };
  expect(attempts, stderr).toBe(1);
  for (const one of [script, server]) {
    one.closeAllConnections();
    one.close();
  }
  return { error, tunnels };
}

for (const schemes of [['Basic realm="office"'], ['Negotiate'], ['NTLM'], []]) {
  test(`a proxy with a login (${schemes.join() || 'no scheme'}) is reported, not retried`, async () => {
    const { error, tunnels } = await syncThrough({ schemes });
    expect(error).toMatchObject({ code: 'PROXY_LOGIN' });
    // With Negotiate, Chromium itself opens a second tunnel for a login ticket.
    expect(tunnels).toBeLessThanOrEqual(2);
  });
}

test('the app distinguishes another host’s certificate by Chromium’s own verdict', async () => {
  const tls = join(__dirname, '../fixtures/tls');
  let requests = 0;
  const hotel = createSecureServer(
    { key: readFileSync(join(tls, 'first-key.pem')), cert: readFileSync(join(tls, 'first-cert.pem')) },
    (_request, answer) => {
      requests += 1;
      answer.end('the hotel');
    },
  );
  await new Promise<void>((resolve) => hotel.listen(0, '127.0.0.1', resolve));
  const { error } = await syncThrough({ port: (hotel.address() as AddressInfo).port });
  expect(error).toMatchObject({
    code: 'CERTIFICATE_UNTRUSTED',
    details: { reason: 'ERR_CERT_AUTHORITY_INVALID', coversHost: 'no' },
  });
  expect(requests).toBe(0);
  hotel.closeAllConnections();
  hotel.close();
});
