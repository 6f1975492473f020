import { randomBytes } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';

const SCHEME = 'archibald-sheet';
const SHEET_URL = `${SCHEME}://sheet/`;
/** Chromium's reason when the agent cancels the dialog. */
const CANCELLED = /cancel/i;

/**
 * Prints an HTML page with the system's dialog. Returns `false` when the agent cancels. `html`
 * receives the nonce for the page's style sheet. The page lives in a hidden window with an
 * in-memory session, runs no script, loads nothing, and is destroyed afterwards. Fails with
 * PRINT_FAILED.
 */
export async function printSheet(html: (nonce: string) => string): Promise<Result<boolean, AppError>> {
  const own = session.fromPartition('sheet');
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  const nonce = randomBytes(16).toString('base64');
  const page = html(nonce);
  own.protocol.handle(
    SCHEME,
    () =>
      new Response(page, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
        },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      webviewTag: false,
    },
  });
  try {
    window.webContents.on('will-navigate', (event) => event.preventDefault());
    await window.loadURL(SHEET_URL);
    return await printed(window);
  } catch {
    return fail(appError('PRINT_FAILED', 'The sheet could not be laid out'));
  } finally {
    window.destroy();
    own.protocol.unhandle(SCHEME);
  }
}

function printed(window: BrowserWindow): Promise<Result<boolean, AppError>> {
  return new Promise((resolve) => {
    window.webContents.print({ pageSize: 'A4', printBackground: false }, (success, reason) => {
      if (success || CANCELLED.test(reason)) {
        resolve(ok(success));
      } else {
        resolve(fail(appError('PRINT_FAILED', `The system did not print (${reason})`)));
      }
    });
  });
}
