import { clipboard, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError, CommandName, DataProtection } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Clock } from '../base/clock';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { readLabel } from '../customers/store/other-caches';
import type { ListFile } from '../settings/list-file';
import { effectivePreferences } from '../settings/policy';
import type { PolicyWatch } from '../settings/policy-watch';
import type { Settings } from '../settings/settings';
import type { AccountConnection } from './account/account-connection';
import type { Certificates } from './account/certificates';
import { portalPage } from './account/portal-page';
import type { SettingsReports, SnapshotParts } from './account/settings-snapshot';
import { settingsSnapshot } from './account/settings-snapshot';
import type { CustomerExport } from './customer-files/customer-export';
import type { NotesTransfer } from './customer-files/notes-transfer';
import type { CurrentSession } from './session/current-session';
import type { ManualStart } from './session/manual-start';
import type { Support } from './support/support';
import { SYSTEM_OPENER, openLink } from './system/external-links';
import type { CommandHandlers } from './window/answer-command';
import type { AppWindow } from './window/app-window';
import { showCustomerMenu } from './window/context-menus';
import type { FirstPaint } from './window/first-paint';
import type { WindowFlush } from './window/flush-window';

export interface CommandParts {
  /** The current session, which changes when another account is connected. */
  readonly session: Pick<CurrentSession, 'now'>;
  readonly settings: Settings;
  readonly connections: AccountConnection;
  readonly folder: string;
  readonly protection: () => Promise<DataProtection>;
  readonly clock: Clock;
  readonly support: Support;
  readonly certificates: Certificates;
  readonly list: ListFile;
  readonly customerFiles: CustomerExport;
  readonly notesDesk: NotesTransfer;
  readonly company: Pick<PolicyWatch, 'loaded'>;
  readonly snapshot: SnapshotParts;
  readonly news: Pick<SettingsReports, 'settled'>;
  readonly flush: WindowFlush;
  readonly window: Pick<AppWindow<BrowserWindow>, 'place' | 'keepPlace' | 'current' | 'send'>;
  readonly manualStart: ManualStart;
  readonly firstPaint: Pick<FirstPaint, 'notifyPainted'>;
}

/** The commands of one feature, such as `sync:start`. */
type HandlersOf<Feature extends string> = Pick<CommandHandlers, Extract<CommandName, `${Feature}:${string}`>>;

/** Returns a handler for each command of the contract; handlers only call methods of `parts`. */
export function commandHandlers(parts: CommandParts): CommandHandlers {
  return {
    ...syncHandlers(parts),
    ...settingsHandlers(parts),
    ...customerHandlers(parts),
    ...outsideHandlers(parts),
    ...windowHandlers(parts),
  };
}

function syncHandlers({ session, manualStart }: CommandParts): HandlersOf<'sync'> {
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
      await session.now.service.stop('cancelled');
      return ok(null);
    },
    'sync:pause'(length) {
      session.now.automatic.pause(length);
      return ok(session.now.status());
    },
    'sync:resume'() {
      session.now.automatic.resume();
      return ok(session.now.status());
    },
    'sync:status': () => ok(session.now.status()),
    'sync:runs': ({ limit }) => session.now.customers.listRuns(limit),
  };
}

function settingsHandlers(parts: CommandParts): HandlersOf<'settings' | 'connection'> {
  const { session, settings, connections, protection, certificates, company, snapshot, news } = parts;
  /** Answers only after the window has received the changed settings. */
  const afterwards = async (done: Result<null, AppError>): Promise<Result<null, AppError>> => {
    await news.settled();
    return done;
  };
  return {
    'settings:get': async () => ok(await settingsSnapshot(snapshot)),
    'settings:change'(request) {
      const { policy } = company.loaded;
      if (request.hours !== undefined && policy.hours !== null) {
        return fail(appError('MANAGED_BY_COMPANY', 'The company has fixed the hours'));
      }
      const change = withoutUndefined(request);
      const effective = effectivePreferences({ ...settings.preferences, ...change }, policy);
      return change.frequencyMinutes !== undefined && effective.frequencyMinutes !== change.frequencyMinutes
        ? fail(appError('MANAGED_BY_COMPANY', 'The company policy limits the frequency'))
        : settings.changePreferences(change);
    },
    'settings:protection': async () => ok(await protection()),
    async 'connection:test'(typed) {
      const tested = await connections.test(typed);
      return tested.ok ? ok(null) : tested;
    },
    'connection:connect': async (typed) => afterwards(await connections.connect(typed)),
    async 'connection:trust-certificate'(request) {
      const { host } = request;
      const pinned = certificates.trust(request);
      await connections.forgetSession();
      const { connection } = settings;
      if (pinned.ok && connection.kind === 'account' && new URL(connection.portalOrigin).host === host) {
        session.now.automatic.unblock();
        await session.now.automatic.startByHand();
      }
      return pinned;
    },
    'connection:demo': async () => afterwards(await connections.connectDemo()),
    'connection:disconnect': async () => afterwards(await connections.disconnect()),
    'connection:erase': () => connections.erase(),
  };
}

