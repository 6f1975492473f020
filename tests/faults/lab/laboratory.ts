import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../main/base/clock';
import { systemClock } from '../../../main/base/clock';
import { MINUTE, SECOND } from '../../../main/base/durations';
import { takeRows } from '../../../main/base/handed-rows';
import type { Result } from '../../../main/base/result';
import { fail, ok } from '../../../main/base/result';
import { Customers } from '../../../main/customers/client';
import { SpareThreads } from '../../../main/customers/threads/spare-threads';
import type { DemoOptions } from '../../../main/demo/options';
import { DEMO_DEFAULTS } from '../../../main/demo/options';
import { exportPdf } from '../../../main/demo/portal/export';
import { createReader } from '../../../main/pdf/reader';
import { AutomaticSync } from '../../../main/sync/automatic-sync';
import type {
  ExportFile,
  ListFacts,
  Portal,
  ReadExport,
  Reader,
  ScheduleState,
} from '../../../main/sync/ports';
import { checkDiskSpace, systemFreeBytes } from '../../../main/sync/run/disk-space';
import { LoginJournal } from '../../../main/sync/run/login-journal';
import type { LoginEntry } from '../../../main/sync/run/login-journal';
import type {
  AppError,
  CachedCustomer,
  ExportedCustomer,
  SyncRun,
  SyncTrigger,
} from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import { formatNumber } from '../../../renderer/strings/format';
import { it } from '../../../renderer/strings/it';
import { alertState, bannerState } from '../../../renderer/views/sync-banner/banner-state';
import { toReaderRows } from '../../helpers/customers';
import { UNFILTERED_LIST } from '../../helpers/logins';
import { tempFolder } from '../../helpers/temp-folder';
import { TestLog } from '../../helpers/test-log';

const SCRIPTS = join(import.meta.dirname, '../../../out/main');
const FREQUENCY_MS = 30 * MINUTE;
/** The number of customers: enough for more than 20, and more than a tenth, to vanish. */
export const COUNT = 60;

export interface Observed {
  /** The Italian sentence of the run, the banner or the repair; `nothing` without a message. */
  readonly shown: string;
  /** The kind of the alert; without an alert, the kind of the sync banner. */
  readonly banner: string;
  /** The customers in the cache: unchanged, changed by an export, or removed by a rebuild. */
  readonly kept: 'as before' | 'renewed' | 'rebuilt';
  /** The attempts of the last run; 0 without a run. */
  readonly attempts: number;
  /** The plan: next slot, second try (class S), a stop for the agent (A), or a wait (W). */
  readonly then: 'next slot' | 'once more' | 'stops' | 'waits';
}

/** The portal's answer at an attempt: bytes, an error, or none. */
export type PortalAnswer = Uint8Array | AppError | 'hang' | 'deaf' | (() => Promise<Uint8Array>);

/**
 * A clock for the reader. Limits of a second or more are 20 times longer, because a busy computer
 * might otherwise exceed them.
 */
const PATIENT_CLOCK: Clock = {
  ...systemClock,
  setTimer: (delayMs, callback) => systemClock.setTimer(delayMs < SECOND ? delayMs : 20 * delayMs, callback),
};

/** The drawn exports. They are kept, because drawing one takes longer than most tests. */
const written = new Map<string, Promise<Buffer>>();

/** Returns the demo portal's export, by default the second, which contains changes. */
export async function demoExport(
  options: Partial<DemoOptions> = {},
  exportNumber = 2,
  excess = 0,
  sumExcessCents = 0,
): Promise<Buffer> {
  const asked = JSON.stringify([options, exportNumber, excess, sumExcessCents]);
  const pdf =
    written.get(asked) ??
    exportPdf({ ...DEMO_DEFAULTS, count: COUNT, ...options }, 'it', exportNumber, excess, sumExcessCents);
  written.set(asked, pdf);
  // Each caller gets a copy, because a fault may corrupt it.
  return Buffer.from(await pdf);
}

/** The result of reading the first export, shared by all rows because reading takes long. */
let firstReading: Promise<Result<ReadExport & { customers: readonly ExportedCustomer[] }, AppError>> | null =
  null;

/**
 * Runs the app's own scheduler, service, reader thread and store threads on real files. Only the
 * portal is simulated: a test sets its answer at each attempt, as bytes or as the driver's error.
 */
