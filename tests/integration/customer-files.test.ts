import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { fail, ok } from '../../main/base/result';
import type { RowValues } from '../../main/customer-files/cells';
import type { CustomerBatches } from '../../main/customer-files/file-writer';
import { writeCustomers } from '../../main/customer-files/file-writer';
import type { WriterStart } from '../../main/customer-files/worker';
import { appError, formatOfColumn } from '../../preload/contract';
import { OWNERS_FILE, readMode } from '../helpers/file-mode';
import { tempFolder } from '../helpers/temp-folder';

const WORKER = join(import.meta.dirname, '../../out/main/customer-files-worker.js');

function start(path: string, format: WriterStart['format']): WriterStart {
  const columns = (['id', 'name', 'salesCents'] as const).map((column) => ({
    column,
    caption: column,
    kind: formatOfColumn(column),
  }));
  return { path, format, language: 'it', columns };
}

// oxlint-disable-next-line typescript/require-await
async function* pieces(customers: number, failsAfter = Infinity): CustomerBatches {
  for (let from = 0; from < customers; from += 200) {
    if (from >= failsAfter) {
      yield fail(appError('STORE_FAILED', 'gone'));
      return;
    }
    const length = Math.min(200, customers - from);
    yield ok(
      Array.from({ length }, (_, index) => [`0${from + index}`, `Cliente ${from + index}`, index * 100]),
    );
  }
}

async function* inOnePiece(rows: readonly RowValues[]): CustomerBatches {
  yield await Promise.resolve(ok(rows));
}

test('all customers are written in order, for this user only, and no other file is left', async () => {
  const folder = tempFolder();
  const path = join(folder, 'clienti.csv');
  expect(await writeCustomers(WORKER, start(path, 'csv'), pieces(1_452))).toEqual(ok(1_452));
  const rows: string[][] = parse(readFileSync(path, 'utf8'), { delimiter: ';', bom: true });
  expect(rows).toHaveLength(1_453);
  expect(rows.at(-1)).toEqual(['="01451"', 'Cliente 1451', '51,00']);
  expect(readMode(path)).toBe(OWNERS_FILE);
  expect(readdirSync(folder)).toEqual(['clienti.csv']);
});

test('the leftover of an interrupted export is removed, and no other file', async () => {
  const folder = tempFolder();
  const left = ['.Clienti-2026-11-23.csv.0123abcd.part', '.contatti.vcf.ffffffff.part'];
  const others = ['.Clienti.csv.part', 'Clienti.csv.0123abcd.part', '.notes.txt.0123abcd.part'];
  for (const name of [...left, ...others]) {
    writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, name), 0, 0);
  }
  // This file is new, so another export may still be writing it.
  writeFileSync(join(folder, '.Clienti.xlsx.0123abcd.part'), 'x');
  await writeCustomers(WORKER, start(join(folder, 'clienti.csv'), 'csv'), pieces(1));
  expect(readdirSync(folder).sort()).toEqual(
    [...others, '.Clienti.xlsx.0123abcd.part', 'clienti.csv'].sort(),
  );
});

test('a written workbook is read back whole', async () => {
  const path = join(tempFolder(), 'clienti.xlsx');
  expect(await writeCustomers(WORKER, start(path, 'xlsx'), pieces(1_452))).toEqual(ok(1_452));
  const rows = (await readXlsx(path))[0]?.data ?? [];
  expect(rows).toHaveLength(1_453);
  expect(rows.at(-1)).toEqual(['01451', 'Cliente 1451', 51]);
});

/** Prints the rows of a CSV file as JSON. */
const PYTHON_READER = `
import csv, json, sys
with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
    print(json.dumps(list(csv.reader(file, delimiter=';', strict=True))))
`;

test('a written table has the same cells in another program', async ({ skip }) => {
  const python = spawnSync('python3', ['-c', 'import csv'], { encoding: 'utf8' });
  skip(python.status !== 0, 'python3 is missing, whose csv module reads the file here');
  const path = join(tempFolder(), 'clienti.csv');
  const rows = [
    ['00184', 'solo\ndue righe', 100],
    ['1', 'prima\n=40+2', -5],
    ['2', 'a\r\n@b\r"c";d', 0],
    ['3', '=1', 7],
  ];
  expect(await writeCustomers(WORKER, start(path, 'csv'), inOnePiece(rows))).toEqual(ok(rows.length));
  const read = spawnSync('python3', ['-c', PYTHON_READER, path], { encoding: 'utf8' });
  expect(read.stderr).toBe('');
  expect(JSON.parse(read.stdout)).toEqual([
    ['id', 'name', 'salesCents'],
    ['="00184"', 'solo\ndue righe', '1,00'],
    ['="1"', "prima\n'=40+2", '-0,05'],
    ['="2"', `a\r\n'@b\r"c";d`, '0,00'],
    ['="3"', "'=1", '0,07'],
  ]);
});

test('the existing file stays if the customers cannot be read to the end', async () => {
  const folder = tempFolder();
  const path = join(folder, 'clienti.csv');
  writeFileSync(path, 'old');
  const written = await writeCustomers(WORKER, start(path, 'csv'), pieces(1_000, 400));
  expect(written).toMatchObject({ ok: false, error: { code: 'STORE_FAILED' } });
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['clienti.csv']);
});

test('a file that cannot be written is reported with the reason', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'clienti.csv', 'not empty'), { recursive: true });
  const there = await writeCustomers(WORKER, start(join(folder, 'clienti.csv'), 'csv'), pieces(10));
  expect(there).toMatchObject({ ok: false, error: { code: 'TAKE_ALONG_NOT_SAVED' } });
  expect(readdirSync(folder)).toEqual(['clienti.csv']);
  const nowhere = await writeCustomers(WORKER, start(join(folder, 'none', 'c.csv'), 'csv'), pieces(10));
  expect(nowhere).toMatchObject({
    ok: false,
    error: { code: 'TAKE_ALONG_NOT_SAVED', details: { reason: 'ENOENT' } },
  });
});

test('an error is returned if the thread cannot start', async () => {
  const path = join(tempFolder(), 'clienti.csv');
  const written = await writeCustomers(join(tempFolder(), 'none.js'), start(path, 'csv'), pieces(10));
  expect(written).toMatchObject({ ok: false, error: { code: 'TAKE_ALONG_NOT_SAVED' } });
});
