/** Real faults of disk, files and SQLite. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../../../main/base/clock';
import { BACKUP_FOLDER, RUNS_FILE, STORE_FILE } from '../../../main/customers/store/files';
import { removeLeftovers } from '../../../main/portal/export/remove-leftovers';
import type { ErrorCode } from '../../../preload/contract';
import { it } from '../../../renderer/strings/it';
import { canMount, fillDisk, smallDisk } from '../../helpers/small-disk';
import { COUNT, demoExport } from './laboratory';
import type { Laboratory } from './laboratory';
import type { Observed } from './laboratory';
import type { Row } from './row';
import { RECOVERED } from './row';

const MEGABYTE = 1_000_000;
const NO_SMALL_DISK = canMount ? false : 'only root on Linux may mount a small disk';
const RENEWED: Observed = { ...RECOVERED, attempts: 1 };
/** The state after a restart of the app, which plans its first sync after 5 s. */
const RESTARTED = { banner: 'hidden', attempts: 1, then: 'once more' } as const;

const title = (code: ErrorCode): string => it.errors[code].title;
const storeOf = ({ folder }: Laboratory): string => join(folder, STORE_FILE);

/** Stops the app, changes its files, and starts it again. */
async function whileNotRunning(lab: Laboratory, happens: () => void): Promise<void> {
  await lab.stop();
  happens();
  await lab.start();
}

function corrupt(path: string, share: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + 3_000);
  writeFileSync(path, bytes);
}

