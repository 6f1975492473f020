/**
 * The contract between main and the renderer: two maps, commands (the renderer asks, main answers) and events (main
 * tells). Both sides take their types from here, so they cannot disagree. It imports nothing of ours.
 */
import { z } from 'zod';
import type { ChangePage, NewsPage } from './changes';
import type { CustomerCity, CustomerKind, CustomerPage, NoteCounts, RecentCustomer } from './customer-list';
import {
  changesQuerySchema,
  customerCountsSchema,
  customerIdSchema,
  customerQuerySchema,
  customerSumsSchema,
  newsQuerySchema,
  seenSchema,
} from './customer-query';
import type { CachedCustomer } from './customers';
import type { DiagnosticFile } from './diagnostics';
import type { Answer, AppError } from './errors';
import { listStateSchema } from './list';
import type { CustomerSums, ListState } from './list';
import { callDaySchema, noteChangeSchema, starSchema } from './notes';
import type { CustomerNote, NotesExport, NotesImport } from './notes';
import { certificateTrustSchema, credentialsSchema, preferencesChangeSchema } from './settings';
import type { DataProtection, Erasure, SettingsChange, SettingsSnapshot } from './settings';
import type { StoreState } from './store';
import { PAUSE_LENGTHS } from './sync';
import type { SyncProgress, SyncRun, SyncStatus } from './sync';
import { printSchema, takeAlongSchema } from './take-along';
import type { TakenAlong } from './take-along';
import { customerMenuSchema, windowPlaceSchema } from './window';
import type { CustomerAction, RequestedView, WindowPlace } from './window';

export * from './changes';
export * from './customer-list';
export * from './customer-query';
export * from './customers';
export * from './diagnostics';
export * from './errors';
export * from './export';
export * from './list';
export * from './list-columns';
export * from './notes';
export * from './owner';
export * from './settings';
export * from './store';
export * from './sync';
export * from './take-along';
export * from './values';
export * from './window';

const nothing = z.undefined();

