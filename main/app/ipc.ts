import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { COMMAND_ARGUMENTS, appError } from '../../preload/contract';
import type { Answer, AppError, CommandName, CommandValues } from '../../preload/contract';
import type { z } from 'zod';
import type { Log } from '../base/log';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import { isAppUrl } from './protocol';

/** The window asks first where it was, and for its customers when it knows: these are then asked for by the time of `ready`. */
const AT_ONCE: ReadonlySet<CommandName> = new Set(['window:place']);

/** What answers a command; its argument has been checked against the contract. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (
    argument: z.output<(typeof COMMAND_ARGUMENTS)[Name]>,
  ) => Promise<Result<CommandValues[Name], AppError>> | Result<CommandValues[Name], AppError>;
};

/**
 * The only place that touches `ipcMain`. Answers commands of the app's own window: the sender, the command's name
 * and its argument are checked first, and a refusal is an error with a code (BAD_REQUEST), never a silence.
 * What is asked before `ready` waits for it, unless it needs nothing that is not there. Returns what stops answering.
 */
export function answerCommands(handlers: CommandHandlers, ready: Promise<void>, log: Log): () => void {
  ipcMain.handle(
    'archibald:command',
    async (event, name: unknown, argument: unknown): Promise<Answer<unknown>> => {
      if (!isOwnWindow(event)) {
        log.warn('Command from a foreign page refused');
        return fail(appError('BAD_REQUEST', 'Only the app itself may send commands'));
      }
      if (!isCommandName(name)) {
        log.warn('Unknown command refused');
        return fail(appError('BAD_REQUEST', 'There is no such command'));
      }
      const parsed = COMMAND_ARGUMENTS[name].safeParse(argument);
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.join('.') ?? '';
        log.warn(`Command ${name} refused: its argument does not fit (${field === '' ? 'argument' : field})`);
        return fail(
          appError('BAD_REQUEST', 'The argument of the command does not fit', { command: name, field }),
        );
      }
      if (!AT_ONCE.has(name)) {
        await ready;
      }
      const handler = handlers[name] as (argument: unknown) => Promise<Answer<unknown>> | Answer<unknown>;
      return handler(parsed.data);
    },
  );
  return () => ipcMain.removeHandler('archibald:command');
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMAND_ARGUMENTS, name);
}

function isOwnWindow(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