export class Laboratory {
  readonly log = new TestLog();
  answers: PortalAnswer[] = [];
  online = true;
  network = 'office';
  obstacle: AppError | null = null;
  /** The number of runs that have ended since the first sync. */
  runs = 0;
  /** The shift of the computer's clock, in milliseconds. */
  shiftMs = 0;
  plan: ScheduleState | null = null;
  logins: readonly LoginEntry[] = [];
  list: ListFacts = UNFILTERED_LIST;
  /** Whether the portal has ended the session and asks for a login. */
  asksForLogin = false;
  /** Whether the portal moves on to the list after the login, even if the sync then fails. */
  advancesToList = false;
  customers!: Customers;
  automatic!: AutomaticSync;
  #before: readonly CachedCustomer[] = [];
  #last: SyncRun | null = null;
  /** The run that the window reports: the last one to end since the window was opened. */
  #justFinished: SyncRun | null = null;
  #refusal: AppError | null = null;
  #isFirstSync = false;

  private constructor(readonly folder: string) {}

  readonly #clock: Clock = { ...systemClock, now: () => Date.now() + this.shiftMs };

  /** Opens a laboratory in which one sync has succeeded. */
  static async open(folder = tempFolder()): Promise<Laboratory> {
    const lab = new Laboratory(folder);
    onTestFinished(() => lab.close());
    const opened = await lab.start();
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    lab.answers = [await demoExport({}, 1)];
    lab.#isFirstSync = true;
    await lab.sync();
    lab.#isFirstSync = false;
    if (lab.#last?.outcome !== 'success') {
      throw new Error(`The first sync failed: ${lab.#last?.error?.message ?? ''}`);
    }
    lab.#before = await lab.all();
    lab.runs = 0;
    lab.#justFinished = null;
    return lab;
  }

  async start(): Promise<Result<null, AppError>> {
    this.#justFinished = null;
    const opened = await Customers.open({
      threads: new SpareThreads(join(SCRIPTS, 'customers-worker.js')),
      folder: this.folder,
      clock: systemClock,
      log: this.log,
      retentionMonths: () => 24,
    });
    if (!opened.ok) {
      this.#refusal = opened.error;
      return opened;
    }
    this.customers = opened.value;
    const automatic = await AutomaticSync.create({
      log: this.log,
      retryDelaysMs: [1, 1, 1],
      frequencyMs: FREQUENCY_MS,
      hours: 'always',
      logins: new LoginJournal({
        clock: this.#clock,
        memory: { load: () => this.logins, save: (logins) => void (this.logins = logins) },
      }),
      session: { keepAlive: () => Promise.resolve() },
      installationId: 'laboratory',
      memory: { load: () => this.plan, save: (plan) => void (this.plan = plan) },
      environment: {
        isOnline: () => this.online,
        network: () => this.network,
        isInUse: () => true,
        random: () => 0.5,
      },
      obstacle: () => Promise.resolve(this.obstacle),
      shortage: () => checkDiskSpace(this.folder, systemFreeBytes),
      parts: {
        clock: this.#clock,
        portal: this.#portal(),
        reader: this.#reader(),
        store: this.customers,
      },
    });
    if (!automatic.ok) {
      await this.customers.close();
      this.#refusal = automatic.error;
      return automatic;
    }
    this.automatic = automatic.value;
    this.automatic.service.finished.on((run) => {
      this.#last = run;
      this.#justFinished = run;
      this.runs += 1;
    });
    // The tests do not wait for the schedule: they start planned syncs themselves.
    this.automatic.start();
    return ok(null);
  }

  async stop(): Promise<void> {
    await this.automatic.close();
    await this.customers.close();
  }

  async close(): Promise<void> {
    await this.stop();
  }

  /** Runs one sync to its end. */
  async sync(trigger: SyncTrigger = 'schedule'): Promise<void> {
    this.#last = null;
    const started =
      trigger === 'manual' ? await this.automatic.startByHand() : await this.automatic.service.start(trigger);
    this.#refusal = started.ok ? null : started.error;
    if (started.ok) {
      await started.value.finished;
    }
  }

  /** Waits until the current run has ended. */
  async settled(): Promise<void> {
    await this.automatic.begun;
    while (this.automatic.service.isRunning) {
      // This call joins the current run.
      const run = await this.automatic.service.start('schedule');
      await (run.ok ? run.value.finished : null);
    }
  }

  /** Runs a sync with these answers of the portal; the last one repeats. */
  async syncWith(...answers: PortalAnswer[]): Promise<void> {
    this.answers = answers;
    await this.sync();
  }

  all(): Promise<readonly CachedCustomer[]> {
    return searchAllCustomers(this.customers);
  }

