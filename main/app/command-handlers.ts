import { app, clipboard, shell } from 'electron';
import type {
  AppError,
  DataProtection,
  SettingsSnapshot,
  SyncStatus,
  UpdateState,
} from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Clock } from '../base/clock';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { isTestBuild } from '../base/test-build';
import { labelOf } from '../customers/store/other-caches';
import type { ListFile } from '../settings/list-file';
import type { LoadedPolicy } from '../settings/policy';
import { allowedFrequency, allowedHours } from '../settings/policy';
import type { Settings } from '../settings/settings';
import type { Certificates } from './account/certificates';
import type { Connections } from './account/connections';
import type { ManualStart } from './session/manual-start';
import type { SyncSession } from './session/sync-session';
import type { Support } from './support/support';
import type { Opener } from './system/external-links';
import { hasProgramFor, openLink } from './system/external-links';
import type { TakeAlongDesk } from './take-along/take-along';
import type { CommandHandlers } from './window/answer-command';
import type { AppWindow } from './window/app-window';
import type { WindowFlush } from './window/flush-window';

export interface CommandParts {
  /** The session of the moment: it changes when another account is connected. */
  readonly session: () => SyncSession;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly dataFolder: string;
  readonly protection: () => Promise<DataProtection>;
  readonly clock: Clock;
  readonly support: Support;
  readonly certificates: Certificates;
  readonly list: ListFile;
  readonly takeAlong: TakeAlongDesk;
  readonly policy: () => LoadedPolicy;
  readonly update: () => UpdateState;
  readonly flush: WindowFlush;
  readonly window: Pick<AppWindow, 'place' | 'keepPlace'>;
  readonly manualStart: ManualStart;
  readonly onDrawn: () => void;
}

const SYSTEM_OPENER: Opener = {
  open: (allowed) => shell.openExternal(allowed),
  hasProgram: (allowed) =>
    hasProgramFor(allowed, process.platform, (link) => app.getApplicationNameForProtocol(link)),
};

