import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { appError } from '../../../preload/contract';
import type { Answer } from '../../../preload/contract';
import type { Log } from '../../base/log';
import { fail } from '../../base/result';
import type { CommandHandlers } from './answer-command';
import { answerCommand } from './answer-command';
import { isAppUrl } from './protocol';

/**
 * Answers commands of the app's own window, and of no other page. Only this file uses `ipcMain`.
 * Commands that need more than the window wait for `ready`. Returns a function that stops
 * answering.
 */
export function answerCommands(handlers: CommandHandlers, ready: Promise<void>, log: Log): () => void {
  ipcMain.handle(
    'archibald:command',
    async (event, name: unknown, argument: unknown): Promise<Answer<unknown>> => {
      if (!isOwnWindow(event)) {
        log.warn('Command from a foreign page refused');
        return fail(appError('BAD_REQUEST', 'Only the app itself may send commands'));
      }
      return answerCommand({ name, argument }, handlers, ready, log);
    },
  );
  return () => ipcMain.removeHandler('archibald:command');
}

function isOwnWindow(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