  async see(): Promise<Observed> {
    const status = this.automatic.status();
    const connection = { kind: 'account', portalUrl: '', user: '', password: 'stored' } as const;
    const facts = {
      progress: null,
      justFinished: this.#justFinished,
      refusal: null,
      status,
      connection,
      showAutomatic: true,
    };
    const alert = alertState(facts);
    return {
      shown: await this.#shown(),
      banner: (alert.kind === 'hidden' ? bannerState(facts) : alert).kind,
      kept: await this.#kept(),
      attempts: this.#last?.attempts ?? 0,
      then: this.#then(),
    };
  }

  async #shown(): Promise<string> {
    const state = await this.customers.state();
    const { repair = null, partialExport = null } = state.ok ? state.value : {};
    if (repair !== null) {
      return {
        restored: it.cache.restored('…'),
        rebuilt: it.cache.rebuilt,
        'rolled-back': it.cache.rolledBack,
      }[repair.kind];
    }
    if (partialExport !== null) {
      const { exported, known } = partialExport;
      return it.cache.partial(formatNumber(exported, it), formatNumber(known, it));
    }
    const { listFilter } = this.automatic.status();
    if (listFilter !== null) {
      return it.cache.filter(listFilter);
    }
    const error = this.#refusal ?? this.#last?.error ?? null;
    const { hold } = this.automatic.status();
    if (hold?.reason === 'obstacle' && (hold.code === 'PASSWORD_NEEDED' || hold.code === 'DISK_FULL')) {
      return it.errors[hold.code].title;
    }
    if (error === null) {
      return hold?.reason === 'offline' ? it.banner.offline('…') : 'nothing';
    }
    return it.errors[error.code].title;
  }

  async #kept(): Promise<Observed['kept']> {
    const now = await this.all();
    const seen = (customers: readonly CachedCustomer[]): string =>
      JSON.stringify(customers.map(({ record, missingSince }) => [record, missingSince]));
    if (seen(now) === seen(this.#before)) {
      return 'as before';
    }
    return now.length === 0 ? 'rebuilt' : 'renewed';
  }

  #then(): Observed['then'] {
    const { hold, nextSyncAt } = this.automatic.status();
    if (hold !== null) {
      return hold.reason === 'blocked' ? 'stops' : 'waits';
    }
    const inMs = nextSyncAt === null ? 0 : Date.parse(nextSyncAt) - this.#clock.now();
    // An installation's wait is at most a sixtieth shorter than the interval.
    return inMs < FREQUENCY_MS * 0.95 ? 'once more' : 'next slot';
  }

  #reader(): Reader {
    const reader = createReader({ workerPath: join(SCRIPTS, 'pdf-worker.js'), clock: PATIENT_CLOCK });
    const isFirstSync = (): boolean => this.#isFirstSync;
    return {
      async read(path, options) {
        if (!isFirstSync()) {
          return reader.read(path, options);
        }
        firstReading ??= reader
          .read(path, options)
          .then((read) => (read.ok ? ok({ ...read.value, customers: takeRows(read.value.rows) }) : read));
        const first = await firstReading;
        return first.ok ? ok({ ...first.value, ...toReaderRows(first.value.customers) }) : first;
      },
    };
  }

  #portal(): Portal {
    return {
      fetchExport: async ({ signal, logins, onProgress }) => {
        onProgress({ stage: 'login', bytesReceived: 0 });
        if (this.asksForLogin) {
          if (!logins.isAllowed()) {
            return fail(appError('LOGIN_LIMIT', 'no more logins'));
          }
          logins.noteSent();
          if (this.advancesToList) {
            onProgress({ stage: 'list', bytesReceived: 0 });
          }
        }
        const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
        if (answer === 'deaf') {
          return new Promise(() => undefined);
        }
        if (answer === undefined || answer === 'hang') {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          return fail(appError('CANCELLED', 'stopped'));
        }
        if (typeof answer === 'function') {
          return ok(this.#exportFile(await answer()));
        }
        return answer instanceof Uint8Array ? ok(this.#exportFile(answer)) : fail(answer);
      },
      abandon: () => undefined,
    };
  }

  #exportFile(bytes: Uint8Array): ExportFile {
    const folder = tempFolder();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'export.pdf');
    writeFileSync(path, bytes);
    return { path, sizeBytes: bytes.length, list: this.list, dispose: () => Promise.resolve() };
  }
}

/** Returns all customers of the cache, in the order of their IDs. */
export async function searchAllCustomers(customers: Customers): Promise<readonly CachedCustomer[]> {
  const page = await customers.search({ search: '', sort: 'name', filter: 'all', offset: 0, limit: 1_000 });
  if (!page.ok) {
    throw new Error(page.error.message);
  }
  const ids = page.value.items.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
  const found = await Promise.all(ids.map((id) => customers.ask('get', id)));
  return found.flatMap((one) => (one.ok && one.value !== null ? [one.value] : []));
}
