import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { OWNERS_FILE } from '../../../tests/helpers/file-mode';
import { aRun, aStatus } from '../../../tests/helpers/sync';
import { tempFolder } from '../../../tests/helpers/temp-folder';
import { defaultSettings } from '../../settings/settings-file';
import type { DiagnosticFacts } from './diagnostics';
import { diagnosticFiles, zipFiles } from './diagnostics';
import { createLog } from './log-electron';
import { LOG_FILES, rotateLogs } from './log-files';

const SECRETS = ['portale.azienda.example', 'agente.rossi', 'Studio Segreto', 'mario'];

function facts(changes: Partial<DiagnosticFacts> = {}): DiagnosticFacts {
  const logsFolder = tempFolder();
  writeFileSync(join(logsFolder, 'archibald-agent.log'), 'info [App] At /home/mario/.config/Archibald/x\n');
  writeFileSync(join(logsFolder, 'archibald-agent.2.log'), 'older\n');
  writeFileSync(join(logsFolder, 'picture.png'), 'Studio Segreto');
  return {
    versions: { app: '1.0.0' },
    preferences: defaultSettings().preferences,
    connection: {
      kind: 'account',
      portalUrl: 'https://portale.azienda.example',
      user: 'agente.rossi',
      password: 'stored',
    },
    protection: { disk: 'off', folder: 'open' },
    status: aStatus({
      lastResult: aRun({ error: { code: 'STORE_FAILED', message: 'Studio Segreto' }, outcome: 'failed' }),
    }),
    runs: [
      aRun({
        outcome: 'failed',
        error: { code: 'WRONG_REPORT', message: 'Studio Segreto', details: { title: 'Studio Segreto' } },
      }),
    ],
    store: null,
    integrity: 'whole',
    logsFolder,
    privateFolders: ['/home/mario/.config/Archibald', '/home/mario'],
    ...changes,
  };
}

test('the diagnostics contain the facts for support, and nothing about the agent, the portal or customers', () => {
  const files = diagnosticFiles(facts());
  expect(files.map(({ name }) => name)).toEqual([
    'versions.json',
    'settings.json',
    'status.json',
    'runs.json',
    'store.json',
    'archibald-agent.log',
    'archibald-agent.2.log',
  ]);
  const text = files.map((file) => file.text).join('');
  expect(JSON.parse(files[1]?.text ?? '')).toMatchObject({ protection: { disk: 'off', folder: 'open' } });
  for (const secret of SECRETS) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('WRONG_REPORT');
  expect(text).toContain('info [App] At …/x');
  expect(text).toContain('"protocol": "https:"');
});

test('the zip contains exactly the files shown', async () => {
  const files = diagnosticFiles(facts());
  const unzipped = Object.entries(unzipSync(await zipFiles(files))).map(([name, bytes]) => ({
    name,
    text: new TextDecoder().decode(bytes),
  }));
  expect(unzipped).toEqual(files);
});

test('the log keeps five files of 1 MB with the newest lines, each for the owner only', () => {
  const folder = tempFolder();
  const log = createLog(folder, new PassThrough().resume());
  const line = 'x'.repeat(100_000);
  for (let number = 1; number <= 80; number += 1) {
    log.info(`${line} line ${number}`);
  }
  for (const name of LOG_FILES) {
    const { size, mode } = statSync(join(folder, name));
    expect(size).toBeLessThan(1.3 * 1_048_576);
    expect(mode & 0o777).toBe(OWNERS_FILE);
  }
  expect(existsSync(join(folder, 'archibald-agent.5.log'))).toBe(false);
  const kept = [...LOG_FILES].reverse().map((name) => readFileSync(join(folder, name), 'utf8'));
  const numbers = [...kept.join('').matchAll(/ line (\d+)/g)].map((found) => Number(found[1]));
  expect(numbers.at(-1)).toBe(80);
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
});

test('a log held by another program keeps growing, and no older one is lost', () => {
  const folder = tempFolder();
  LOG_FILES.forEach((name) => writeFileSync(join(folder, name), name));
  // This folder blocks the move of the current log, as a scan does on Windows.
  mkdirSync(join(folder, 'archibald-agent.turning.log', 'in the way'), { recursive: true });
  rotateLogs(folder);
  rotateLogs(folder);
  expect(LOG_FILES.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(LOG_FILES);
  rmSync(join(folder, 'archibald-agent.turning.log'), { recursive: true });
  rotateLogs(folder);
  expect(LOG_FILES.slice(1).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
    LOG_FILES.slice(0, -1),
  );
});
