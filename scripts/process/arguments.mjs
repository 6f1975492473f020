import { resolve } from 'node:path';

/** Options of the app and the commands whose value is a path. */
const PATH_OPTIONS = ['--data', '--compare', '--from', '--sign-feed'];

/**
 * Makes the paths in a command's arguments absolute: they are relative to the folder where the
 * command was typed, but npm runs scripts in the project's folder.
 * @param {readonly string[]} args @param {string} folder where the command was typed
 * @param {{ areFiles?: boolean }} [options] `areFiles`: arguments that are not options are files
 */
export function resolvePaths(args, folder, { areFiles = false } = {}) {
  return args.map((argument, index) => {
    const name = PATH_OPTIONS.find((option) => argument.startsWith(`${option}=`));
    if (name !== undefined) {
      return `${name}=${resolve(folder, argument.slice(name.length + 1))}`;
    }
    const isOption = argument.startsWith('-');
    const isPath = PATH_OPTIONS.includes(args[index - 1] ?? '') || areFiles;
    return isPath && !isOption && argument !== '' ? resolve(folder, argument) : argument;
  });
}
