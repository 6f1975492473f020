/**
 * Collects the files for support: versions, settings without the account, the last runs, the state
 * of the cache, and the logs. They contain no customers, portal address, user name or password.
 * Folder names are removed, because they contain the agent's name (faults.md, Diagnostics). The
 * agent sees each file before the zip is written.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Connection,
  DataProtection,
  DiagnosticFile,
  DiagnosticName,
  Preferences,
  StoreState,
  SyncRun,
  SyncStatus,
} from '../../../preload/contract';
import { LOG_FILES } from './log-files';

export interface DiagnosticFacts {
  readonly versions: Readonly<Record<string, string>>;
  readonly preferences: Preferences;
  readonly connection: Connection;
  readonly protection: DataProtection;
  readonly status: SyncStatus;
  readonly runs: readonly SyncRun[];
  /** The state of the cache; `null` when it does not answer. */
  readonly store: StoreState | null;
  /** The result of the check of structure and content: `whole` or an error code. */
  readonly integrity: string;
  readonly logsFolder: string;
  /** The folders removed from the logs, longest first. */
  readonly privateFolders: readonly string[];
}

/** Returns the files of the zip, exactly as written. */
export function diagnosticFiles(facts: DiagnosticFacts): readonly DiagnosticFile[] {
  const { versions, preferences, connection, protection, status, runs, store, integrity } = facts;
  const account = {
    kind: connection.kind,
    password: connection.kind === 'account' ? connection.password : null,
    protocol: connection.kind === 'account' ? new URL(connection.portalUrl).protocol : null,
  };
  return [
    asJson('versions.json', versions),
    asJson('settings.json', { preferences, account, protection }),
    asJson('status.json', {
      ...status,
      listFilter: status.listFilter !== null,
      metrics: { ...status.metrics, lastResult: undefined },
    }),
    asJson(
      'runs.json',
      runs.map(({ error, reading, ...run }) => ({
        ...run,
        // A filter's name may contain personal data, because agents choose it.
        reading: reading === null ? null : { ...reading, filter: reading.filter !== null },
        error: error?.code ?? null,
      })),
    ),
    asJson('store.json', { integrity, state: store }),
    ...logs(facts),
  ];
}

export async function zipFiles(files: readonly DiagnosticFile[]): Promise<Uint8Array> {
  // The zip library is rarely needed, so it must not delay every start.
  const { strToU8, zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
}

function asJson(name: DiagnosticName, value: unknown): DiagnosticFile {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` };
}

function logs({ logsFolder, privateFolders }: DiagnosticFacts): DiagnosticFile[] {
  const there = readdirSync(logsFolder);
  return LOG_FILES.filter((name) => there.includes(name)).map((name) => {
    let text = readFileSync(join(logsFolder, name), 'utf8');
    for (const folder of privateFolders) {
      text = text.replaceAll(folder, '…');
    }
    return { name, text };
  });
}
