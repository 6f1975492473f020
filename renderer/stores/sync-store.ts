import { createStore } from 'zustand/vanilla';
import type {
  Answer,
  AppError,
  Bridge,
  PauseLength,
  SyncProgress,
  SyncRun,
  SyncStatus,
} from '../../preload/contract';
import { isHeldLogin } from '../../preload/contract/sync';

/** The number of runs in the table of the sync screen. */
const RUNS_SHOWN = 50;

export interface SyncState {
  /** `null` until main has answered for the first time. */
  readonly status: SyncStatus | null;
  readonly progress: SyncProgress | null;
  /** The run that has ended since the window opened, until its banner is dismissed. */
  readonly justFinished: SyncRun | null;
  /** The error of a run that could not start. */
  readonly refusal: AppError | null;
  readonly runs: readonly SyncRun[];
  readonly start: () => Promise<void>;
  /** Sends a password again that the portal has not accepted; returns the error or `null`. */
  readonly sendAgain: () => Promise<AppError | null>;
  readonly cancel: () => Promise<void>;
  readonly pause: (length: PauseLength) => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly dismiss: () => void;
}

export type SyncStore = ReturnType<typeof createSyncStore>;

/** Creates the store of syncing. The store asks for the state first and then follows the events. */
export function createSyncStore(bridge: Bridge) {
  const takeStatus = (status: SyncStatus): void => {
    const { refusal } = store.getState();
    // A refusal because of a missing network is obsolete once the network is back.
    const isOver = refusal?.code === 'OFFLINE' && status.hold?.reason !== 'offline';
    store.setState({ status, progress: status.running, refusal: isOver ? null : refusal });
  };
  const takeStatusIfOk = (answer: Answer<SyncStatus>): void => {
    if (answer.ok) {
      takeStatus(answer.value);
    }
  };
  const store = createStore<SyncState>()((set) => ({
    status: null,
    progress: null,
    justFinished: null,
    refusal: null,
    runs: [],
    async start() {
      set({ justFinished: null, refusal: null });
      const started = await bridge.invoke('sync:start');
      if (started.ok) {
        set({ progress: started.value });
      } else {
        takeRefusal(started.error);
      }
    },
    async sendAgain() {
      set({ justFinished: null, refusal: null });
      const started = await bridge.invoke('sync:send-again');
      set(started.ok ? { progress: started.value } : {});
      return started.ok ? null : started.error;
    },
    async cancel() {
      await bridge.invoke('sync:cancel');
    },
    async pause(length) {
      takeStatusIfOk(await bridge.invoke('sync:pause', length));
    },
    async resume() {
      takeStatusIfOk(await bridge.invoke('sync:resume'));
    },
    dismiss: () => set({ justFinished: null, refusal: null }),
  }));

  /** Ignores password errors: the status shows them, and main has opened the account form. */
  const takeRefusal = (error: AppError): void => {
    if (error.code !== 'PASSWORD_NEEDED' && !isHeldLogin(error.code)) {
      store.setState({ refusal: error });
    }
  };

  const loadRuns = async (): Promise<void> => {
    const runs = await bridge.invoke('sync:runs', { limit: RUNS_SHOWN });
    if (runs.ok) {
      store.setState({ runs: runs.value });
    }
  };

  bridge.on('sync:progressed', (progress) => store.setState({ progress }));
  bridge.on('sync:status-changed', takeStatus);
  bridge.on('sync:refused', takeRefusal);
  bridge.on('sync:finished', (run) => {
    store.setState({ justFinished: run, progress: null });
    void loadRuns();
  });
  void bridge.invoke('sync:status').then((answer) => {
    // An event that arrived in the meantime is newer than the answer.
    if (answer.ok && store.getState().status === null) {
      takeStatus(answer.value);
    }
  });
  void loadRuns();
  return store;
}
