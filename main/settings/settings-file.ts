import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { AppError, Preferences } from '../../preload/contract';
import {
  DENSITIES,
  FREQUENCY_DEFAULT_MINUTES,
  LANGUAGES,
  THEMES,
  certificatePinSchema,
  preferencesSchema,
} from '../../preload/contract';
import { appError } from '../../preload/contract';
import { errorCode } from '../base/error-code';
import { moveFile } from '../base/held-files';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import { backupPath, writeSafely } from '../base/safe-file';
import { brokenPath, readJsonFile } from './json-file';

const connectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('demo') }),
  z.object({ kind: z.literal('account'), portalOrigin: z.string(), user: z.string() }),
]);

const DEFAULT_PREFERENCES: Preferences = {
  frequencyMinutes: FREQUENCY_DEFAULT_MINUTES,
  hours: 'always',
  language: LANGUAGES[0],
  theme: THEMES[0],
  density: DENSITIES[0],
  notifications: true,
  morningCalls: true,
  automaticBanner: true,
  startWithComputer: false,
};

type Values = Readonly<Record<string, unknown>>;

/**
 * The keys and values of a newer version that this version does not know. They are ignored, and
 * kept in case the newer version runs again.
 */
interface LaterSettings {
  readonly settings: Values;
  readonly preferences: Values;
}

const NOTHING_LATER: LaterSettings = { settings: {}, preferences: {} };

/** Returns the stored preferences; invalid or newer values are replaced by their defaults. */
function knownPreferences(stored: unknown): unknown {
  return isValues(stored)
    ? {
        ...DEFAULT_PREFERENCES,
        ...Object.fromEntries(Object.entries(stored).filter(([key, value]) => isPreference(key, value))),
      }
    : stored;
}

function isPreference(key: string, value: unknown): boolean {
  const { shape } = preferencesSchema;
  return Object.hasOwn(shape, key) && shape[key as keyof typeof shape].safeParse(value).success;
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const knownSchema = z.object({
  version: z.literal(1),
  /** A random number that identifies this installation, only used to spread the load. */
  installationId: z.string(),
  preferences: z.preprocess(knownPreferences, preferencesSchema),
  connection: connectionSchema,
  /** The only account whose customers the cache holds; `null` before the first one. */
  cacheOwner: z.string().nullable(),
  /** SHA-256 fingerprints of certificates that the agent trusts, by host with port. */
  certificatePins: z.record(z.string(), z.string()).default({}),
  /** The last refused certificate; the agent may trust it by typing the end of its fingerprint. */
  refusedCertificate: certificatePinSchema.nullable().catch(null),
  /** Whether the macOS question about the keychain was explained before it appeared. */
  isKeychainExplained: z.boolean().default(false),
  /** The day on which the morning calls were last checked. */
  callsLookedAtOn: z.iso.date().nullable().catch(null),
  /** The number of the demo portal's last export; the next start continues from it. */
  demoExportNumber: z.int().min(0),
  /** The day of the demo's first export; `null` before it or if an earlier version began it. */
  demoFirstDay: z.iso.date().nullable().default(null),
});

/** The whole settings file; it holds no password. */
export type SettingsData = Readonly<z.infer<typeof knownSchema>> & { readonly later: LaterSettings };

const settingsSchema = z.unknown().transform((stored, context): SettingsData => {
  const known = knownSchema.safeParse(stored);
  if (!known.success || !isValues(stored)) {
    context.addIssue({ code: 'custom', message: 'these are no settings' });
    return z.NEVER;
  }
  return { ...known.data, later: laterOf(stored) };
});

function laterOf(stored: Values): LaterSettings {
  const preferences = isValues(stored['preferences']) ? stored['preferences'] : {};
  return {
    settings: Object.fromEntries(
      Object.entries(stored).filter(([key]) => !Object.hasOwn(knownSchema.shape, key)),
    ),
    preferences: Object.fromEntries(
      Object.entries(preferences).filter(([key, value]) => !isPreference(key, value)),
    ),
  };
}
export type StoredConnection = SettingsData['connection'];

export function defaultSettings(): SettingsData {
  return {
    version: 1,
    installationId: randomUUID(),
    preferences: DEFAULT_PREFERENCES,
    connection: { kind: 'none' },
    cacheOwner: null,
    certificatePins: {},
    refusedCertificate: null,
    isKeychainExplained: false,
    callsLookedAtOn: null,
    demoExportNumber: 0,
    demoFirstDay: null,
    later: NOTHING_LATER,
  };
}

export type LoadedSettings = {
  readonly data: SettingsData;
  /** `restored`: damaged, read from its backup. `reset`: damaged, without a good backup. */
  readonly state: 'read' | 'new' | 'restored' | 'reset';
};

/**
 * Reads the settings. A damaged file is kept under another name, and its backup is used, or the
 * defaults if there is none. Throws only if the folder cannot be read at all.
 */
export function loadSettings(path: string, now: () => number): LoadedSettings {
  if (!existsSync(path)) {
    return { data: defaultSettings(), state: 'new' };
  }
  const data = readJsonFile(path, settingsSchema);
  if (data !== null) {
    return { data, state: 'read' };
  }
  moveFile(path, brokenPath(path, now()));
  const backup = readJsonFile(backupPath(path), settingsSchema);
  return backup === null ? { data: defaultSettings(), state: 'reset' } : { data: backup, state: 'restored' };
}

/** Writes the settings completely or not at all. Fails with SETTINGS_NOT_SAVED. */
export function saveSettings(path: string, { later, ...known }: SettingsData): Result<null, AppError> {
  const stored = {
    ...later.settings,
    ...known,
    preferences: { ...known.preferences, ...later.preferences },
  };
  try {
    writeSafely(path, `${JSON.stringify(stored, null, 2)}\n`);
    return ok(null);
  } catch (error) {
    const reason = errorCode(error);
    return fail(appError('SETTINGS_NOT_SAVED', `The settings could not be saved (${reason})`, { reason }));
  }
}
