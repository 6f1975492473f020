import { writeFile } from 'node:fs/promises';
import { homedir, release } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError, DataProtection, DiagnosticFile } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { localDate } from '../../base/clock';
import { errorCode } from '../../base/error-code';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { Settings } from '../../settings/settings';
import type { AccountConnection } from '../account/account-connection';
import type { SyncSession } from '../session/sync-session';
import { askSavePath } from '../window/save-dialog';
import { diagnosticFiles, zipFiles } from './diagnostics';

const RUNS_INCLUDED = 200;

export interface SupportParts {
  readonly session: () => SyncSession;
  readonly settings: Settings;
  readonly connections: AccountConnection;
  readonly folder: string;
  readonly protection: () => Promise<DataProtection>;
  readonly clock: Clock;
  readonly window: () => BrowserWindow | null;
}

/** Collects the diagnostics from the running app, and saves them where the agent chooses. */
export class Support {
  readonly #parts: SupportParts;

  constructor(parts: SupportParts) {
    this.#parts = parts;
  }

  async preview(): Promise<Result<readonly DiagnosticFile[], AppError>> {
    const { session, settings, connections, folder, protection } = this.#parts;
    const { customers } = session();
    const [runs, store, checked, connection, protectedBy] = await Promise.all([
      customers.listRuns(RUNS_INCLUDED),
      customers.state(),
      customers.ask('check'),
      connections.describe(),
      protection(),
    ]);
    const files = diagnosticFiles({
      versions: {
        app: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        system: `${process.platform} ${release()} ${process.arch}`,
        locale: app.getLocale(),
        packaged: String(app.isPackaged),
      },
      preferences: settings.preferences,
      connection,
      protection: protectedBy,
      status: session().status(),
      runs: runs.ok ? runs.value : [],
      store: store.ok ? store.value : null,
      integrity: checked.ok ? 'whole' : checked.error.code,
      logsFolder: join(folder, 'logs'),
      privateFolders: [folder, homedir()].sort((one, other) => other.length - one.length),
    });
    return ok(files);
  }

  /** Returns `false` when the agent cancels. Fails with DIAGNOSTICS_NOT_SAVED. */
  async save(): Promise<Result<boolean, AppError>> {
    const files = await this.preview();
    if (!files.ok) {
      return files;
    }
    const { clock, window } = this.#parts;
    const name = `archibald-agent-diagnostica-${localDate(clock.now())}.zip`;
    const path = await askSavePath(window(), name, [{ name: 'Zip', extensions: ['zip'] }]);
    if (path === null) {
      return ok(false);
    }
    try {
      await writeFile(path, await zipFiles(files.value), { mode: 0o600 });
      return ok(true);
    } catch (error) {
      const reason = errorCode(error);
      return fail(appError('DIAGNOSTICS_NOT_SAVED', `The zip could not be written (${reason})`));
    }
  }
}
