/** The npm scripts' way to the head-less commands. Everything but the one JSON value goes to standard error. */
import { runCommand } from './run-command';

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  const { line, exitCode } = await runCommand(name, args, __dirname);
  process.exitCode = exitCode;
  process.stdout.write(`${line}\n`);
}

void main();
