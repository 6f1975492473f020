/** The npm scripts' entry to head-less commands. Standard output gets only the JSON value. */
import { runCommand } from './run-command';

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  const { line, exitCode } = await runCommand(name, args, __dirname);
  process.exitCode = exitCode;
  process.stdout.write(`${line}\n`);
}

void main();
