import type { Language, Preferences } from '../../preload/contract';
import { MINUTE } from '../base/durations';
import type { PortalDriver } from '../portal/driver';
import type { PolicyWatch } from '../settings/policy-watch';
import type { Settings } from '../settings/settings';
import type { SettingsReports } from './account/settings-snapshot';
import { followSession } from './follow-session';
import type { MorningCalls } from './notifications/morning-calls';
import type { Notice, Occasion } from './notifications/notices';
import { writeNotice } from './notifications/notices';
import type { CurrentSession } from './session/current-session';
import type { IdleMemory } from './session/idle-memory';
import type { DueNotes } from './tray/due-notes';
import type { AppTray } from './tray/tray';
import type { Updates } from './updates/updates';
import type { AppWindow } from './window/app-window';
import type { FirstPaint } from './window/first-paint';

/** The system features that the app uses; Electron's in production. */
export interface SystemUi {
  showTheme(theme: Preferences['theme']): void;
  showMenu(language: Language): void;
  notify(notice: Notice): void;
  startWithComputer(enabled: boolean): void;
  correctStartWithComputer(enabled: boolean): void;
}

export interface FollowedParts {
  readonly settings: Pick<Settings, 'preferences' | 'connection' | 'changed'>;
  /** The effective preferences under the policy. */
  readonly preferences: () => Preferences;
  readonly company: Pick<PolicyWatch, 'changed'>;
  readonly session: Pick<CurrentSession, 'now' | 'follow'>;
  readonly driver: Pick<PortalDriver, 'forgetSession'>;
  readonly updates: Pick<Updates, 'changed' | 'applyPolicy'>;
  readonly news: Pick<
    SettingsReports,
    'reportPreferences' | 'reportPolicy' | 'reportConnection' | 'reportUpdate'
  >;
  readonly window: Pick<AppWindow, 'current' | 'send' | 'setProgress' | 'isInSight' | 'opening' | 'closing'>;
  readonly tray: Pick<AppTray, 'show'>;
  readonly due: Pick<DueNotes, 'counts' | 'changed' | 'follow' | 'look'>;
  readonly calls: Pick<MorningCalls, 'found' | 'look'>;
  readonly idleMemory: Pick<IdleMemory, 'releaseSoon'>;
  readonly firstPaint: Pick<FirstPaint, 'after'>;
  readonly environment: SystemUi;
}

/** Connects each change to the parts that it concerns. The first session must be open. */
export function followChanges(parts: FollowedParts): void {
  const { session, due, window, tray, settings } = parts;
  const showTray = (): void => tray.show(session.now.status(), due.counts.due, settings.preferences.language);
  due.changed.on((counts) => {
    window.send('notes:changed', counts);
    showTray();
  });
  followSessions(parts, showTray);
  followPolicy(parts);
  followSettings(parts, showTray);
  parts.updates.changed.on(() => parts.news.reportUpdate());
  showTray();
}

function followSessions(parts: FollowedParts, showTray: () => void): void {
  const { session, settings, window, due, calls, idleMemory, firstPaint, environment } = parts;
  const notify = (occasion: Occasion): void => {
    const { notifications, language } = settings.preferences;
    if (notifications) {
      environment.notify(writeNotice(occasion, language));
    }
  };
  calls.found.on((customers) => {
    if (settings.preferences.morningCalls) {
      notify({ kind: 'calls', customers });
    }
  });
  firstPaint.after(() => calls.look());
  session.follow((followed) => {
    due.follow(followed);
    followSession(followed, {
      window,
      notify,
      onStatus() {
        due.look();
        calls.look();
        showTray();
      },
    });
    followed.service.finished.on(() => idleMemory.releaseSoon());
    // A window that is already open emits no `opening`, so a later session is woken here.
    firstPaint.after(() => {
      if (window.current !== null) {
        void followed.customers.wake();
      }
    });
  });
  window.opening.on(() => void session.now.customers.wake());
  const stop = window.closing.on((choice) => {
    if (choice === 'minimise') {
      stop();
      notify({ kind: 'minimised' });
    }
  });
}

function followPolicy(parts: FollowedParts): void {
  const { company, session, driver, updates, news } = parts;
  company.changed.on(() => {
    applyPreferences(parts);
    void session.now.automatic.stopForbiddenRun();
    // The open portal session may use a portal or certificate that the new policy forbids.
    void driver.forgetSession();
    updates.applyPolicy();
    news.reportPolicy();
  });
}

function followSettings(parts: FollowedParts, showTray: () => void): void {
  const { settings, news, environment, firstPaint } = parts;
  let known = { preferences: settings.preferences, connection: settings.connection };
  firstPaint.after(() => environment.correctStartWithComputer(known.preferences.startWithComputer));
  settings.changed.on(({ preferences, connection }) => {
    const before = known;
    known = { preferences, connection };
    // The code that saves other values, such as the demo's export number, also handles them.
    if (preferences !== before.preferences) {
      if (preferences.startWithComputer !== before.preferences.startWithComputer) {
        environment.startWithComputer(preferences.startWithComputer);
      }
      environment.showTheme(preferences.theme);
      environment.showMenu(preferences.language);
      applyPreferences(parts);
      showTray();
      news.reportPreferences();
    }
    if (connection !== before.connection) {
      showTray();
      news.reportConnection();
    }
  });
}

function applyPreferences({ session, preferences, calls }: FollowedParts): void {
  const { frequencyMinutes, hours } = preferences();
  const { scheduler } = session.now;
  scheduler.setFrequency(frequencyMinutes * MINUTE);
  scheduler.setHours(hours);
  calls.look();
}
