import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Language, TakeAlongFormat } from '../../preload/contract';
import { HOUR } from '../base/durations';
import { codeOf } from '../base/error-code';
import { moveFile, removeFile } from '../base/held-files';
import type { FileColumn, FileForm, Part, Values } from './cells';
import { csvForm } from './csv';
import { vcardForm } from './vcard';
import { WORDS } from './words';
import { xlsxForm } from './xlsx';

/** What the thread is started with. */
export interface WriterStart {
  readonly path: string;
  readonly format: TakeAlongFormat;
  readonly columns: readonly FileColumn[];
  readonly language: Language;
}
/** A piece of the customers, the end of them, or that the file is not wanted any more. */
export type WriterRequest = readonly Values[] | 'end' | 'drop';
/** Each request is answered: with `null` when it was done, else with the system's code. */
export type WriterAnswer = string | null;

/** The names of files that are being written. */
const UNFINISHED = /^\..+\.(?:xlsx|csv|vcf)\.[0-9a-f]{8}\.part$/;

if (parentPort !== null) {
  serve(workerData as WriterStart, parentPort);
}

/**
 * Writes a file so that the old or the new one stands there whole: beside it, for this user only (mode 0600), and in
 * its place at the end. What was begun is removed when anything fails.
 */
function serve(start: WriterStart, port: NonNullable<typeof parentPort>): void {
  const form = formOf(start);
  removeUnfinished(dirname(start.path));
  const temporary = join(dirname(start.path), `.${basename(start.path)}.${randomUUID().slice(0, 8)}.part`);
  let file: number | null = null;
  const write = (part: Part): void => {
    file ??= openSync(temporary, 'wx', 0o600);
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    for (let done = 0; done < bytes.length;) {
      done += writeSync(file, bytes, done);
    }
  };
  const drop = (): void => {
    if (file !== null) {
      closeSync(file);
      file = null;
      removeFile(temporary);
    }
  };
  const finish = async (): Promise<void> => {
    write(await form.end());
    fsyncSync(file ?? 0);
    closeSync(file ?? 0);
    file = null;
    try {
      moveFile(temporary, start.path);
    } catch (error) {
      removeFile(temporary);
      throw error;
    }
  };
  const serveOne = async (request: WriterRequest): Promise<void> => {
    if (request === 'drop') {
      drop();
    } else if (request === 'end') {
      await finish();
    } else {
      write(form.add(request));
    }
  };
  port.on('message', (request: WriterRequest) => {
    serveOne(request).then(
      () => port.postMessage(null satisfies WriterAnswer),
      (error: unknown) => {
        drop();
        port.postMessage(codeOf(error) satisfies WriterAnswer);
      },
    );
  });
}

/** Removes what a computer that was turned off meanwhile has left in the folder; what is being written is not so old. */
function removeUnfinished(folder: string): void {
  try {
    for (const name of readdirSync(folder).filter((one) => UNFINISHED.test(one))) {
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > HOUR) {
        removeFile(path);
      }
    }
  } catch {
    // A folder that may not be listed, or a file that is held: it stands in nobody's way.
  }
}

function formOf({ format, columns, language }: WriterStart): FileForm {
  switch (format) {
    case 'csv':
      return csvForm(columns);
    case 'xlsx':
      return xlsxForm(columns, WORDS[language].customers);
    case 'vcard':
      return vcardForm(language);
  }
}
