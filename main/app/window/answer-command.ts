import type { z } from 'zod';
import { COMMAND_ARGUMENTS, appError } from '../../../preload/contract';
import type { Answer, AppError, CommandName, CommandValues } from '../../../preload/contract';
import type { Log } from '../../base/log';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import { printableStack } from '../../base/stack';

/** The commands answered before `ready`, because the window's first query needs its place. */
const AT_ONCE: ReadonlySet<CommandName> = new Set(['window:place']);

/** Handlers of commands whose argument has been checked against the contract. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (
    argument: z.output<(typeof COMMAND_ARGUMENTS)[Name]>,
  ) => Promise<Result<CommandValues[Name], AppError>> | Result<CommandValues[Name], AppError>;
};

/**
 * Answers a command of the window. Checks its name and argument first; a refusal returns
 * BAD_REQUEST. Never rejects: an error thrown by a handler is logged with its stack and becomes
 * INTERNAL.
 */
export async function answerCommand(
  { name, argument }: { readonly name: unknown; readonly argument: unknown },
  handlers: CommandHandlers,
  ready: Promise<void>,
  log: Log,
): Promise<Answer<unknown>> {
  if (!isCommandName(name)) {
    log.warn('Unknown command refused');
    return fail(appError('BAD_REQUEST', 'There is no such command'));
  }
  try {
    const parsed = COMMAND_ARGUMENTS[name].safeParse(argument);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? '';
      log.warn(`Command ${name} refused: its argument is invalid (${field === '' ? 'argument' : field})`);
      return fail(
        appError('BAD_REQUEST', 'The argument of the command is invalid', { command: name, field }),
      );
    }
    if (!AT_ONCE.has(name)) {
      await ready;
    }
    const handler = handlers[name] as (argument: unknown) => Promise<Answer<unknown>> | Answer<unknown>;
    return await handler(parsed.data);
  } catch (error) {
    log.error(`[App] Command ${name} failed: ${printableStack(error)}`);
    return fail(appError('INTERNAL', 'The command failed because of an error in the app', { command: name }));
  }
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMAND_ARGUMENTS, name);
}
