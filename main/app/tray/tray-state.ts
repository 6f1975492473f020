import type {
  ErrorCode,
  Language,
  PauseLength,
  SyncHealth,
  SyncMetrics,
  SyncStatus,
} from '../../../preload/contract';
import { PAUSE_LENGTHS } from '../../../preload/contract/sync';
import { SHARED_WORDS } from '../../../preload/contract/words';
import { NOTICE_TEXTS } from '../strings/notices';
import { TRAY_TEXTS } from '../strings/tray';

/** The icons. `attention`: only the agent can help; `quiet`: syncing waits as intended. */
export type TrayIcon = 'idle' | 'syncing' | 'attention' | 'quiet';

/** The content of the tray as plain data, which can be compared and tested without a tray. */
export interface TrayState {
  /** The state in one line, for the menu and the tooltip. */
  readonly line: string;
  readonly icon: TrayIcon;
  /** The menu entry about the calls due today; `null` if none is due. */
  readonly due: string | null;
  readonly canSync: boolean;
  readonly sync: string;
  readonly pause: {
    readonly label: string;
    /** The pause lengths to choose from; a `length` of `null` stands for "resume". */
    readonly items: readonly { readonly label: string; readonly length: PauseLength | null }[];
  };
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
}

/** Returns the tray's content for a sync status; `due` is the number of customers to call back. */
export function trayState(status: SyncStatus, due: number, language: Language): TrayState {
  const texts = TRAY_TEXTS[language];
  const words = SHARED_WORDS[language];
  const lengths = PAUSE_LENGTHS.map((length) => ({ label: words.pauseLengths[length], length }));
  return {
    line: lineOf(status, language),
    icon: iconOf(status),
    due: due === 0 ? null : texts.due(due.toLocaleString(words.locale, { useGrouping: 'always' })),
    canSync: status.running === null,
    sync: words.updateCustomers,
    pause: {
      label: words.pause,
      items: status.pause === null ? lengths : [{ label: words.resume, length: null }, ...lengths],
    },
    open: texts.open,
    settings: words.settings,
    quit: texts.quit,
  };
}

/** The icons by health while syncing is not on hold; `idle` for every other health. */
const HEALTH_ICONS: Readonly<Partial<Record<SyncHealth, TrayIcon>>> = {
  degraded: 'attention',
  blocked: 'attention',
  'foreign-network': 'quiet',
};

/** The lines for some errors that hold syncing up; other errors get the general title. */
const HELD_LINES: Readonly<Partial<Record<ErrorCode, (language: Language) => string>>> = {
  PASSWORD_NEEDED: (language) => SHARED_WORDS[language].passwordNeeded,
  DISK_FULL: (language) => SHARED_WORDS[language].diskFull,
  LOGIN_UNCONFIRMED: (language) => TRAY_TEXTS[language].loginUnconfirmed,
};

function iconOf({ running, hold, metrics }: SyncStatus): TrayIcon {
  if (running !== null) {
    return 'syncing';
  }
  switch (hold?.reason) {
    case 'obstacle':
    case 'blocked':
      return 'attention';
    case 'offline':
    case 'paused':
    case 'login-limit':
    case 'hours':
      return 'quiet';
    case 'no-account':
    case undefined:
      return HEALTH_ICONS[metrics.health] ?? 'idle';
  }
}

function lineOf({ running, hold, pause, metrics }: SyncStatus, language: Language): string {
  const texts = TRAY_TEXTS[language];
  const words = SHARED_WORDS[language];
  const timeOf = (iso: string): string =>
    new Date(iso).toLocaleTimeString(words.locale, { hour: 'numeric', minute: '2-digit' });
  const weekdayOf = (iso: string): string =>
    new Date(iso).toLocaleDateString(words.locale, { weekday: 'long' });
  // The date is needed because the line may last past midnight, when "today" would be wrong.
  const dateAndTime = (iso: string): string => {
    const date = new Date(iso).toLocaleDateString(words.locale, { day: 'numeric', month: 'numeric' });
    return words.dateAt(date, timeOf(iso));
  };
  // The weekday is enough, because the time is within a week.
  const comingAt = (iso: string): string => words.dayAt(weekdayOf(iso), timeOf(iso));
  const { lastSuccessTime } = metrics;
  const when = lastSuccessTime === null ? null : dateAndTime(lastSuccessTime);
  if (running !== null) {
    return texts.syncing;
  }
  switch (hold?.reason) {
    case 'obstacle':
    case 'blocked':
      return HELD_LINES[hold.code]?.(language) ?? NOTICE_TEXTS[language].blockedTitle;
    case 'offline':
      return when === null ? texts.offlineNoData : words.offline(words.past.of(when, true));
    case 'paused': {
      const until = pause?.until ?? null;
      return until === null ? texts.pausedOpen : words.pausedUntil(comingAt(until));
    }
    case 'login-limit':
      return words.loginLimitUntil(comingAt(hold.until));
    case 'hours':
      return texts.outsideHours(comingAt(hold.until));
    case 'no-account':
    case undefined:
      return unheldLine(metrics, when ?? words.never, language);
  }
}

function unheldLine({ health, lastResult }: SyncMetrics, when: string, language: Language): string {
  const texts = TRAY_TEXTS[language];
  const words = SHARED_WORDS[language];
  switch (health) {
    case 'degraded':
      return `${words.updatesFailing} · ${when}`;
    case 'blocked':
      return NOTICE_TEXTS[language].blockedTitle;
    case 'foreign-network':
      return `${lastResult?.error?.code === 'CLOCK_WRONG' ? words.clockWrong : texts.foreignNetwork} · ${when}`;
    case 'unknown':
    case 'healthy':
    case 'failing':
      return `${texts.lastSync}: ${when}`;
  }
}
