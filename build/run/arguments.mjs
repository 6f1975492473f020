import { resolve } from 'node:path';

/** Options whose value is a path. */
const PATH_OPTIONS = ['--data'];

/**
 * Makes the paths in a command's arguments absolute: npm runs scripts in the project's folder, but a path is meant
 * from where it was typed.
 *
 * @param {readonly string[]} args
 * @param {string} folder where the command was typed
 */
export function resolvePaths(args, folder) {
  return args.map((argument, index) => {
    const [name = '', ...value] = argument.split('=');
    if (PATH_OPTIONS.includes(name) && value.length > 0) {
      return `${name}=${resolve(folder, value.join('='))}`;
    }
    const isPath = PATH_OPTIONS.includes(args[index - 1] ?? '') || /\.pdf$/i.test(argument);
    return isPath && !argument.startsWith('-') ? resolve(folder, argument) : argument;
  });
}
