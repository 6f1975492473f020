import type {
  ManagedSettings,
  Preferences,
  SettingsChange,
  SettingsSnapshot,
  UpdateState,
} from '../../../preload/contract';
import type { LoadedPolicy } from '../../settings/policy';
import type { AccountConnection } from './account-connection';

export interface SnapshotParts {
  readonly connections: Pick<AccountConnection, 'describe'>;
  readonly policy: () => LoadedPolicy;
  /** The effective preferences under the policy. */
  readonly preferences: () => Preferences;
  readonly update: () => UpdateState;
  readonly program: Pick<SettingsSnapshot, 'appVersion' | 'isTestBuild' | 'dataFolder'>;
}

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
  readonly send: (change: SettingsChange) => void;
}

/** Reports changed settings to the window, each change once and without the unchanged parts. */
export class SettingsReports {
  readonly #parts: SettingsNewsParts;
  #describing: Promise<void> = Promise.resolve();
  #changesOfConnection = 0;

  constructor(parts: SettingsNewsParts) {
    this.#parts = parts;
  }

  reportPreferences(): void {
    this.#parts.send({ preferences: this.#parts.preferences() });
  }

  /** A new policy may also change the effective preferences. */
  reportPolicy(): void {
    const { policy, preferences, send } = this.#parts;
    send({ managed: managedSettings(policy()), preferences: preferences() });
  }

  reportUpdate(): void {
    this.#parts.send({ update: this.#parts.update() });
  }

  /** Reports the connection. Only this report reads the password, to know where it is stored. */
  reportConnection(): void {
    this.#changesOfConnection += 1;
    this.#describing = this.#describe(this.#changesOfConnection);
  }

  /** Resolves once all changes so far are reported. */
  settled(): Promise<void> {
    return this.#describing;
  }

  async #describe(change: number): Promise<void> {
    const connection = await this.#parts.connections.describe();
    // An older description may finish after a newer one, and must not replace it.
    if (change === this.#changesOfConnection) {
      this.#parts.send({ connection });
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
