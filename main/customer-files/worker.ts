import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Language, CustomerFileFormat } from '../../preload/contract';
import { HOUR } from '../base/durations';
import { errorCode } from '../base/error-code';
import { moveFile, removeFile } from '../base/held-files';
import type { FileColumn, FileFormat, FilePart, RowValues } from './cells';
import { csvFormat } from './csv';
import { vcardFormat } from './vcard';
import { FILE_TEXTS } from './words';
import { xlsxFormat } from './xlsx';

export interface WriterStart {
  readonly path: string;
  readonly format: CustomerFileFormat;
  readonly columns: readonly FileColumn[];
  readonly language: Language;
}
/** A batch of customers, the end of the list, or the order to discard the file. */
export type WriterRequest = readonly RowValues[] | 'end' | 'drop';
/** The answer to each request: `null` for success, else the system's error code. */
export type WriterAnswer = string | null;

const UNFINISHED = /^\..+\.(?:xlsx|csv|vcf)\.[0-9a-f]{8}\.part$/;

if (parentPort !== null) {
  serve(workerData as WriterStart, parentPort);
}

/**
 * Writes a temporary file next to the target, for this user only (0600), and moves it into place.
 */
function serve(start: WriterStart, port: NonNullable<typeof parentPort>): void {
  const form = formOf(start);
  removeUnfinished(dirname(start.path));
  const temporary = join(dirname(start.path), `.${basename(start.path)}.${randomUUID().slice(0, 8)}.part`);
  let file: number | null = null;
  const write = (part: FilePart): void => {
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
        port.postMessage(errorCode(error) satisfies WriterAnswer);
      },
    );
  });
}

/** Removes unfinished files older than an hour, left in the folder by a power-off. */
function removeUnfinished(folder: string): void {
  try {
    for (const name of readdirSync(folder).filter((one) => UNFINISHED.test(one))) {
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > HOUR) {
        removeFile(path);
      }
    }
  } catch {
    // A file that cannot be removed does no harm.
  }
}

function formOf({ format, columns, language }: WriterStart): FileFormat {
  switch (format) {
    case 'csv':
      return csvFormat(columns);
    case 'xlsx':
      return xlsxFormat(columns, FILE_TEXTS[language].customers);
    case 'vcard':
      return vcardFormat(language);
  }
}
