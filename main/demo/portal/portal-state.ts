import { randomInt } from 'node:crypto';
import type { Clock } from '../../base/clock';
import type { DemoLanguage } from '../customers/columns';
import { withChanges, type DemoOptions } from '../options';
import { FaultPlan } from './faults';
import { loginNames, type LoginNames } from './login-page';
import { newViewState, Sessions } from './sessions';

export interface DemoStats {
  /** Requests of any kind. */
  readonly requests: number;
  /** Logins that opened a session. */
  readonly logins: number;
  readonly refusedLogins: number;
  /** Posts of the login form, with any content and result. */
  readonly loginPosts: number;
  /** Posts from which name and password were read, with any result. */
  readonly credentialsSent: number;
  /** Toolbar items that did damage, because their `confirm()` was accepted. */
  readonly damage: number;
  /** Other items of the toolbar that were clicked. */
  readonly otherItems: number;
  /** The `Accept-Language` of the last request, and each `navigator.language` from the forms. */
  readonly acceptLanguage: string;
  readonly pageLanguages: readonly string[];
  /** The `languages locale width` that each form reported. */
  readonly pageTraits: readonly string[];
  /** The number of exports requested by each current session. */
  readonly sessionExports: readonly number[];
  /** Requested exports, with any result. */
  readonly exportRequests: number;
  /** Exports sent completely. */
  readonly exports: number;
  /** Requests by which an open page keeps its session. */
  readonly keepAlives: number;
  /** The time spent on drawing PDFs, during which a sync waits. */
  readonly drawingMs: number;
  /** Requests refused because their session was busy. */
  readonly parallelRefusals: number;
  /** Sessions that are logged in now. */
  readonly sessions: number;
  readonly locked: boolean;
  /** The number of the next complete export. */
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

/** The memory of the running portal. */
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
  /** Ends the waits of current exports when their delay changes. */
  exportDelayChanged = new AbortController();
  options: DemoOptions;
  faults: FaultPlan;
  /** Refused logins in a row. */
  failures = 0;
  nextExportNumber: number;
  /** The drawn PDFs by name, kept if exports repeat (`exportsInTurn`). */
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

  /** The number of the export whose customers the next export shows. */
  get shownExportNumber(): number {
    const { exportsInTurn } = this.options;
    return exportsInTurn === null ? this.nextExportNumber : ((this.nextExportNumber - 1) % exportsInTurn) + 1;
  }

  /** Draws a PDF, or returns the one drawn before under this name if exports repeat. */
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

  /** Returns the page language. With `auto`, Italian if the header names it first or names none. */
  languageFor(acceptLanguage: string | undefined): DemoLanguage {
    const { language } = this.options;
    if (language !== 'auto') {
      return language;
    }
    return /^\s*(it\b|\*|$)/i.test(acceptLanguage ?? '') ? 'it' : 'en';
  }
}
