import { createStore } from 'zustand/vanilla';
import type {
  Answer,
  AppError,
  Bridge,
  CertificateTrust,
  Credentials,
  DataProtection,
  Erasure,
  Preferences,
  PreferencesChange,
  SettingsChange,
  SettingsSnapshot,
} from '../../preload/contract';

export interface SettingsState {
  /** `null` until main has answered for the first time. */
  readonly snapshot: SettingsSnapshot | null;
  /** Each action returns the error, or `null` on success. */
  readonly change: (change: PreferencesChange) => Promise<AppError | null>;
  readonly test: (credentials: Credentials) => Promise<AppError | null>;
  readonly connect: (credentials: Credentials) => Promise<AppError | null>;
  readonly trustCertificate: (trust: CertificateTrust) => Promise<AppError | null>;
  readonly connectDemo: () => Promise<AppError | null>;
  readonly disconnect: () => Promise<AppError | null>;
  /** The protection of the data; `null` until known, which may take seconds. */
  readonly protection: DataProtection | null;
  readonly loadProtection: () => Promise<void>;
  /** The result of the last erasure since the window opened, or `null`. */
  readonly erased: Erasure | null;
  readonly erase: () => Promise<AppError | null>;
}

function withChange(preferences: Preferences, change: PreferencesChange): Preferences {
  return Object.assign({ ...preferences }, change);
}

/** Whether the portal can open in the browser: only an account with an https address qualifies. */
export function hasPortal(snapshot: SettingsSnapshot | null): boolean {
  const connection = snapshot?.connection;
  return connection?.kind === 'account' && connection.portalUrl.startsWith('https://');
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore(bridge: Bridge) {
  /** The snapshot as last received from main. */
  let known: SettingsSnapshot | null = null;
  /** Changes received before the first snapshot. */
  let early: SettingsChange = {};
  /** Changes sent to main but not confirmed yet. They are visible at once, even if main is busy. */
  let changes: readonly PreferencesChange[] = [];

  const store = createStore<SettingsState>()((set) => {
    const errorOf = (answer: Answer<null>): AppError | null => (answer.ok ? null : answer.error);
    return {
      snapshot: null,
      async change(change) {
        changes = [...changes, change];
        show();
        const answer = await bridge.invoke('settings:change', change);
        changes = changes.filter((other) => other !== change);
        if (answer.ok && known !== null) {
          // The event for this change may arrive after the answer.
          known = { ...known, preferences: withChange(known.preferences, change) };
        }
        show();
        return errorOf(answer);
      },
      test: async (credentials) => errorOf(await bridge.invoke('connection:test', credentials)),
      connect: async (credentials) => errorOf(await bridge.invoke('connection:connect', credentials)),
      trustCertificate: async (trust) => errorOf(await bridge.invoke('connection:trust-certificate', trust)),
      connectDemo: async () => errorOf(await bridge.invoke('connection:demo')),
      disconnect: async () => errorOf(await bridge.invoke('connection:disconnect')),
      protection: null,
      async loadProtection() {
        const answer = await bridge.invoke('settings:protection');
        if (answer.ok) {
          set({ protection: answer.value });
        }
      },
      erased: null,
      async erase() {
        const answer = await bridge.invoke('connection:erase');
        if (answer.ok && answer.value !== null) {
          set({ erased: answer.value });
        }
        return answer.ok ? null : answer.error;
      },
    };
  });

  function show(): void {
    store.setState({
      snapshot:
        known === null ? null : { ...known, preferences: changes.reduce(withChange, known.preferences) },
    });
  }

  bridge.on('settings:changed', (change) => {
    if (known === null) {
      early = { ...early, ...change };
    } else {
      known = { ...known, ...change };
      show();
    }
  });
  void bridge.invoke('settings:get').then((answer) => {
    if (answer.ok) {
      known = { ...answer.value, ...early };
      show();
    }
  });
  return store;
}
