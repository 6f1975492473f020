/**
 * Decides which links may open another program (Electron's security checklist, 15): calls, mail and
 * https pages. `file:`, `javascript:`, `ms-*:`, `smb:` and network paths could run or leak
 * something, and are refused.
 */

import { app, shell } from 'electron';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import { sleep } from '../../base/clock';
import { SECOND } from '../../base/durations';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';

/** The time to wait for an error: some systems report success only when the opened program ends. */
const PATIENCE_MS = 3 * SECOND;

const TEL = /^tel:\+?\d{3,20}$/;
/** A mail link to a single address. Pages may not set headers such as `bcc` or `attach`. */
const MAIL = /^mailto:[^\s@?&,;]+@[^\s@?&,;]+$/;

/** Characters forbidden even in encoded form, because they could start a line or a header. */
const ENDS_ADDRESS = /[\p{C}\s?&,;]/u;

function isAddress(link: string): boolean {
  try {
    return MAIL.test(link) && !ENDS_ADDRESS.test(decodeURIComponent(link));
  } catch {
    return false;
  }
}

/** Returns the link in the form to open, or `null` if it is not allowed. */
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

export interface Opener {
  readonly open: (allowed: string) => Promise<void>;
  readonly hasProgram: (allowed: string) => boolean;
}

/**
 * Returns whether a program opens this link, judged by the program's name that the system reports.
 * Without a program, Windows would show an empty list and report success. Linux is not asked,
 * because opening itself fails there.
 */
export function hasProgramFor(
  link: string,
  platform: NodeJS.Platform,
  nameOfProgram: (link: string) => string,
): boolean {
  return platform === 'linux' || nameOfProgram(link) !== '';
}

export const SYSTEM_OPENER: Opener = {
  open: (allowed) => shell.openExternal(allowed),
  hasProgram: (allowed) =>
    hasProgramFor(allowed, process.platform, (link) => app.getApplicationNameForProtocol(link)),
};

/** Opens a link. Fails with LINK_REFUSED, or with NOT_OPENED when no program opens it. */
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
