/**
 * What support is given: versions, settings without account, the last runs, what the store says of itself, and the logs.
 * No customers, no address of the portal, no user and no password, and no folder names, which hold the agent's
 * (faults.md, Diagnostics). The agent sees each file before the zip is written.
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
  /** `null` when the store does not answer. */
  readonly store: StoreState | null;
  /** `whole`, or the code of what the check of structure and content found. */
  readonly integrity: string;
  readonly logsFolder: string;
  /** Folders whose names are taken out of the logs, the longest first. */
  readonly privateFolders: readonly string[];
}

/** The files of the zip, as they will be in it. */
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
        // Agents name their filters themselves.
        reading: reading === null ? null : { ...reading, filter: reading.filter !== null },
        error: error?.code ?? null,
      })),
    ),
    asJson('store.json', { integrity, state: store }),
    ...logs(facts),
  ];
}

/** The files as one zip. */
export async function zipped(files: readonly DiagnosticFile[]): Promise<Uint8Array> {
  // Hardly ever wanted, and every start would wait for it.
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
