import type { Language, Preferences } from '../../preload/contract';
import { MINUTE } from '../base/durations';
import type { PortalDriver } from '../portal/driver';
import type { PolicyWatch } from '../settings/policy-watch';
import type { Settings } from '../settings/settings';
import type { SettingsNews } from './account/settings-snapshot';
import { followSession } from './follow-session';
import type { MorningCalls } from './notifications/morning-calls';
import type { Notice, Occasion } from './notifications/notices';
import { noticeOf } from './notifications/notices';
import type { CurrentSession } from './session/current-session';
import type { Rest } from './session/rest';
import type { DueNotes } from './tray/due-notes';
import type { AppTray } from './tray/tray';
import type { Updates } from './updates/updates';
import type { AppWindow } from './window/app-window';
import type { FirstDrawing } from './window/first-drawing';

/** What the system shows of the app, or does for it; Electron's in the real one. */
export interface Surroundings {
  showTheme(theme: Preferences['theme']): void;
  showMenu(language: Language): void;
  notify(notice: Notice): void;
  startWithComputer(enabled: boolean): void;
  /** Brings the system's entry for starting with the computer in line with the setting. */
  mendStartWithComputer(enabled: boolean): void;
}

export interface FollowedParts {
  readonly settings: Pick<Settings, 'preferences' | 'connection' | 'changed'>;
  /** The preferences that count under the company's policy. */
  readonly preferences: () => Preferences;
  readonly company: Pick<PolicyWatch, 'changed'>;
  readonly session: Pick<CurrentSession, 'now' | 'follow'>;
  readonly driver: Pick<PortalDriver, 'forgetSession'>;
  readonly updates: Pick<Updates, 'changed' | 'reconsider'>;
  readonly news: Pick<SettingsNews, 'tellPreferences' | 'tellPolicy' | 'tellConnection' | 'tellUpdate'>;
  readonly window: Pick<AppWindow, 'current' | 'tell' | 'setProgress' | 'isInSight' | 'opening' | 'closing'>;
  readonly tray: Pick<AppTray, 'show'>;
  readonly due: Pick<DueNotes, 'counts' | 'changed' | 'follow' | 'look'>;
  readonly calls: Pick<MorningCalls, 'found' | 'look'>;
  readonly rest: Pick<Rest, 'soon'>;
  readonly firstDrawing: Pick<FirstDrawing, 'after'>;
  readonly surroundings: Surroundings;
}

/** Has each change reach the parts that it concerns. The first session must be open. */
export function followChanges(parts: FollowedParts): void {
  const { session, due, window, tray, settings } = parts;
  const showTray = (): void => tray.show(session.now.status(), due.counts.due, settings.preferences.language);
  due.changed.on((counts) => {
    window.tell('notes:changed', counts);
    showTray();
  });
  followSessions(parts, showTray);
  followPolicy(parts);
  followSettings(parts, showTray);
  parts.updates.changed.on(() => parts.news.tellUpdate());
  showTray();
}

/** Follows the session there is and each that comes. */
function followSessions(parts: FollowedParts, showTray: () => void): void {
  const { session, settings, window, due, calls, rest, firstDrawing, surroundings } = parts;
  const notify = (occasion: Occasion): void => {
    const { notifications, language } = settings.preferences;
    if (notifications) {
      surroundings.notify(noticeOf(occasion, language));
    }
  };
  calls.found.on((customers) => {
    if (settings.preferences.morningCalls) {
      notify({ kind: 'calls', customers });
    }
  });
  firstDrawing.after(() => calls.look());
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
    followed.service.finished.on(() => rest.soon());
    // Another account comes with the window open.
    firstDrawing.after(() => {
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

/** Has the company's rules count as soon as they are known. */
function followPolicy(parts: FollowedParts): void {
  const { company, session, driver, updates, news } = parts;
  company.changed.on(() => {
    applyPreferences(parts);
    void session.now.automatic.reconsider();
    // Another portal, another certificate: nothing that was opened under the old rules is used on.
    void driver.forgetSession();
    updates.reconsider();
    news.tellPolicy();
  });
}

function followSettings(parts: FollowedParts, showTray: () => void): void {
  const { settings, news, surroundings, firstDrawing } = parts;
  let known = { preferences: settings.preferences, connection: settings.connection };
  firstDrawing.after(() => surroundings.mendStartWithComputer(known.preferences.startWithComputer));
  settings.changed.on(({ preferences, connection }) => {
    const before = known;
    known = { preferences, connection };
    // What is saved of neither, such as the number of a demo's export, is the business of who saves it.
    if (preferences !== before.preferences) {
      if (preferences.startWithComputer !== before.preferences.startWithComputer) {
        surroundings.startWithComputer(preferences.startWithComputer);
      }
      surroundings.showTheme(preferences.theme);
      surroundings.showMenu(preferences.language);
      applyPreferences(parts);
      showTray();
      news.tellPreferences();
    }
    if (connection !== before.connection) {
      showTray();
      news.tellConnection();
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
