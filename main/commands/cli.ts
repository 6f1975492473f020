/**
 * The head-less commands that need no window: read arguments, build the few parts needed, call one, print one JSON
 * value on standard output. Start here. Everything else that is said goes to standard error.
 */
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';

type Command = (args: readonly string[]) => Promise<Result<unknown, AppError>>;

/** Each loads only what it needs: reading an export takes no database. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'read-export': async (args) => (await import('./read-export-file')).readExportFile(args, __dirname),
  metrics: async (args) => (await import('./print-metrics')).printMetrics(args),
  customers: async (args) => (await import('./list-customers')).listCustomers(args),
};

/** Bad input and refused exports end with this. */
const EXIT_REFUSED = 2;

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const result =
    command === undefined
      ? fail(appError('BAD_REQUEST', `Give one of: ${Object.keys(COMMANDS).join(', ')}`))
      : await command(args);
  const output = result.ok ? result.value : { error: result.error };
  process.exitCode = result.ok ? 0 : EXIT_REFUSED;
  process.stdout.write(`${JSON.stringify(output)}\n`);
}

void main();
