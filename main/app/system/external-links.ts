/**
 * Which links may leave the app for another program (Electron's security checklist, 15): calls, mail and the web by
 * https. `file:`, `javascript:`, `ms-*:`, `smb:` and network paths could run or leak something, and are refused.
 */

import { app, shell } from 'electron';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { sleep } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';

/** On some systems opening ends with the other program only: no word for so long means that it is there. */
const PATIENCE_MS = 3 * SECOND;

const TEL = /^tel:\+?\d{3,20}$/;
/** One address and nothing else: headers such as `bcc` or `attach` are not for a page to set. */
const MAIL = /^mailto:[^\s@?&,;]+@[^\s@?&,;]+$/;

/** What an address may not hold, encoded either: it would begin a line, a header or another address. */
const ENDS_ADDRESS = /[\p{C}\s?&,;]/u;

function isAddress(link: string): boolean {
  try {
    return MAIL.test(link) && !ENDS_ADDRESS.test(decodeURIComponent(link));
  } catch {
    return false;
  }
}

/** The link as it may be opened, or `null` when it may not. */
export function allowedLink(link: string): string | null {
  if (TEL.test(link) || isAddress(link)) {
    return link;
  }
  if (!link.startsWith('https://') || !URL.canParse(link)) {
    return null;
  }
  const url = new URL(link);
  const isPlain = url.username === '' && url.password === '' && url.host !== '';
  return isPlain ? url.href : null;
}

/** The system's own way of opening a link. */
export interface Opener {
  readonly open: (allowed: string) => Promise<void>;
  /** Whether there is a program for it. */
  readonly hasProgram: (allowed: string) => boolean;
}

/**
 * Whether a program takes this link, by the name that the system has for it. Without one Windows would show a list of
 * nothing and say that all is well; Linux is not asked: there opening itself fails.
 */
export function hasProgramFor(
  link: string,
  platform: NodeJS.Platform,
  nameOfProgram: (link: string) => string,
): boolean {
  return platform === 'linux' || nameOfProgram(link) !== '';
}

/** The system's own. */
export const SYSTEM_OPENER: Opener = {
  open: (allowed) => shell.openExternal(allowed),
  hasProgram: (allowed) =>
    hasProgramFor(allowed, process.platform, (link) => app.getApplicationNameForProtocol(link)),
};

/** Opens a link. Fails with LINK_REFUSED for one that may not leave, NOT_OPENED when no program takes it. */
export async function openLink(
  link: string,
  { open, hasProgram }: Opener,
  clock: Clock,
): Promise<Result<null, AppError>> {
  const allowed = allowedLink(link);
  if (allowed === null) {
    return fail(appError('LINK_REFUSED', 'Only https, tel and mailto links may be opened'));
  }
  if (!hasProgram(allowed)) {
    return fail(notOpened());
  }
  const settled = new AbortController();
  const opening = open(allowed).then(
    () => ok(null),
    () => fail(notOpened()),
  );
  const result = await Promise.race([
    opening,
    sleep(clock, PATIENCE_MS, settled.signal).then(() => ok(null)),
  ]);
  settled.abort();
  return result;
}

function notOpened(): AppError {
  return appError('NOT_OPENED', 'No program opens this kind of link');
}
