import { open } from 'node:fs/promises';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 2 * 1024;
/** A page with more characters of text than this is no notice. */
const LONGEST_NOTICE = 5_000;

/**
 * Looks at a downloaded file's content, because Chromium calls broken downloads complete: a PDF must begin and end as
 * one, and an HTML page in its place is told by what it holds. Gives the size in bytes; fails with SESSION_EXPIRED
 * (a login page), PORTAL_MAINTENANCE, EXPORT_NOT_PDF (a file of another type, named in `kind`) or DOWNLOAD_BROKEN.
 */
export async function checkDownload(path: string): Promise<Result<number, AppError>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = (await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)).buffer.subarray(0, size);
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    await file.read(tail, 0, tail.length, size - tail.length);
    return judge(head.toString('latin1'), tail.toString('latin1'), size);
  } finally {
    await file.close();
  }
}

function judge(head: string, tail: string, sizeBytes: number): Result<number, AppError> {
  if (sizeBytes === 0) {
    return fail(appError('DOWNLOAD_BROKEN', 'The portal sent an empty file', { sizeBytes }));
  }
  // PDF 1.4, implementation notes: the header may stand anywhere in the first 1,024 bytes.
  if (head.slice(0, 1_024).includes('%PDF-')) {
    return tail.includes('%%EOF')
      ? ok(sizeBytes)
      : fail(appError('DOWNLOAD_BROKEN', 'The export was cut off on the way', { sizeBytes }));
  }
  if (/<html|<!doctype html|<body/i.test(head)) {
    return fail(judgePage(head, sizeBytes));
  }
  const kind = fileKind(head);
  return kind === null
    ? fail(appError('DOWNLOAD_BROKEN', 'What the portal sent is no PDF', { sizeBytes }))
    : fail(
        appError('EXPORT_NOT_PDF', `The portal sent a file of another type (${kind})`, { kind, sizeBytes }),
      );
}

/** What the formats that an account may be set to begin with; the file's name says nothing (portal.md, The export). */
function fileKind(head: string): string | null {
  if (head.startsWith('\xD0\xCF\x11\xE0')) {
    return 'xls';
  }
  if (head.startsWith('PK\x03\x04')) {
    return head.includes('xl/') ? 'xlsx' : head.includes('word/') ? 'docx' : 'zip';
  }
  if (head.startsWith('{\\rtf')) {
    return 'rtf';
  }
  if (/^\s*<\?xml/.test(head)) {
    return 'xml';
  }
  if (/^MIME-Version:/i.test(head)) {
    return 'mht';
  }
  if (/^(\x89PNG|GIF8|\xFF\xD8\xFF|BM)/.test(head)) {
    return 'image';
  }
  const text = head.replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '').replace(/\0/g, '');
  const isText = /^[\s -\xFF]+$/.test(text);
  return isText && /^[^\r\n]+[;,\t][^\r\n]*(\r?\n|$)/.test(text) ? 'csv' : null;
}

/**
 * Judges a page that came instead of the export, which may be any: when a connection breaks, Chromium asks for the same
 * address once more, and gets the list. A maintenance page is short and no list, whose rows may hold any word.
 */
function judgePage(html: string, sizeBytes: number): AppError {
  if (/<input[^>]*type\s*=\s*["']?password/i.test(html)) {
    return appError('SESSION_EXPIRED', 'The portal sent its login page instead of the export', { sizeBytes });
  }
  const words = wordsOf(html);
  const isList = /mainMenu_Menu|dropDownExport|dxgv|__VIEWSTATE/.test(html);
  if (!isList && words.length <= LONGEST_NOTICE && /manutenzione|maintenance/i.test(words)) {
    return appError('PORTAL_MAINTENANCE', 'The portal sent a maintenance page instead of the export', {
      sizeBytes,
    });
  }
  return appError('DOWNLOAD_BROKEN', 'The portal sent a web page instead of the export', { sizeBytes });
}

/** The words of a page, without its scripts, styles and tags. */
function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
