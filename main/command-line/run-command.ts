/**
 * The head-less commands that need no window, by name. Start here. The npm scripts run them in
 * plain Node (cli.ts), the installed app by its flags (`--read-export FILE`, `--print-metrics`).
 */
import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract/errors';
import type { Result } from '../base/result';
import { fail } from '../base/result';
import type { PdfEngine } from '../pdf/sandbox/pdf-engine';

type Command = (
  args: readonly string[],
  scriptsFolder: string,
  engine: PdfEngine | null,
) => Promise<Result<unknown, AppError>>;

/** The commands by name. Each loads only its own modules, so reading exports loads no database. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'read-export': async (args, scriptsFolder, engine) =>
    (await import('./read-export-file')).readExportFile(args, scriptsFolder, engine),
  metrics: async (args) => (await import('./print-metrics')).printMetrics(args),
  customers: async (args) => (await import('./list-customers')).listCustomers(args),
};

/** The exit code for bad input and refused exports. */
const EXIT_REFUSED = 2;

/** Runs a command, with a sandboxed PDF `engine` if given. Returns its JSON line and exit code. */
export async function runCommand(
  name: string,
  args: readonly string[],
  scriptsFolder: string,
  engine: PdfEngine | null = null,
): Promise<{ readonly line: string; readonly exitCode: number }> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const result =
    command === undefined
      ? fail(appError('BAD_REQUEST', `Give one of: ${Object.keys(COMMANDS).join(', ')}`))
      : await command(args, scriptsFolder, engine);
  const output = result.ok ? result.value : { error: result.error };
  return { line: JSON.stringify(output), exitCode: result.ok ? 0 : EXIT_REFUSED };
}
