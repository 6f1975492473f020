/**
 * The agent's settings: preferences and portal. Start here; `credentials.ts` holds the password.
 * This folder must never import the cache, the portal, sync or app.
 */
import { join } from 'node:path';
import type { AppError, Preferences, PreferencesChange } from '../../preload/contract';
import { appError, computeOwner as ownerOfConnection, preferencesSchema } from '../../preload/contract';
import { Emitter } from '../base/emitter';
import { removeFile } from '../base/held-files';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { backupPath } from '../base/safe-file';
import type { LoadedSettings, SettingsData, StoredConnection } from './settings-file';
import { loadSettings, saveSettings } from './settings-file';

export const SETTINGS_FILE = 'settings.json';

/** The owner of a cache being erased. It is no account, so no account gets the remaining files. */
export const BEING_ERASED = 'being-erased';

/** Holds the settings in memory and in their file; a change is saved before it takes effect. */
export class Settings {
  readonly changed = new Emitter<SettingsData>();
  readonly #path: string;
  #data: SettingsData;
  /** The result of reading the file; the agent is informed if it was damaged. */
  readonly loaded: LoadedSettings['state'];

  constructor(folder: string, now: () => number) {
    this.#path = join(folder, SETTINGS_FILE);
    const { data, state } = loadSettings(this.#path, now);
    this.#data = data;
    this.loaded = state;
  }

  get preferences(): Preferences {
    return this.#data.preferences;
  }

  get connection(): StoredConnection {
    return this.#data.connection;
  }

  get installationId(): string {
    return this.#data.installationId;
  }

  get demoExportNumber(): number {
    return this.#data.demoExportNumber;
  }

  get isKeychainExplained(): boolean {
    return this.#data.isKeychainExplained;
  }

  /** The day on which the morning calls were last checked, `yyyy-mm-dd`; `null` for none. */
  get callsLookedAtOn(): string | null {
    return this.#data.callsLookedAtOn;
  }

  /** Stores the day, so that the calls are checked once a day even after a restart. */
  noteCallsLookedAt(callsLookedAtOn: string): void {
    this.#save({ ...this.#data, callsLookedAtOn });
  }

  /** Stores that the keychain was explained. If this fails, the next start explains it again. */
  noteKeychainExplained(): void {
    this.#save({ ...this.#data, isKeychainExplained: true });
  }

  /** The account that owns the cached customers: user and portal host, or the demo. */
  get cacheOwner(): string | null {
    return this.#data.cacheOwner;
  }

  /** Changes preferences, or fails with SETTINGS_INVALID or SETTINGS_NOT_SAVED. */
  changePreferences(change: PreferencesChange): Result<null, AppError> {
    const parsed = preferencesSchema.safeParse({ ...this.#data.preferences, ...change });
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? '';
      return fail(appError('SETTINGS_INVALID', 'A setting has a value that is not allowed', { field }));
    }
    const { later } = this.#data;
    const preferences = Object.fromEntries(
      Object.entries(later.preferences).filter(([key]) => !Object.hasOwn(change, key)),
    );
    return this.#save({ ...this.#data, preferences: parsed.data, later: { ...later, preferences } });
  }

  connect(connection: StoredConnection): Result<null, AppError> {
    const cacheOwner = connection.kind === 'none' ? this.#data.cacheOwner : connectionOwner(connection);
    return this.#save({ ...this.#data, connection, cacheOwner });
  }

  /**
   * Makes sure that the cache may take this account's customers. Fails with OTHER_ACCOUNT when it
   * holds another account's. Accounts are never mixed, and only connecting in the window switches
   * caches.
   */
  claimCache(connection: Exclude<StoredConnection, { kind: 'none' }>): Result<null, AppError> {
    const owner = connectionOwner(connection);
    const { cacheOwner } = this.#data;
    if (cacheOwner === owner) {
      return ok(null);
    }
    return cacheOwner === null
      ? this.#save({ ...this.#data, cacheOwner: owner })
      : fail(appError('OTHER_ACCOUNT', 'The customers in this data folder belong to another account'));
  }

  /** Copies the owner from the cache's own label after the settings were reset. */
  noteCacheOwner(cacheOwner: string): Result<null, AppError> {
    return this.#save({ ...this.#data, cacheOwner });
  }

  /** Restores the previous connection after connecting another account failed. */
  reconnect(connection: StoredConnection, cacheOwner: string | null): Result<null, AppError> {
    return this.#save({ ...this.#data, connection, cacheOwner });
  }

  /** Forgets the account and notes that its cache is being erased. Known preferences stay. */
  forgetAccount(): Result<null, AppError> {
    const forgotten = {
      connection: { kind: 'none' },
      cacheOwner: BEING_ERASED,
      certificatePins: {},
      refusedCertificate: null,
      demoExportNumber: 0,
      demoFirstDay: null,
      later: { settings: {}, preferences: {} },
    } as const;
    return this.#save({ ...this.#data, ...forgotten });
  }

  /** Whether erasing was started and not finished, with no new connection since. */
  get isBeingErased(): boolean {
    return this.#data.cacheOwner === BEING_ERASED && this.#data.connection.kind === 'none';
  }

  /** Records that everything is erased: any account may use the next cache. */
  finishErasing(): Result<null, AppError> {
    const saved = this.#save({ ...this.#data, cacheOwner: null });
    try {
      // Saving has left a backup of the previous file.
      removeFile(backupPath(this.#path));
    } catch {
      // The backup holds no personal data.
    }
    return saved;
  }

  /** Returns the fingerprint pinned for a host with its port; `null` for none. */
  pinFor(host: string): string | null {
    return this.#data.certificatePins[host] ?? null;
  }

  /** Trusts exactly this certificate for the host, and no longer the previous one. */
  pinCertificate(host: string, fingerprint: string): Result<null, AppError> {
    const certificatePins = { ...this.#data.certificatePins, [host]: fingerprint };
    // The agent's consent covers this refused certificate only.
    return this.#save({ ...this.#data, certificatePins, refusedCertificate: null });
  }

  /** Returns the fingerprint refused last for this host with its port, else `null`. */
  refusedCertificate(host: string): string | null {
    const refused = this.#data.refusedCertificate;
    return refused?.host === host ? refused.fingerprint : null;
  }

  noteRefusedCertificate(host: string, fingerprint: string): Result<null, AppError> {
    return this.refusedCertificate(host) === fingerprint
      ? ok(null)
      : this.#save({ ...this.#data, refusedCertificate: { host, fingerprint } });
  }

  /** Returns the day of the demo's first export, set to `today` once: order dates must not move. */
  demoFirstDay(today: string): string | null {
    if (this.#data.demoFirstDay === null && this.#data.demoExportNumber === 0) {
      this.#save({ ...this.#data, demoFirstDay: today });
    }
    return this.#data.demoFirstDay;
  }

  noteDemoExport(demoExportNumber: number): Result<null, AppError> {
    return this.#save({ ...this.#data, demoExportNumber });
  }

  #save(data: SettingsData): Result<null, AppError> {
    const saved = saveSettings(this.#path, data);
    if (saved.ok) {
      this.#data = data;
      this.changed.emit(data);
    }
    return saved;
  }
}

/** Returns the owner of the customers and notes of a stored connection. */
export function connectionOwner(connection: Exclude<StoredConnection, { kind: 'none' }>): string {
  return connection.kind === 'demo'
    ? ownerOfConnection(connection)
    : ownerOfConnection({ ...connection, portalUrl: connection.portalOrigin });
}
