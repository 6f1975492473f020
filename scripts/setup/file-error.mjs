/** Advice about unwritable files, by error code. @type {Readonly<Record<string, string>>} */
const HELP = {
  EBUSY: 'Another program holds it.',
  ENOSPC: 'The disk is full: the set-up needs about 1 GB. Make room and run the command again.',
  EACCES: 'You may not write there.',
  EPERM: 'You may not write there.',
  EROFS: 'That disk can only be read.',
};

/**
 * Returns advice about a file that the set-up could not write; `null` for any other error.
 * @param {unknown} error @param {{ project: string, cache: string }} folders
 * @param {NodeJS.Platform} [platform]
 */
export function explainFileError(error, { project, cache }, platform = process.platform) {
  const { code = '', path = '' } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  const help = Object.hasOwn(HELP, code) ? HELP[code] : undefined;
  if (help === undefined || code === 'ENOSPC') {
    return help ?? null;
  }
  const isCache = path.startsWith(cache);
  const folder = isCache ? cache : project;
  // Windows reports a file in use and another user's file with the same error code.
  const way =
    platform === 'win32'
      ? `Close programs that may hold it (the app, an editor, a virus scanner). If another user created it, take over the folder:\n\n  icacls "${folder}" /grant "%USERNAME%:(OI)(CI)F" /T`
      : `${isCache ? 'Set XDG_CACHE_HOME to a folder of your own, e.g.\n\n  export XDG_CACHE_HOME="$HOME/.cache"\n\nor' : 'If it was made by another user,'} take over the folder:\n\n  sudo chown -R "$USER" "${folder}"`;
  return `${code}: ${path}\n${help} ${way}\n\nand run the command again.`;
}