/** The argument of each command, as main checks it on arrival. */
export const COMMAND_ARGUMENTS = {
  /** Starts a manual sync, or joins the running one; answers as soon as it runs. */
  'sync:start': nothing,
  /** Starts one that sends a password again which the portal has not accepted; only the account form asks for it. */
  'sync:send-again': nothing,
  /** Cancels the running sync; nothing happens if none runs. */
  'sync:cancel': nothing,
  /** Pauses automatic syncing, or changes how long; a sync by hand still works. */
  'sync:pause': z.enum(PAUSE_LENGTHS),
  /** Ends a pause; a sync that has become due meanwhile runs at once. */
  'sync:resume': nothing,
  'sync:status': nothing,
  /** The last runs, newest first. */
  'sync:runs': z.strictObject({ limit: z.int().min(1).max(1_000) }),
  'settings:get': nothing,
  'settings:change': preferencesChangeSchema,
  'customers:search': customerQuerySchema,
  /** The cities of current customers, to filter by. */
  'customers:cities': nothing,
  /** The kinds of current customers with their numbers, to filter by. */
  'customers:kinds': nothing,
  /** What those that match have sold together. */
  'customers:sums': customerSumsSchema,
  /** How many customers match each of these. */
  'customers:counts': customerCountsSchema,
  /** The cities of those that match, with how many of them are in each. */
  'customers:cities-of': customerSumsSchema,
  /** The captions of the portal's own columns that current customers have. */
  'customers:captions': nothing,
  'customers:get': customerIdSchema,
  /** The agent has opened this customer. */
  'customers:opened': customerIdSchema,
  /** The customers whom the agent has opened last, the last one first. */
  'customers:recent': nothing,
  /** The history, newest first. */
  'customers:changes': changesQuerySchema,
  /** What the agent has not seen yet, and what was seen lately, as one speaks of it. */
  'customers:news': newsQuerySchema,
  /** The agent has seen the history up to this change; it goes back only to undo that. */
  'customers:mark-seen': seenSchema,
  /** What the agent has written about this customer, `null` for nothing. */
  'notes:get': customerIdSchema,
  /** Keeps what the agent has written; an empty text without a date is no note any more. */
  'notes:save': noteChangeSchema,
  /** Keeps one day to come back to several customers, in one go; gives for how many it is another day than before. */
  'notes:save-day': callDaySchema,
  /** Takes the last of these days back, except from notes that were changed since; gives how many. */
  'notes:undo-day': nothing,
  'notes:counts': nothing,
  /** Makes a customer a favourite, or none any more. */
  'notes:star': starSchema,
  /** Asks where to, and writes all notes into a file; `null` when the agent thinks better of it. */
  'notes:export': nothing,
  /** Asks which file, and merges its notes with those there are; `null` when the agent thinks better of it. */
  'notes:import': nothing,
  /** Takes the last import back; gives how many notes are as they were before. */
  'notes:undo-import': nothing,
  /** What was typed is saved: the window may go. */
  'window:flushed': nothing,
  /** How the agent has set the list. */
  'list:get': nothing,
  'list:save': listStateSchema,
  /** Asks where to, and writes a file of customers; `null` when the agent thinks better of it. */
  'take-along:save': takeAlongSchema,
  /** Shows the file that was saved last in the system's file manager. */
  'take-along:show': nothing,
  /** Prints a sheet of customers by the system's dialog; `false` when the agent thinks better of it. */
  'take-along:print': printSchema,
  'store:state': nothing,
  /** Accepts the smaller list of this run: who is absent from it is marked missing. */
  'store:accept-partial': z.strictObject({ run: z.int().min(1) }),
  /** The agent has read what was repaired. */
  'store:dismiss-repair': nothing,
  /**
   * Logs in with what was typed and reports; saves nothing. Main asks before a password goes to a portal that was never
   * connected (PORTAL_NOT_CONFIRMED), and refuses one that the portal has refused before (SAME_PASSWORD).
   */
  'connection:test': credentialsSchema,
  /** Saves the account and starts syncing with it. */
  'connection:connect': credentialsSchema,
  /** Trusts the certificate that was just refused for this host; syncing that had stopped for it goes on. */
  'connection:trust-certificate': certificateTrustSchema,
  /** Connects to the demo portal that ships with the app. */
  'connection:demo': nothing,
  /** Forgets the account and its password; customers stay. */
  'connection:disconnect': nothing,
  /**
   * The same, and removes everything of the agent and of customers from this computer, once main has asked; `null` when
   * the agent thinks better of it.
   */
  'connection:erase': nothing,
  /** What support would be given, as it would be written. */
  'diagnostics:preview': nothing,
  /** Asks where to, and writes one zip; `false` when the agent thinks better of it. */
  'diagnostics:save': nothing,
  /** What keeps the data on this computer from others; takes seconds where the system is slow to tell. */
  'settings:protection': nothing,
  /** Opens a link in the system's own program; only https, tel and mailto (LINK_REFUSED). */
  'outside:open': z.string().min(1).max(2_000),
  /** Opens the portal's list of customers in the system's browser: its address is main's to know. */
  'outside:open-portal': nothing,
  'outside:copy': z.string().min(1).max(5_000),
  /** Shows the data folder in the system's file manager. */
  'outside:show-data-folder': nothing,
  /** Where the agent was when this window was last let go; asked by a window that begins. */
  'window:place': nothing,
  /** The window shows what it begins with: what main has put off for that may begin. */
  'window:drawn': nothing,
  /** Shows the system's menu of a customer; what is chosen comes by `window:customer-chosen`. */
  'window:customer-menu': customerMenuSchema,
  /** Where the agent is now; kept in memory only. */
  'window:keep-place': windowPlaceSchema,
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof COMMAND_ARGUMENTS;

/** The value each command answers with when it succeeds. */
export interface CommandValues {
  'sync:start': SyncProgress;
  'sync:send-again': SyncProgress;
  'sync:cancel': null;
  'sync:pause': SyncStatus;
  'sync:resume': SyncStatus;
  'sync:status': SyncStatus;
  'sync:runs': readonly SyncRun[];
  'settings:get': SettingsSnapshot;
  'settings:change': null;
  'customers:search': CustomerPage;
  'customers:cities': readonly CustomerCity[];
  'customers:kinds': readonly CustomerKind[];
  'customers:sums': CustomerSums;
  'customers:counts': readonly number[];
  'customers:cities-of': readonly CustomerCity[];
  'customers:captions': readonly string[];
  'customers:get': CachedCustomer;
  'customers:opened': null;
  'customers:recent': readonly RecentCustomer[];
  'customers:changes': ChangePage;
  'customers:news': NewsPage;
  'customers:mark-seen': null;
  'notes:get': CustomerNote | null;
  'notes:save': null;
  'notes:save-day': number;
  'notes:undo-day': number;
  'notes:counts': NoteCounts;
  'notes:star': null;
  'notes:export': NotesExport | null;
  'notes:import': NotesImport | null;
  'notes:undo-import': number;
  'window:flushed': null;
  'list:get': ListState;
  'list:save': null;
  'take-along:save': TakenAlong | null;
  'take-along:show': null;
  'take-along:print': boolean;
  'store:state': StoreState;
  'store:accept-partial': StoreState;
  'store:dismiss-repair': StoreState;
  'connection:test': null;
  'connection:connect': null;
  'connection:trust-certificate': null;
  'connection:demo': null;
  'connection:disconnect': null;
  'connection:erase': Erasure | null;
  'diagnostics:preview': readonly DiagnosticFile[];
  'diagnostics:save': boolean;
  'settings:protection': DataProtection;
  'outside:open': null;
  'outside:open-portal': null;
  'outside:copy': null;
  'outside:show-data-folder': null;
  'window:place': WindowPlace;
  'window:drawn': null;
  'window:customer-menu': null;
  'window:keep-place': null;
}

export type CommandArgument<Name extends CommandName> = z.input<(typeof COMMAND_ARGUMENTS)[Name]>;

/** What main tells, by channel. A window asks `sync:status` and `settings:get` first, then follows these. */
export interface EventValues {
  /** At most ten a second. */
  'sync:progressed': SyncProgress;
  'sync:finished': SyncRun;
  'sync:status-changed': SyncStatus;
  /** A sync that the tray, the menu or a key asked for could not be started. */
  'sync:refused': AppError;
  /** What has changed, sent before the command that has changed it is answered. */
  'settings:changed': SettingsChange;
  'store:changed': StoreState;
  /** A note was saved, or the day has changed. */
  'notes:changed': NoteCounts;
  /** The window is about to go: what was typed is to be saved, and `window:flushed` said. */
  'window:leaving': null;
  /** The tray, the menu or a notification asks the window to show a screen; `due`: the customers to come back to. */
  'window:view-requested': RequestedView;
  /** The list is set anew, as for another account. */
  'list:reset': ListState;
  /** What was chosen in the menu of a customer. */
  'window:customer-chosen': { readonly customer: string; readonly action: CustomerAction };
  /** A link from elsewhere asks for a customer, by ID. */
  'window:customer-requested': string;
}

export type EventName = keyof EventValues;

/** What preload puts on `window.archibald`. */
export interface Bridge {
  invoke<Name extends CommandName>(
    name: Name,
    ...argument: CommandArgument<Name> extends undefined ? [] : [CommandArgument<Name>]
  ): Promise<Answer<CommandValues[Name]>>;
  /** Follows an event; returns what stops following it. */
  on<Name extends EventName>(name: Name, listener: (value: EventValues[Name]) => void): () => void;
}
