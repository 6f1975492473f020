import { SECOND } from '../../../main/base/durations';
import { fail, ok } from '../../../main/base/result';
import type { ListFacts, Portal, Reader, SyncStore } from '../../../main/sync/ports';
import type { LoginEntry } from '../../../main/sync/run/login-journal';
import { RETRY_DELAYS_MS } from '../../../main/sync/run/retry';
import { SyncService } from '../../../main/sync/run/service';
import type { ErrorCode, SyncRun, SyncTrigger } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { FakeClock } from '../fake-clock';
import { UNFILTERED_LIST, loginJournal } from '../logins';
import { aReadExport } from '../sync';

/** Creates a sync service over parts that a test controls, and records their calls. */
export class ServiceWorld {
  readonly clock = new FakeClock();
  readonly lines: string[] = [];
  readonly runs: SyncRun[] = [];
  readonly disposed: string[] = [];
  readonly attemptedAt: number[] = [];
  applied = 0;
  /** The portal's answers by attempt; the last one repeats. */
  answers: readonly (ErrorCode | 'export' | 'hang' | 'deaf')[] = ['export'];
  list: ListFacts = UNFILTERED_LIST;
  reading = aReadExport(10, {
    warnings: [{ code: 'UNKNOWN_COLUMN', column: 'ZONA' }],
    sums: { printed: 6, verified: 6 },
  });
  /** The point of each attempt at which the portal asks for a login. */
  loginsAt: 'never' | 'before-answer' | 'after-answer' = 'never';
  storedLogins: readonly LoginEntry[] = [];
  mayRetryAt: ((at: number) => boolean) | null = null;
  /** The argument `mayMarkAbsent` of each applied export. */
  readonly mayMarkAbsent: boolean[] = [];
  readonly loginsSentAt: number[] = [];
  #opened = 0;

  readonly portal: { -readonly [Name in keyof Portal]: Portal[Name] } = {
    fetchExport: async ({ signal, logins, onProgress }) => {
      const answer = this.answers[Math.min(this.attemptedAt.length, this.answers.length - 1)] ?? 'export';
      this.attemptedAt.push(this.clock.monotonicMs());
      onProgress({ stage: 'login', bytesReceived: 0 });
      if (this.loginsAt !== 'never') {
        if (!logins.isAllowed()) {
          return fail(appError('LOGIN_LIMIT', 'no more logins'));
        }
        logins.noteSent();
        this.loginsSentAt.push(this.clock.monotonicMs());
        if (this.loginsAt === 'after-answer') {
          onProgress({ stage: 'list', bytesReceived: 0 });
        }
      }
      if (answer === 'deaf') {
        await new Promise(() => undefined);
      }
      if (answer === 'hang' || answer === 'deaf') {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        return fail(appError('CANCELLED', 'cancelled'));
      }
      if (answer !== 'export') {
        return fail(appError(answer, 'as given'));
      }
      const path = `export-${this.attemptedAt.length}.pdf`;
      const dispose = (): Promise<void> => Promise.resolve(void this.disposed.push(path));
      return ok({ path, sizeBytes: 1_000, list: this.list, dispose });
    },
    abandon: () => void (this.abandoned += 1),
  };

  abandoned = 0;

  prepared = 0;
  unprepared = 0;

  readonly reader: Reader = {
    prepare: () => {
      this.prepared += 1;
      return () => {
        this.unprepared += 1;
      };
    },
    read: (_path, { onProgress }) => {
      onProgress(5, 10);
      return Promise.resolve(ok(this.reading));
    },
  };

  readonly store: { -readonly [Name in keyof SyncStore]: SyncStore[Name] } = {
    beginRun: () => {
      this.#opened += 1;
      return Promise.resolve(ok(this.#opened));
    },
    finishRun: (run) => {
      this.runs.push(run);
      return Promise.resolve(ok(null));
    },
    applyExport: (_reading, _run, _at, mayMarkAbsent) => {
      this.applied += 1;
      this.mayMarkAbsent.push(mayMarkAbsent);
      return Promise.resolve(ok({ processed: 10, added: 10, updated: 0, unchanged: 0, missing: 0 }));
    },
    countCustomers: () => Promise.resolve(ok(10)),
    listRuns: () => Promise.resolve(ok([])),
  };

  async service(): Promise<SyncService> {
    const note = (line: string): void => void this.lines.push(line);
    const { portal, reader, store, clock } = this;
    const created = await SyncService.create({
      parts: { portal, reader, store, clock },
      logins: loginJournal(clock, this.storedLogins),
      ...(this.mayRetryAt === null ? {} : { mayRetryAt: this.mayRetryAt }),
      log: { info: note, warn: note, error: note },
      retryDelaysMs: RETRY_DELAYS_MS,
    });
    if (!created.ok) {
      throw new Error(created.error.message);
    }
    return created.value;
  }

  /** Runs one sync and advances the clock by a minute, in which it must end. */
  async run(service: SyncService, trigger: SyncTrigger = 'schedule'): Promise<SyncRun> {
    const started = await service.start(trigger);
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    await this.clock.advance(60 * SECOND);
    return started.value.finished;
  }
}
