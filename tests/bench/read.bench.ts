/** Compares the reader with other programs. All read one file in turn, each in a new process. */
import { expect, test } from 'vitest';
import { exportFile } from './exports';
import type { ReadInChild } from './read-in-child';
import { readerInChild } from './read-in-child';
import { record } from './record';
import { computeMedian } from './report/figures.mjs';
import { formatQuantity } from './report/table.mjs';
import type { ProgramTime } from './time-program';
import { timeProgram } from './time-program';

const USUAL = 1_452;
const ROUNDS = 5;
const GOAL_OF_MUTOOL = 0.45;

test(
  'reading',
  async () => {
    const file = await exportFile(USUAL);
    const read = await readerInChild();
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push(await readByAll(read, file));
    }
    const times = (of: (round: Round) => ProgramTime | null): readonly ProgramTime[] =>
      rounds.flatMap((round) => of(round) ?? []);
    const ours = times((round) => round.ours);
    const mutool = times((round) => round.mutool);
    const ms = (all: readonly ProgramTime[]): readonly number[] => all.map((one) => one.ms);
    const peaks = (all: readonly ProgramTime[]): readonly number[] => all.map((one) => one.peakMegabytes);

    const cold = times((round) => round.cold);
    record({ title: 'Ours, thread start to last customer', unit: 'ms' }, ms(cold));
    record(
      {
        title: 'Ours, as a sync reads: the thread got ready while the portal worked',
        unit: 'ms',
      },
      ms(ours),
    );
    if (mutool.length > 0) {
      const ratios = ours.map((one, round) => one.ms / (mutool[round]?.ms ?? NaN));
      record(
        {
          title: 'Ours as a part of mutool’s time',
          goal: GOAL_OF_MUTOOL,
          comparedWith: `mutool ${formatQuantity(computeMedian(ms(mutool)), 'ms')} in the same turns`,
        },
        ratios,
      );
    }
    const others = {
      'mutool, its structured text': mutool,
      'pdf-parse, the text alone': times((round) => round.pdfParse),
      'pdftotext, the text alone': times((round) => round.pdftotext),
    };
    for (const [name, all] of Object.entries(others).filter(([, { length }]) => length > 0)) {
      const peakMemory = `peak memory ${formatQuantity(computeMedian(peaks(all)), 'MB')}`;
      record({ title: name, unit: 'ms', comparedWith: peakMemory }, ms(all));
    }
    record(
      {
        title: 'Peak memory of the process that reads',
        unit: 'MB',
        comparedWith: `before reading ${formatQuantity(computeMedian(rounds.map((round) => round.startMegabytes)), 'MB')}`,
      },
      peaks(ours),
    );
    expect(rounds.every(({ customers }) => customers === USUAL)).toBe(true);
  },
  10 * 60_000,
);

interface Round {
  readonly ours: ProgramTime;
  readonly cold: ProgramTime;
  readonly startMegabytes: number;
  readonly customers: number;
  readonly pdfParse: ProgramTime;
  readonly mutool: ProgramTime | null;
  readonly pdftotext: ProgramTime | null;
}

async function readByAll(read: ReadInChild, file: string): Promise<Round> {
  const ours = await read('ready', file);
  return {
    ours,
    cold: await read('app', file),
    startMegabytes: ours.startMegabytes,
    customers: ours.customers,
    mutool: await timeProgram('mutool', ['draw', '-F', 'stext', '-o', '/dev/null', file]),
    pdftotext: await timeProgram('pdftotext', [file, '/dev/null']),
    pdfParse: await read('pdf-parse', file),
  };
}
