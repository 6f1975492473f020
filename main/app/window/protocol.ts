import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import type { ProtocolRequest, ProtocolResponse } from 'electron';

const SCHEME = 'archibald-app';
const HOST = 'renderer';

/** The window's page. Its scheme is the app's own, because `file://` could read any file. */
export const APP_URL = `${SCHEME}://${HOST}/index.html`;

/** The plain page shown when the app's own page keeps crashing. */
export const STOPPED_URL = `${SCHEME}://${HOST}/stopped`;

/** The placeholder in index.html for the nonce of the component library's style sheets. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export function isAppUrl(url: string): boolean {
  return url.startsWith(`${SCHEME}://${HOST}/`);
}

/** Registers the scheme. Call it before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer from `folder`, each response with a strict content security policy. All
 * other requests get 404. `stoppedPage` returns the plain page and receives the nonce of its style.
 *
 * Avoids `protocol.handle`, which loads Node's whole HTTP client and streams each file to the
 * waiting window. That took 86 ms of a start of 1,144 ms (20 alternating starts of each; npm run
 * bench --only start).
 */
export function serveApp(folder: string, stoppedPage: (nonce: string) => string): void {
  // oxlint-disable-next-line typescript/no-deprecated -- See above; once it is gone, registerSource takes its place.
  protocol.registerBufferProtocol(SCHEME, (request, answer) => {
    void answerTo(request, folder, stoppedPage).then(answer);
  });
}

async function answerTo(
  { url, method }: ProtocolRequest,
  folder: string,
  stoppedPage: (nonce: string) => string,
): Promise<ProtocolResponse> {
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  const nothing = { statusCode: 404, headers, data: Buffer.alloc(0) };
  if (url === STOPPED_URL && method === 'GET') {
    const mimeType = 'text/html; charset=utf-8';
    return {
      headers: { ...headers, 'content-type': mimeType },
      mimeType,
      data: Buffer.from(stoppedPage(nonce)),
    };
  }
  const path = fileFor(url, folder);
  if (path === null || method !== 'GET') {
    return nothing;
  }
  try {
    const content = await readFile(path);
    const mimeType = MIME_TYPES[extname(path)] ?? 'application/octet-stream';
    const data = path.endsWith('.html')
      ? Buffer.from(content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce))
      : content;
    return { headers: { ...headers, 'content-type': mimeType }, mimeType, data };
  } catch {
    return nothing;
  }
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No text becomes markup or a script, except by the one allowed policy (renderer/main.tsx).
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** Returns the file of an app URL, or `null` for a path outside the folder. */
function fileFor(url: string, folder: string): string | null {
  const { host, pathname } = new URL(url);
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const path = join(folder, decoded);
  return host === HOST && path.startsWith(folder + sep) ? path : null;
}
