import { codeOf } from './error-code';

/** The folders before a file's name in a frame of a stack: on Windows they name the user. */
const FOLDERS = /(^|[\s(])(?:file:\/\/)?(?:[A-Za-z]:)?[\\/](?:[^\\/()\n]+[\\/])*/g;
const LONGEST_MESSAGE = 200;

/**
 * Returns what was thrown with its stack, for the log. It names no folder, and no text that the error quotes: a system's
 * error quotes a path, and one of a parser quotes what it has read.
 */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return `a ${typeof error} was thrown`;
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const what = 'code' in error || error instanceof SyntaxError ? codeOf(error) : unquoted(error.message);
  return [`${error.name}: ${what}`, ...frames.map((frame) => frame.replace(FOLDERS, '$1'))].join('\n');
}

function unquoted(message: string): string {
  return message
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
    .replace(FOLDERS, '$1')
    .slice(0, LONGEST_MESSAGE);
}
