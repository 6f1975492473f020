import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { BrowserWindow, app, session } from 'electron';
import type { Session } from 'electron';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract/errors';
import type { Clock } from '../../base/clock';
import { SECOND } from '../../base/durations';
import { SANDBOXED_PAGE, refusePermissions } from '../../base/locked-page-electron';
import { fail } from '../../base/result';
import { checkMessage, readMessage } from './check-message';
import type { EngineMessage } from './messages';
import { ENGINE_ORIGIN, ENGINE_SCRIPT, EXPORT_PATH, MESSAGE_PATH } from './messages';
import type { PdfEngine } from './pdf-engine';

/** The memory limit for the page. 1,452 customers take 260 MB; Chromium allows gigabytes. */
const MAX_MEMORY_MB = 1_000;
const MEMORY_WATCH_MS = SECOND / 4;

/** The partition is in memory only and lives as long as the app. */
const PARTITION = 'archibald-pdf-engine';

const SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'";
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module" src="${ENGINE_SCRIPT}"></script>`;

/** The current job: the page reads the export at `path`, and `take` gets the page's messages. */
interface Job {
  readonly path: string;
  readonly take: (json: string) => void;
}

/**
 * Runs the full PDF engine in its own page. Chromium's sandbox denies the page files, network,
 * bridge and other pages. The page's process takes half a second to start and some 200 MB. It
 * exists only for the few exports that need the engine. `rendererFolder` holds the built script.
 */
export function sandboxedEngine(rendererFolder: string, clock: Clock): PdfEngine {
  let job: Job | null = null;
  let guarded: Session | null = null;
  const partition = (): Session => {
    guarded ??= guard(session.fromPartition(PARTITION, { cache: false }), rendererFolder, () => job);
    return guarded;
  };
  return {
    read: (path, way, { signal, send }) =>
      new Promise((resolve) => {
        const window = new BrowserWindow({
          show: false,
          skipTaskbar: true,
          webPreferences: {
            session: partition(),
            ...SANDBOXED_PAGE,
            backgroundThrottling: false,
            images: false,
            webgl: false,
            spellcheck: false,
          },
        });
        const { webContents } = window;
        webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
        webContents.on('will-navigate', (event) => event.preventDefault());
        let isOver = false;
        const end = (message: EngineMessage | null): void => {
          if (isOver) {
            return;
          }
          isOver = true;
          job = null;
          stopWatch();
          signal.removeEventListener('abort', cancel);
          window.destroy();
          if (message !== null) {
            send(message);
          }
          resolve();
        };
        const breakOff = (error: AppError): void => end({ kind: 'done', result: fail(error) });
        const cancel = (): void => end(null);
        const watch = (): void => {
          const used = memoryMb(webContents.getOSProcessId());
          if (used > MAX_MEMORY_MB) {
            breakOff(appError('UNREADABLE_PDF', 'The export needs more memory than a reader may use'));
          } else {
            stopWatch = clock.setTimer(MEMORY_WATCH_MS, watch);
          }
        };
        let stopWatch = clock.setTimer(MEMORY_WATCH_MS, watch);
        job = {
          path,
          take(json) {
            const message = checkMessage(json);
            if (message === null) {
              breakOff(appError('UNREADABLE_PDF', 'The PDF engine sent an invalid message'));
            } else if (message.kind === 'done') {
              end(message);
            } else {
              send(message);
            }
          },
        };
        signal.addEventListener('abort', cancel);
        webContents.on('render-process-gone', (_event, { reason }) =>
          breakOff(appError('UNREADABLE_PDF', `Reading the export failed (${reason})`)),
        );
        window.loadURL(`${ENGINE_ORIGIN}/${way === undefined ? '' : `?way=${way}`}`).catch(() => {
          // Loading also fails once `end` has closed the window; this call then does nothing.
          breakOff(appError('UNREADABLE_PDF', 'The PDF engine could not be started'));
        });
      }),
  };
}

/** Serves the script and the export to the page, takes its messages, and refuses all else. */
function guard(partition: Session, rendererFolder: string, job: () => Job | null): Session {
  refusePermissions(partition);
  partition.on('will-download', (event) => event.preventDefault());
  partition.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !details.url.startsWith(`${ENGINE_ORIGIN}/`) });
  });
  partition.protocol.handle(new URL(ENGINE_ORIGIN).protocol.slice(0, -1), (request) =>
    answerPage(request, rendererFolder, job()),
  );
  return partition;
}

async function answerPage(request: Request, rendererFolder: string, job: Job | null): Promise<Response> {
  const headers = { 'content-security-policy': SECURITY_POLICY, 'x-content-type-options': 'nosniff' };
  const { pathname } = new URL(request.url);
  if (pathname === '/') {
    return new Response(PAGE, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
  }
  if (job !== null && pathname === EXPORT_PATH) {
    const stream = Readable.toWeb(createReadStream(job.path)) as ReadableStream<Uint8Array>;
    return new Response(stream, { headers: { ...headers, 'content-type': 'application/octet-stream' } });
  }
  if (job !== null && pathname === MESSAGE_PATH && request.method === 'POST') {
    // An oversized message counts as invalid.
    job.take((await readMessage(request.body)) ?? '');
    return new Response(null, { status: 204, headers });
  }
  // Serves the page's script and the modules that it shares with the window.
  const script = normalize(join(rendererFolder, pathname));
  if (script.startsWith(rendererFolder + sep) && script.endsWith('.js')) {
    try {
      const content = new Uint8Array(await readFile(script));
      return new Response(content, {
        headers: { ...headers, 'content-type': 'text/javascript; charset=utf-8' },
      });
    } catch {
      // A missing script is answered like any unknown path.
    }
  }
  return new Response(null, { status: 404, headers });
}

function memoryMb(pid: number): number {
  const metrics = app.getAppMetrics().find((one) => one.pid === pid);
  return (metrics?.memory.workingSetSize ?? 0) / 1_024;
}
