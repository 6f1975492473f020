import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log } from '../../base/log';
import { LOG_FILES, rotateLogs } from './log-files';

const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Creates the app's log: a file in `folder` (rotated at 1 MB, five are kept) and a stream. The
 * stream's lines have no time or level, so that each begins with a tag such as `[CustomerSync]`.
 */
export function createLog(folder: string, stream: NodeJS.WritableStream): Log {
  const log = electronLog.create({ logId: 'archibald' });
  log.transports.file.resolvePathFn = () => join(folder, LOG_FILES[0]);
  log.transports.file.archiveLogFn = () => rotateLogs(folder);
  // The lines before a crash must be in the file.
  log.transports.file.sync = true;
  log.transports.file.maxSize = MAX_FILE_BYTES;
  log.transports.file.writeOptions = { flag: 'a', encoding: 'utf8', mode: 0o600 };
  log.transports.file.format = '{iso} {level} {text}';
  log.transports.console.level = false;
  const write = (level: 'info' | 'warn' | 'error', line: string): void => {
    log[level](line);
    stream.write(`${line}\n`);
  };
  return {
    info: (line) => write('info', line),
    warn: (line) => write('warn', line),
    error: (line) => write('error', line),
  };
}
