/**
 * The contract between main and the renderer: commands (the renderer asks) and events (main
 * reports). Both sides take their types from here. It imports nothing else of the project.
 */
import { z } from 'zod';
import type { ChangePage, NewsPage } from './changes';
import { printSchema, customerFileSchema } from './customer-file';
import type { SavedCustomerFile } from './customer-file';
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
export * from './customer-file';
export * from './values';
export * from './window';

const nothing = z.undefined();

/** The argument of each command. Main validates it on arrival. */
export const COMMAND_ARGUMENTS = {
  /** Starts a manual sync run or joins the current one; answers as soon as the run has started. */
  'sync:start': nothing,
  /** Starts a sync run that sends a password again although the portal has not accepted it. */
  'sync:send-again': nothing,
  'sync:cancel': nothing,
  /** Pauses automatic syncing or changes the length of the pause. Manual sync runs still work. */
  'sync:pause': z.enum(PAUSE_LENGTHS),
  /** Ends a pause. A sync run that became due during the pause starts at once. */
  'sync:resume': nothing,
  'sync:status': nothing,
  /** Returns the last runs, newest first. */
  'sync:runs': z.strictObject({ limit: z.int().min(1).max(1_000) }),
  'settings:get': nothing,
  'settings:change': preferencesChangeSchema,
  'customers:search': customerQuerySchema,
  'customers:cities': nothing,
  'customers:kinds': nothing,
  'customers:sums': customerSumsSchema,
  'customers:counts': customerCountsSchema,
  /** Returns the cities of the matching customers with their counts. */
  'customers:cities-of': customerSumsSchema,
  /** Returns the captions of the unknown columns for which current customers have values. */
  'customers:captions': nothing,
  'customers:get': customerIdSchema,
  /** Records that the agent has opened this customer. */
  'customers:opened': customerIdSchema,
  /** Returns the customers that the agent opened most recently, latest first. */
  'customers:recent': nothing,
  /** Returns the history, newest first. */
  'customers:changes': changesQuerySchema,
  /** Returns unseen and recently seen changes, grouped into stories. */
  'customers:news': newsQuerySchema,
  /** Marks the history up to this change as seen. The mark moves back only to undo this command. */
  'customers:mark-seen': seenSchema,
  /** Returns the agent's note about this customer; `null` for none. */
  'notes:get': customerIdSchema,
  /** Saves a note. An empty text without a date deletes the note. */
  'notes:save': noteChangeSchema,
  /** Sets one date to call back several customers; returns the number of dates that changed. */
  'notes:save-day': callDaySchema,
  /** Undoes the last `notes:save-day`, except in notes edited since; returns the number undone. */
  'notes:undo-day': nothing,
  'notes:counts': nothing,
  'notes:star': starSchema,
  /** Asks for a path and writes all notes to a file; `null` if the agent cancels. */
  'notes:export': nothing,
  /** Asks for a file and merges its notes into the stored ones; `null` if the agent cancels. */
  'notes:import': nothing,
  /** Undoes the last notes import; returns the number of notes restored. */
  'notes:undo-import': nothing,
  /** Confirms `window:leaving`: all input is saved and the window may close. */
  'window:flushed': nothing,
  'list:get': nothing,
  'list:save': listStateSchema,
  /** Asks for a path and writes a file of customers; `null` if the agent cancels. */
  'customer-files:save': customerFileSchema,
  /** Shows the last saved customer file in the system's file manager. */
  'customer-files:show': nothing,
  /** Prints a sheet of customers through the system's dialog; `false` if the agent cancels. */
  'customer-files:print': printSchema,
  'store:state': nothing,
  /** Accepts the smaller list of this run: customers absent from it are marked missing. */
  'store:accept-partial': z.strictObject({ run: z.int().min(1) }),
  'store:dismiss-repair': nothing,
  /**
   * Tests a login and saves nothing. Main asks before a password goes to a new portal
   * (PORTAL_NOT_CONFIRMED), and does not send a refused password again (SAME_PASSWORD).
   */
  'connection:test': credentialsSchema,
  /** Saves the account and starts syncing with it. */
  'connection:connect': credentialsSchema,
  /** Trusts the certificate just refused for this host; resumes syncing stopped by the refusal. */
  'connection:trust-certificate': certificateTrustSchema,
  'connection:demo': nothing,
  /** Deletes the account and its password; customers stay. */
  'connection:disconnect': nothing,
  /** Disconnects, then removes all data after a question by main; `null` if the agent cancels. */
  'connection:erase': nothing,
  /** Returns the contents of the diagnostics files exactly as they would be written. */
  'diagnostics:preview': nothing,
  /** Asks for a path and writes the diagnostics files into a zip; `false` if the agent cancels. */
  'diagnostics:save': nothing,
  /** Returns how the data on this computer are protected. The system may take seconds to answer. */
  'settings:protection': nothing,
  /** Opens a link in the system's default program; LINK_REFUSED unless https, tel or mailto. */
  'outside:open': z.string().min(1).max(2_000),
  /** Opens the portal's customer list in the browser. Only main knows its address. */
  'outside:open-portal': nothing,
  'outside:copy': z.string().min(1).max(5_000),
  'outside:show-data-folder': nothing,
  /** Returns the place that the last window showed when it was destroyed, for a new window. */
  'window:place': nothing,
  /** Reports that the window shows its first content, after which main starts deferred work. */
  'window:drawn': nothing,
  /** Shows the native menu of a customer. The choice arrives as `window:customer-chosen`. */
  'window:customer-menu': customerMenuSchema,
  /** Reports the place that the window shows; kept in memory only. */
  'window:keep-place': windowPlaceSchema,
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof COMMAND_ARGUMENTS;

/** The value of each command's successful answer. */
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
  'customer-files:save': SavedCustomerFile | null;
  'customer-files:show': null;
  'customer-files:print': boolean;
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

/** The value of each event. A window first asks for `sync:status` and `settings:get`. */
export interface EventValues {
  /** Sent at most ten times per second. */
  'sync:progressed': SyncProgress;
  'sync:finished': SyncRun;
  'sync:status-changed': SyncStatus;
  /** A sync run requested through the tray, the menu or a key could not start. */
  'sync:refused': AppError;
  /** The changed settings, sent before the answer to the command that changed them. */
  'settings:changed': SettingsChange;
  'store:changed': StoreState;
  /** A note was saved, or a new day has begun. */
  'notes:changed': NoteCounts;
  /** The window is about to close. It must save all input and then call `window:flushed`. */
  'window:leaving': null;
  /** The tray, the menu or a notification requests a screen; `due`: the customers to call back. */
  'window:view-requested': RequestedView;
  /** The list is reset, for example after the account changes. */
  'list:reset': ListState;
  /** The agent's choice in the menu of a customer. */
  'window:customer-chosen': { readonly customer: string; readonly action: CustomerAction };
  /** The ID of the customer that a link from outside the app asks to open. */
  'window:customer-requested': string;
}

export type EventName = keyof EventValues;

/** The API that preload exposes on `window.archibald`. */
export interface Bridge {
  invoke<Name extends CommandName>(
    name: Name,
    ...argument: CommandArgument<Name> extends undefined ? [] : [CommandArgument<Name>]
  ): Promise<Answer<CommandValues[Name]>>;
  /** Subscribes to an event; returns a function that unsubscribes. */
  on<Name extends EventName>(name: Name, listener: (value: EventValues[Name]) => void): () => void;
}
