/**
 * What the agent has set: preferences and which portal to use. Start here; the password is kept apart, in
 * `credentials.ts`. It must never import the cache, the portal, sync or app.
 */
import { join } from 'node:path';
import type { AppError, Preferences, PreferencesChange } from '../../preload/contract';
import { appError, ownerOf as ownerOfConnection, preferencesSchema } from '../../preload/contract';
import { Emitter } from '../base/emitter';
import { removeFile } from '../base/held-files';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { backupOf } from '../base/safe-file';
import type { LoadedSettings, SettingsData, StoredConnection } from './settings-file';
import { loadSettings, saveSettings } from './settings-file';

/** The file's name in the data folder. */
export const SETTINGS_FILE = 'settings.json';

/** The owner of a cache that is being erased: as it is no account's, what is left of it is never mixed with another's. */
export const BEING_ERASED = 'being-erased';

/** The settings in memory and in their file; a change is saved before it counts. */
export class Settings {
  readonly changed = new Emitter<SettingsData>();
  readonly #path: string;
  #data: SettingsData;
  /** How reading the file went; the agent is told when it was damaged. */
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

  /** The day on which the calls of the morning were looked at last, `yyyy-mm-dd`; `null` for none. */
  get callsLookedAtOn(): string | null {
    return this.#data.callsLookedAtOn;
  }

  /** Once a day also over restarts. */
  noteCallsLookedAt(callsLookedAtOn: string): void {
    this.#save({ ...this.#data, callsLookedAtOn });
  }

  /** It is said once; where that cannot be kept, it is said again at the next start. */
  noteKeychainExplained(): void {
    this.#save({ ...this.#data, isKeychainExplained: true });
  }

  /** Whose customers the cache holds: told by the user and the portal's host, or that they are the demo's. */
  get cacheOwner(): string | null {
    return this.#data.cacheOwner;
  }

  /** Changes some preferences. Fails with SETTINGS_INVALID or SETTINGS_NOT_SAVED; the old ones then stand. */
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
    const cacheOwner = connection.kind === 'none' ? this.#data.cacheOwner : ownerOf(connection);
    return this.#save({ ...this.#data, connection, cacheOwner });
  }

  /**
   * Makes sure that the cache may take this account's customers. Fails with OTHER_ACCOUNT when it holds another's: they
   * are never mixed, and only connecting in the window sets a cache aside.
   */
  claimCache(connection: Exclude<StoredConnection, { kind: 'none' }>): Result<null, AppError> {
    const owner = ownerOf(connection);
    const { cacheOwner } = this.#data;
    if (cacheOwner === owner) {
      return ok(null);
    }
    return cacheOwner === null
      ? this.#save({ ...this.#data, cacheOwner: owner })
      : fail(appError('OTHER_ACCOUNT', 'The customers in this data folder are of another account'));
  }

  /** Keeps what the cache itself says of its owner, where these settings were begun again. */
  noteCacheOwner(cacheOwner: string): Result<null, AppError> {
    return this.#save({ ...this.#data, cacheOwner });
  }

  /** Goes back to what was connected, where connecting another could not be finished. */
  reconnect(connection: StoredConnection, cacheOwner: string | null): Result<null, AppError> {
    return this.#save({ ...this.#data, connection, cacheOwner });
  }

  /** Nothing is left of the account and its portal, and what it has left on the disk is being erased; language and the like stay. */
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

  /** Whether erasing was begun, not ended, and nobody has connected since. */
  get isBeingErased(): boolean {
    return this.#data.cacheOwner === BEING_ERASED && this.#data.connection.kind === 'none';
  }

  /** Everything is erased: the next cache is anybody's. */
  noteErased(): Result<null, AppError> {
    const saved = this.#save({ ...this.#data, cacheOwner: null });
    try {
      // The copy of the file before, which saving has left.
      removeFile(backupOf(this.#path));
    } catch {
      // It names nobody.
    }
    return saved;
  }

  /** The fingerprint that is pinned for a host with its port; `null` for none. */
  pinFor(host: string): string | null {
    return this.#data.certificatePins[host] ?? null;
  }

  /** From now on exactly this certificate is trusted for the host, and no longer the one before. */
  pinCertificate(host: string, fingerprint: string): Result<null, AppError> {
    const certificatePins = { ...this.#data.certificatePins, [host]: fingerprint };
    // Trusting is for one refusal.
    return this.#save({ ...this.#data, certificatePins, refusedCertificate: null });
  }

  /** The fingerprint of the certificate that was refused last, if it was for this host with its port. */
  refusedCertificate(host: string): string | null {
    const refused = this.#data.refusedCertificate;
    return refused?.host === host ? refused.fingerprint : null;
  }

  noteRefusedCertificate(host: string, fingerprint: string): Result<null, AppError> {
    return this.refusedCertificate(host) === fingerprint
      ? ok(null)
      : this.#save({ ...this.#data, refusedCertificate: { host, fingerprint } });
  }

  /** Returns the day of the demo's first export, which is `today` if there was none yet. It stays, lest old orders move. */
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

/** Names whose customers and notes a stored connection brings. */
export function ownerOf(connection: Exclude<StoredConnection, { kind: 'none' }>): string {
  return connection.kind === 'demo'
    ? ownerOfConnection(connection)
    : ownerOfConnection({ ...connection, portalUrl: connection.portalOrigin });
}
