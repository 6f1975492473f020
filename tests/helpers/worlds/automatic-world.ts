import { MINUTE } from '../../../main/base/durations';
import { fail, ok } from '../../../main/base/result';
import { AutomaticSync } from '../../../main/sync/automatic-sync';
import { RETRY_DELAYS_MS } from '../../../main/sync/run/retry';
import type { AppError, SyncHours, SyncRun } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { FakeClock } from '../fake-clock';
import { UNFILTERED_LIST, loginJournal } from '../logins';
import { aReadExport } from '../sync';

/** Runs the real service and scheduler, whose other parts a test controls. */
export class AutomaticWorld {
  readonly clock = new FakeClock();
  readonly runs: SyncRun[] = [];
  readonly lines: string[] = [];
  online = true;
  network = 'office';
  obstacle: AppError | null = null;
  shortage: AppError | null = null;
  /** The portal's failure: `null` for an export, `hang` for no answer until the sync is stopped. */
  failure: AppError | 'hang' | null = null;
  onObstacleAsked = (): void => undefined;
  hours: SyncHours = 'always';
  /** Whether the portal session has ended, so that the next sync logs in. */
  sessionEnded = false;
  /** The portal's failure after it has received credentials; `null` if it accepts them. */
  loginFailure: AppError | 'hang' | null = null;
  keptAlive = 0;
  readonly logins = loginJournal(this.clock, [], 3);
  #opened = 0;

  async start(): Promise<AutomaticSync> {
    const note = (line: string): void => void this.lines.push(line);
    const created = await AutomaticSync.create({
      log: { info: note, warn: note, error: note },
      retryDelaysMs: RETRY_DELAYS_MS,
      frequencyMs: 30 * MINUTE,
      hours: this.hours,
      logins: this.logins,
      session: { keepAlive: () => Promise.resolve(void (this.keptAlive += 1)) },
      installationId: 'one',
      memory: { load: () => null, save: () => undefined },
      environment: {
        isOnline: () => this.online,
        network: () => this.network,
        isInUse: () => true,
        random: () => 0.5,
      },
      obstacle: () => {
        this.onObstacleAsked();
        return Promise.resolve(this.obstacle);
      },
      shortage: () => Promise.resolve(this.shortage),
      parts: {
        clock: this.clock,
        portal: {
          fetchExport: async ({ signal, logins, onProgress }) => {
            onProgress({ stage: 'login', bytesReceived: 0 });
            if (this.sessionEnded) {
              if (!logins.isAllowed()) {
                return fail(appError('LOGIN_LIMIT', 'no more logins'));
              }
              logins.noteSent();
              if (this.loginFailure === 'hang') {
                await new Promise((resolve) => signal.addEventListener('abort', resolve));
                return fail(appError('CANCELLED', 'stopped'));
              }
              if (this.loginFailure !== null) {
                return fail(this.loginFailure);
              }
            }
            onProgress({ stage: 'list', bytesReceived: 0 });
            if (this.failure === 'hang') {
              await new Promise((resolve) => signal.addEventListener('abort', resolve));
              return fail(appError('CANCELLED', 'stopped'));
            }
            return this.failure === null
              ? ok({
                  path: 'export.pdf',
                  sizeBytes: 1,
                  list: UNFILTERED_LIST,
                  dispose: () => Promise.resolve(),
                })
              : fail(this.failure);
          },
          abandon: () => undefined,
        },
        reader: {
          read: () => Promise.resolve(ok(aReadExport(3))),
        },
        store: {
          beginRun: () => Promise.resolve(ok((this.#opened += 1))),
          finishRun: (run) => Promise.resolve(ok((this.runs.push(run), null))),
          applyExport: () =>
            Promise.resolve(ok({ processed: 3, added: 0, updated: 0, unchanged: 3, missing: 0 })),
          countCustomers: () => Promise.resolve(ok(3)),
          listRuns: () => Promise.resolve(ok([...this.runs].reverse())),
        },
      },
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    created.value.start();
    return created.value;
  }

  get triggers(): readonly string[] {
    return this.runs.map(({ trigger }) => trigger);
  }
}
