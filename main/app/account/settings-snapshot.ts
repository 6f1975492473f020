import type {
  ManagedSettings,
  Preferences,
  SettingsChange,
  SettingsSnapshot,
  UpdateState,
} from '../../../preload/contract';
import type { LoadedPolicy } from '../../settings/policy';
import type { Connections } from './connections';

export interface SnapshotParts {
  readonly connections: Pick<Connections, 'describe'>;
  readonly policy: () => LoadedPolicy;
  /** The preferences that count under the policy. */
  readonly preferences: () => Preferences;
  readonly update: () => UpdateState;
  /** Parts that never change while the app runs. */
  readonly program: Pick<SettingsSnapshot, 'appVersion' | 'isTestBuild' | 'dataFolder'>;
}

/** Returns the settings as the window may know them. */
export async function settingsSnapshot(parts: SnapshotParts): Promise<SettingsSnapshot> {
  const { connections, policy, preferences, update, program } = parts;
  const connection = await connections.describe();
  return {
    preferences: preferences(),
    managed: managedSettings(policy()),
    connection,
    update: update(),
    ...program,
  };
}

interface SettingsNewsParts extends Omit<SnapshotParts, 'program'> {
  readonly tell: (change: SettingsChange) => void;
}

/** Tells the window of changed settings: of each change once, with what has changed and no more. */
export class SettingsNews {
  readonly #parts: SettingsNewsParts;
  #describing: Promise<void> = Promise.resolve();
  #changesOfConnection = 0;

  constructor(parts: SettingsNewsParts) {
    this.#parts = parts;
  }

  tellPreferences(): void {
    this.#parts.tell({ preferences: this.#parts.preferences() });
  }

  /** Another policy may mean other preferences too. */
  tellPolicy(): void {
    const { policy, preferences, tell } = this.#parts;
    tell({ managed: managedSettings(policy()), preferences: preferences() });
  }

  tellUpdate(): void {
    this.#parts.tell({ update: this.#parts.update() });
  }

  /** The only one that reads the password, to say where it is kept. */
  tellConnection(): void {
    this.#changesOfConnection += 1;
    this.#describing = this.#describe(this.#changesOfConnection);
  }

  /** Resolves once all that has changed so far is told. */
  settled(): Promise<void> {
    return this.#describing;
  }

  async #describe(change: number): Promise<void> {
    const connection = await this.#parts.connections.describe();
    // An older description may come after a newer one.
    if (change === this.#changesOfConnection) {
      this.#parts.tell({ connection });
    }
  }
}

function managedSettings({ policy, state }: LoadedPolicy): ManagedSettings {
  return {
    portalUrl: policy.portalOrigin,
    frequencyMinutes: policy.frequencyMinutes,
    hours: policy.hours,
    policy: state,
    mayTrustCertificates: policy.mayTrustCertificates,
    retentionMonths: policy.retentionMonths,
  };
}