/** Changes one letter in a customer's data; the structure of the file stays intact. */
function rotOneLetter(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf('Debitor');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

function writeAsNewerApp(lab: Laboratory, version: number): void {
  for (const [file, statement] of [
    [RUNS_FILE, `UPDATE store_mark SET schema_version = ${version}`],
    [STORE_FILE, `PRAGMA user_version = ${version}`],
  ] as const) {
    const connection = new Database(join(lab.folder, file));
    connection.exec(statement);
    connection.pragma('wal_checkpoint(TRUNCATE)');
    connection.close();
  }
}

export const FILE_ROWS: readonly Row[] = [
  {
    fault: 54,
    name: 'no room before a sync',
    impossible: NO_SMALL_DISK,
    folder: () => smallDisk(300_000),
    run: async (lab) => {
      fillDisk(lab.folder, 50 * MEGABYTE);
      lab.shiftMs = 3_600_000;
      lab.automatic.scheduler.look();
      await lab.settled();
    },
    sees: { shown: title('DISK_FULL'), banner: 'blocked', kept: 'as before', attempts: 1, then: 'waits' },
  },
  {
    fault: 55,
    name: 'the disk fills up in the transaction',
    impossible: NO_SMALL_DISK,
    folder: () => smallDisk(300_000),
    run: async (lab) => {
      const larger = await demoExport({ count: 20 * COUNT });
      await lab.syncWith(() => {
        fillDisk(lab.folder, 60_000);
        return Promise.resolve(larger);
      });
    },
    sees: { shown: title('DISK_FULL'), banner: 'hidden', kept: 'as before', attempts: 1, then: 'once more' },
  },
  {
    fault: 57,
    name: 'the data folder is missing at one start and present at the next',
    run: async (lab) => {
      await whileNotRunning(lab, () => {
        renameSync(lab.folder, `${lab.folder} away`);
        writeFileSync(lab.folder, 'in the way');
      });
      rmSync(lab.folder);
      renameSync(`${lab.folder} away`, lab.folder);
      await lab.start();
    },
    sees: { ...RESTARTED, shown: title('STORE_UNAVAILABLE'), kept: 'as before' },
  },
  {
    fault: 60,
    name: 'what an earlier run left behind',
    run: async (lab) => {
      const left = join(lab.folder, 'exports', 'archibald-export-old');
      mkdirSync(left, { recursive: true });
      utimesSync(left, 0, 0);
      // The app must keep the files that it has made since its start.
      const own = join(lab.folder, 'exports', 'archibald-export-own');
      mkdirSync(own);
      await removeLeftovers(join(lab.folder, 'exports'), systemClock.now() - 60_000);
      if (existsSync(left) || !existsSync(own)) {
        throw new Error('The leftover is still there');
      }
      await lab.syncWith(await demoExport());
    },
    sees: RENEWED,
  },
  {
    fault: 63,
    name: 'the store is damaged, and there is a backup',
    run: (lab) => whileNotRunning(lab, () => corrupt(storeOf(lab), 0.5)),
    sees: { ...RESTARTED, shown: it.cache.restored('…'), kept: 'as before' },
  },
  {
    fault: 63,
    name: 'the store is truncated, and there is a backup',
    run: (lab) =>
      whileNotRunning(lab, () => writeFileSync(storeOf(lab), readFileSync(storeOf(lab)).subarray(0, 30_000))),
    sees: { ...RESTARTED, shown: it.cache.restored('…'), kept: 'as before' },
  },
  {
    fault: 63,
    name: 'the store is gone, and there is a backup',
    run: (lab) => whileNotRunning(lab, () => rmSync(storeOf(lab))),
    sees: { ...RESTARTED, shown: it.cache.restored('…'), kept: 'as before' },
  },
  {
    fault: 64,
    name: 'the store is damaged, without a backup',
    run: (lab) =>
      whileNotRunning(lab, () => {
        rmSync(join(lab.folder, BACKUP_FOLDER), { recursive: true });
        corrupt(storeOf(lab), 0);
      }),
    sees: { ...RESTARTED, shown: it.cache.rebuilt, kept: 'rebuilt' },
  },
  {
    fault: 64,
    name: 'the next sync completes a store that was rebuilt',
    run: async (lab) => {
      await whileNotRunning(lab, () => {
        rmSync(join(lab.folder, BACKUP_FOLDER), { recursive: true });
        corrupt(storeOf(lab), 0);
      });
      await lab.customers.dismissRepair();
      await lab.syncWith(await demoExport({}, 1));
    },
    sees: { ...RENEWED, banner: 'downloaded', kept: 'as before' },
  },
  {
    fault: 66,
    name: 'one letter is corrupt, although the structure is whole',
    run: (lab) => whileNotRunning(lab, () => rotOneLetter(storeOf(lab))),
    sees: { ...RESTARTED, shown: it.cache.restored('…'), kept: 'as before' },
  },
  {
    fault: 67,
    name: 'an old copy is put back',
    run: async (lab) => {
      const copy = `${storeOf(lab)}.copy`;
      await whileNotRunning(lab, () => copyFileSync(storeOf(lab), copy));
      await lab.syncWith(await demoExport());
      await whileNotRunning(lab, () => copyFileSync(copy, storeOf(lab)));
    },
    sees: { ...RESTARTED, shown: it.cache.rolledBack, kept: 'as before' },
  },
  {
    fault: 68,
    name: 'another program has the store locked for a while',
    run: async (lab) => {
      const other = new Database(storeOf(lab));
      other.exec('BEGIN IMMEDIATE');
      setTimeout(() => {
        other.exec('ROLLBACK');
        other.close();
      }, 400);
      await lab.syncWith(await demoExport());
    },
    sees: RENEWED,
  },
  {
    fault: 69,
    name: 'a newer version wrote the store, which is left alone',
    run: async (lab) => {
      const files = [RUNS_FILE, STORE_FILE].map((name) => join(lab.folder, name));
      await lab.stop();
      files.forEach((file) => copyFileSync(file, `${file}.copy`));
      writeAsNewerApp(lab, 99);
      const newer = readFileSync(storeOf(lab));
      await lab.start();
      if (!readFileSync(storeOf(lab)).equals(newer)) {
        throw new Error('The newer store was not left alone');
      }
      files.forEach((file) => copyFileSync(`${file}.copy`, file));
      await lab.start();
    },
    sees: { ...RESTARTED, shown: title('STORE_TOO_NEW'), kept: 'as before' },
  },
  {
    fault: 72,
    name: 'the write-ahead log is emptied after each sync',
    run: async (lab) => {
      await lab.syncWith(await demoExport());
      const log = `${storeOf(lab)}-wal`;
      if (existsSync(log) && statSync(log).size > 0) {
        throw new Error('The write-ahead log is not empty');
      }
    },
    sees: RENEWED,
  },
];