function customerHandlers({
  session,
  folder,
  list,
  notesDesk,
}: CommandParts): HandlersOf<'customers' | 'notes' | 'list' | 'store'> {
  /** Returns NOTE_NOT_SAVED for a note about another account's customers, otherwise `null`. */
  const ofAnother = (owner: string | undefined): Result<never, AppError> | null => {
    const { owner: actual } = readLabel(folder);
    return owner !== undefined && actual !== null && actual !== owner
      ? fail(appError('NOTE_NOT_SAVED', "The note is about another account's customers"))
      : null;
  };
  return {
    'customers:search': (query) => session.now.customers.search(query),
    'customers:sums': (query) => session.now.customers.sums(query),
    'customers:counts': (queries) => session.now.customers.counts(queries),
    'customers:cities-of': (query) => session.now.customers.cities(query),
    'customers:captions': () => session.now.customers.ask('listCaptions'),
    'customers:cities': () => session.now.customers.ask('listCities'),
    'customers:kinds': () => session.now.customers.ask('listKinds'),
    async 'customers:get'(id) {
      const found = await session.now.customers.ask('get', id);
      if (!found.ok) {
        return found;
      }
      return found.value === null
        ? fail(appError('CUSTOMER_NOT_FOUND', 'There is no customer with this ID', { id }))
        : ok(found.value);
    },
    'customers:opened': (id) => session.now.customers.noteOpened(id),
    'customers:recent': () => session.now.customers.ask('listRecent'),
    'customers:changes': (query) => session.now.customers.ask('listChanges', query),
    'customers:news': (query) => session.now.customers.ask('listNews', query),
    'customers:mark-seen': ({ upTo, isUndo }) => session.now.customers.markSeen(upTo, isUndo),
    'notes:get': (id) => session.now.customers.ask('getNote', id),
    'notes:save': ({ customer, text, dueOn, owner }) =>
      ofAnother(owner) ?? session.now.customers.saveNote({ customerId: customer, text, dueOn }),
    'notes:save-day': (request) => ofAnother(request.owner) ?? notesDesk.saveDay(request),
    'notes:undo-day': () => notesDesk.undoDay(),
    'notes:star': ({ customer, isStarred }) =>
      session.now.customers.saveStar({ customerId: customer, isStarred }),
    'notes:counts': () => session.now.customers.countNotes(),
    'notes:export': () => notesDesk.export(),
    'notes:import': () => notesDesk.import(),
    'notes:undo-import': () => notesDesk.undoImport(),
    'list:get': () => ok(list.state),
    'list:save'(state) {
      list.save(state);
      return ok(null);
    },
    'store:state': () => session.now.customers.state(),
    'store:accept-partial': ({ run }) => session.now.customers.acceptPartialExport(run),
    'store:dismiss-repair': () => session.now.customers.dismissRepair(),
  };
}

function outsideHandlers({
  customerFiles,
  support,
  clock,
  folder,
  settings,
  company,
}: CommandParts): HandlersOf<'customer-files' | 'diagnostics' | 'outside'> {
  return {
    'customer-files:save': (request) => customerFiles.save(request),
    'customer-files:show': () => customerFiles.show(),
    'customer-files:print': ({ selection, heading }) => customerFiles.print(selection, heading),
    'diagnostics:preview': () => support.preview(),
    'diagnostics:save': () => support.save(),
    'outside:open': (link) => openLink(link, SYSTEM_OPENER, clock),
    'outside:open-portal'() {
      const page = portalPage(settings.connection, company.loaded.policy);
      return page.ok ? openLink(page.value, SYSTEM_OPENER, clock) : page;
    },
    async 'outside:copy'(text) {
      // Older Electrons return nothing here, newer ones a promise.
      await Promise.resolve(clipboard.writeText(text));
      return ok(null);
    },
    async 'outside:show-data-folder'() {
      const failure = await shell.openPath(folder);
      return failure === '' ? ok(null) : fail(appError('NOT_OPENED', 'The folder could not be shown'));
    },
  };
}

function windowHandlers({
  flush,
  window,
  firstPaint,
  manualStart,
  settings,
}: CommandParts): HandlersOf<'window'> {
  return {
    'window:flushed'() {
      flush.done();
      return ok(null);
    },
    'window:place': () => ok(window.place),
    'window:drawn'() {
      firstPaint.notifyPainted();
      manualStart.reportUnseen();
      return ok(null);
    },
    'window:customer-menu'(request) {
      if (window.current !== null) {
        showCustomerMenu(window.current, settings.preferences.language, request, (action) =>
          window.send('window:customer-chosen', { customer: request.customer, action }),
        );
      }
      return ok(null);
    },
    'window:keep-place'(place) {
      window.keepPlace(place);
      return ok(null);
    },
  };
}

/** Removes keys that Zod sets to undefined, so that a change contains only the changed keys. */
function withoutUndefined<Shape extends object>(
  change: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
  };
}
