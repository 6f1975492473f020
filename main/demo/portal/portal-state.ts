import { randomInt } from 'node:crypto';
import type { Clock } from '../../base/clock';
import type { DemoLanguage } from '../customers/columns';
import { withChanges, type DemoOptions } from '../options';
import { FaultPlan } from './faults';
import { loginNames, type LoginNames } from './login-page';
import { newViewState, Sessions } from './sessions';

/** What happened since the start; for tests. */
export interface DemoStats {
  /** Requests of any kind. */
  readonly requests: number;
  /** Logins that opened a session. */
  readonly logins: number;
  readonly refusedLogins: number;
  /** Posts of the login's form, whatever was in them and whatever came of them. */
  readonly loginPosts: number;
  /** Posts with a name and a password in them that were read, whatever came of them. */
  readonly credentialsSent: number;
  /** Items of the toolbar that did damage: a `confirm()` was accepted. */
  readonly damage: number;
  /** Other items of the toolbar that were clicked in vain. */
  readonly otherItems: number;
  /** The `Accept-Language` of the last request, and each `navigator.language` that the pages' forms have told. */
  readonly acceptLanguage: string;
  readonly pageLanguages: readonly string[];
  /** Each `languages locale width` that the pages' forms have told. */
  readonly pageTraits: readonly string[];
  /** Exports asked for by each session that is logged in now. */
  readonly sessionExports: readonly number[];
  /** Exports that were asked for, whatever came of them. */
  readonly exportRequests: number;
  /** Exports sent whole. */
  readonly exports: number;
  /** Requests by which an open page keeps its session. */
  readonly keepAlives: number;
  /** Spent on drawing PDFs: the portal's own time, which a sync waits for. */
  readonly drawingMs: number;
  /** Requests refused because their session was busy. */
  readonly parallelRefusals: number;
  /** Sessions that are logged in now. */
  readonly sessions: number;
  /** Whether the account is locked now. */
  readonly locked: boolean;
  /** The number the next whole export will have. */
  readonly nextExportNumber: number;
}

type Counters = {
  -readonly [
    Name in Exclude<
      keyof DemoStats,
      | 'acceptLanguage'
      | 'pageLanguages'
      | 'pageTraits'
      | 'sessions'
      | 'sessionExports'
      | 'locked'
      | 'nextExportNumber'
    >
  ]: number;
};

/** All that the portal remembers while it runs. */
export class PortalState {
  readonly sessions = new Sessions();
  readonly counters: Counters = {
    requests: 0,
    logins: 0,
    refusedLogins: 0,
    loginPosts: 0,
    credentialsSent: 0,
    damage: 0,
    otherItems: 0,
    exportRequests: 0,
    exports: 0,
    keepAlives: 0,
    drawingMs: 0,
    parallelRefusals: 0,
  };
  readonly names: LoginNames = loginNames(randomInt(10_000_000, 99_999_999));
  readonly loginViewState = newViewState();
  acceptLanguage = '';
  readonly pageLanguages = new Set<string>();
  readonly pageTraits = new Set<string>();
  /** Ends all waits when the portal closes. */
  readonly closing = new AbortController();
  /** Ends the waits for exports under way when their delay is changed. */
  exportDelayChanged = new AbortController();
  options: DemoOptions;
  faults: FaultPlan;
  /** Refused logins in a row. */
  failures = 0;
  nextExportNumber: number;
  /** PDFs that come again (`exportsInTurn`), by what they show. */
  readonly #kept = new Map<string, Promise<Buffer>>();

  constructor(
    options: DemoOptions,
    firstExportNumber: number,
    readonly clock: Clock,
  ) {
    this.options = options;
    this.faults = new FaultPlan(options.faults);
    this.nextExportNumber = firstExportNumber;
  }

  change(changes: Partial<DemoOptions>): void {
    this.options = withChanges(this.options, changes);
    this.#kept.clear();
    if (changes.faults !== undefined) {
      this.faults = new FaultPlan(changes.faults);
    }
    if (changes.exportDelayMs !== undefined) {
      this.exportDelayChanged.abort();
      this.exportDelayChanged = new AbortController();
    }
    if (changes.user !== undefined || changes.password !== undefined) {
      this.failures = 0;
      this.sessions.endAll();
    }
  }

  get locked(): boolean {
    return this.failures >= this.options.failuresToLock;
  }

  /** The customers that the next export shows: those of the n-th export. */
  get shownExportNumber(): number {
    const { exportsInTurn } = this.options;
    return exportsInTurn === null ? this.nextExportNumber : ((this.nextExportNumber - 1) % exportsInTurn) + 1;
  }

  /** The PDF that `draw` draws, or the one drawn before under this name if exports come again. */
  draw(name: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const timed = async (): Promise<Buffer> => {
      const startedAt = this.clock.monotonicMs();
      const pdf = await draw();
      this.counters.drawingMs += this.clock.monotonicMs() - startedAt;
      return pdf;
    };
    if (this.options.exportsInTurn === null) {
      return timed();
    }
    const kept = this.#kept.get(name) ?? timed();
    this.#kept.set(name, kept);
    return kept;
  }

  stats(): DemoStats {
    return {
      ...this.counters,
      acceptLanguage: this.acceptLanguage,
      pageLanguages: [...this.pageLanguages],
      pageTraits: [...this.pageTraits],
      sessions: this.sessions.size,
      sessionExports: this.sessions.exports,
      locked: this.locked,
      nextExportNumber: this.nextExportNumber,
    };
  }

  /** The language a request gets: the first one it names, Italian where it names none. */
  languageFor(acceptLanguage: string | undefined): DemoLanguage {
    const { language } = this.options;
    if (language !== 'auto') {
      return language;
    }
    return /^\s*(it\b|\*|$)/i.test(acceptLanguage ?? '') ? 'it' : 'en';
  }
}