/** What each command of the contract does; no logic of its own, only whom to ask. */
export function commandHandlers({
  session,
  settings,
  connections,
  dataFolder,
  protection,
  clock,
  support,
  certificates,
  list,
  takeAlong,
  policy: company,
  update,
  flush,
  window,
  manualStart,
  onDrawn,
}: CommandParts): CommandHandlers {
  const snapshot = (): Promise<SettingsSnapshot> =>
    settingsSnapshot({ settings, connections, folder: dataFolder, policy: company, update });
  /** The last sync, perhaps before a restart, may be what has refused it. */
  const noteStoredRefusal = ({ metrics }: SyncStatus): void => {
    const error = metrics.lastResult?.error;
    const { host, fingerprint } = error?.details ?? {};
    const isString = typeof host === 'string' && typeof fingerprint === 'string';
    if (error?.code === 'CERTIFICATE_UNTRUSTED' && isString) {
      certificates.noteRefused({ host, fingerprint });
    }
  };
  const afterwards = async (done: Result<null, AppError>): Promise<Result<SettingsSnapshot, AppError>> =>
    done.ok ? ok(await snapshot()) : done;
  return {
    async 'sync:start'() {
      const started = await manualStart.start();
      return started.ok ? ok(started.value.progress) : started;
    },
    async 'sync:send-again'() {
      const started = await manualStart.start({ sendsAgain: true });
      return started.ok ? ok(started.value.progress) : started;
    },
    async 'sync:cancel'() {
      await session().service.stop('cancelled');
      return ok(null);
    },
    'sync:pause'(length) {
      session().automatic.pause(length);
      return ok(session().status());
    },
    'sync:resume'() {
      session().automatic.resume();
      return ok(session().status());
    },
    'sync:status': () => ok(session().status()),
    'sync:runs': ({ limit }) => session().customers.listRuns(limit),
    'settings:get': async () => ok(await snapshot()),
    'settings:change'(change) {
      const { frequencyMinutes } = change;
      if (change.hours !== undefined && company().policy.hours !== null) {
        return fail(appError('MANAGED_BY_COMPANY', 'The company has fixed the hours'));
      }
      return frequencyMinutes !== undefined &&
        allowedFrequency(frequencyMinutes, company().policy) !== frequencyMinutes
        ? fail(appError('MANAGED_BY_COMPANY', 'The company has fixed the range of frequencies'))
        : afterwards(settings.changePreferences(withoutUndefined(change)));
    },
    'customers:search': (query) => session().customers.search(query),
    'customers:sums': (query) => session().customers.sums(query),
    'customers:captions': () => session().customers.ask('listCaptions'),
    'customers:cities': () => session().customers.ask('listCities'),
    'customers:kinds': () => session().customers.ask('listKinds'),
    async 'customers:get'(id) {
      const found = await session().customers.ask('get', id);
      if (!found.ok) {
        return found;
      }
      return found.value === null
        ? fail(appError('CUSTOMER_NOT_FOUND', 'There is no customer with this ID', { id }))
        : ok(found.value);
    },
    'customers:changes': (query) => session().customers.ask('listChanges', query),
    'customers:news': (query) => session().customers.ask('listNews', query),
    'customers:mark-seen': ({ upTo }) => session().customers.markSeen(upTo),
    'notes:get': (id) => session().customers.ask('getNote', id),
    'notes:save'({ customer, text, dueOn, owner }) {
      const { owner: actual } = labelOf(dataFolder);
      return owner !== undefined && actual !== null && actual !== owner
        ? fail(appError('NOTE_NOT_SAVED', 'The note is for the customers of another account'))
        : session().customers.saveNote({ customerId: customer, text, dueOn });
    },
    'notes:counts': () => session().customers.countNotes(),
    'window:flushed'() {
      flush.done();
      return ok(null);
    },
    'list:get': () => ok(list.state),
    'list:save'(state) {
      list.save(state);
      return ok(null);
    },
    'take-along:save': (asked) => takeAlong.save(asked),
    'take-along:show': () => takeAlong.show(),
    'take-along:print': ({ whom }) => takeAlong.print(whom),
    'store:state': () => session().customers.state(),
    'store:accept-partial': ({ run }) => session().customers.acceptPartialExport(run),
    'store:dismiss-repair': () => session().customers.dismissRepair(),
    async 'connection:test'(typed) {
      const tested = await connections.test(typed);
      return tested.ok ? ok(null) : tested;
    },
    'connection:connect': async (typed) => afterwards(await connections.connect(typed)),
    async 'connection:trust-certificate'(asked) {
      const { host } = asked;
      noteStoredRefusal(session().status());
      const pinned = certificates.trust(asked);
      await connections.forgetSession();
      const { connection } = settings;
      if (pinned.ok && connection.kind === 'account' && new URL(connection.portalOrigin).host === host) {
        session().automatic.unblock();
        await session().automatic.startByHand();
      }
      return pinned;
    },
    'connection:demo': async () => afterwards(await connections.connectDemo()),
    'connection:disconnect': async () => afterwards(await connections.disconnect()),
    'connection:erase': () => connections.erase(),
    'diagnostics:preview': () => support.preview(),
    'diagnostics:save': () => support.save(),
    'outside:open': (link) => openLink(link, SYSTEM_OPENER, clock),
    'settings:protection': async () => ok(await protection()),
    async 'outside:copy'(text) {
      // At once in older Electrons, with a promise in newer ones.
      await Promise.resolve(clipboard.writeText(text));
      return ok(null);
    },
    async 'outside:show-data-folder'() {
      const trouble = await shell.openPath(dataFolder);
      return trouble === '' ? ok(null) : fail(appError('NOT_OPENED', 'The folder could not be shown'));
    },
    'window:place': () => ok(window.place),
    'window:drawn'() {
      onDrawn();
      return ok(null);
    },
    'window:keep-place'(place) {
      window.keepPlace(place);
      return ok(null);
    },
  };
}

export interface SnapshotParts {
  readonly settings: Settings;
  readonly connections: Connections;
  readonly folder: string;
  readonly policy: () => LoadedPolicy;
  readonly update: () => UpdateState;
}

/** The settings as the window may know them. */
export async function settingsSnapshot({
  settings,
  connections,
  folder,
  policy: company,
  update,
}: SnapshotParts): Promise<SettingsSnapshot> {
  const { preferences } = settings;
  const { policy, state } = company();
  return {
    preferences: {
      ...preferences,
      frequencyMinutes: allowedFrequency(preferences.frequencyMinutes, policy),
      hours: allowedHours(preferences.hours, policy),
    },
    managed: {
      portalUrl: policy.portalOrigin,
      frequencyMinutes: policy.frequencyMinutes,
      hours: policy.hours,
      policy: state,
      mayTrustCertificates: policy.mayTrustCertificates,
      retentionMonths: policy.retentionMonths,
    },
    connection: await connections.describe(),
    appVersion: app.getVersion(),
    isTestBuild: isTestBuild(app.getAppPath()),
    dataFolder: folder,
    update: update(),
  };
}

/** Zod gives an absent key of a partial object as absent or undefined; a change has only what is to be changed. */
function withoutUndefined<Shape extends object>(
  change: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
  };
}
