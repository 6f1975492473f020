/** What helps against a file that could not be written, by the system's code. */
const HELP = {
  EBUSY: 'Another program holds it.',
  ENOSPC: 'The disk is full: the set-up needs about 1 GB. Make room and run the command again.',
  EACCES: 'You may not write there.',
  EPERM: 'You may not write there.',
  EROFS: 'That disk can only be read.',
};

/**
 * What to say and type when the set-up could not write a file; null for any other error, which is a bug.
 *
 * @param {unknown} error
 * @param {{ project: string, cache: string }} folders
 * @param {NodeJS.Platform} [platform]
 */
export function explainFileTrouble(error, { project, cache }, platform = process.platform) {
  const { code = '', path = '' } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  const help = Object.entries(HELP).find(([name]) => name === code)?.[1];
  if (help === undefined) {
    return null;
  }
  if (code === 'ENOSPC') {
    return help;
  }
  const way =
    platform === 'win32'
      ? windowsWay(path.startsWith(cache) ? cache : project)
      : path.startsWith(cache)
        ? `Set XDG_CACHE_HOME to a folder of your own, e.g.\n\n  export XDG_CACHE_HOME="$HOME/.cache"\n\nor take the folder over:\n\n  sudo chown -R "$USER" "${cache}"`
        : `If it was made by another user, take the checkout over:\n\n  sudo chown -R "$USER" "${project}"`;
  return `${code}: ${path}\n${help} ${way}\n\nand run the command again.`;
}

/**
 * Windows tells of a file that a virus scanner or an editor holds in the same words as of one that belongs to another.
 *
 * @param {string} folder
 */
function windowsWay(folder) {
  return `Close what may hold it (the app, an editor, a virus scanner). If another user has made it, take the folder over:\n\n  icacls "${folder}" /grant "%USERNAME%:(OI)(CI)F" /T`;
}
