import { open } from 'node:fs/promises';
import type { AppError } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 2 * 1024;
/** The most characters of text in a notice page. */
const LONGEST_NOTICE = 5_000;

/**
 * Checks the content of a downloaded file, since Chromium reports broken downloads as complete. A
 * PDF must begin and end as one; an HTML page is classified by its content. Returns the size in
 * bytes. Fails with SESSION_EXPIRED (a login page), PORTAL_MAINTENANCE, EXPORT_NOT_PDF (another
 * file type, in `kind`) or DOWNLOAD_BROKEN.
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
  // PDF 1.4, implementation notes: the header may be anywhere in the first 1,024 bytes.
  if (head.slice(0, 1_024).includes('%PDF-')) {
    return tail.includes('%%EOF')
      ? ok(sizeBytes)
      : fail(appError('DOWNLOAD_BROKEN', 'The export was truncated during the download', { sizeBytes }));
  }
  if (/<html|<!doctype html|<body/i.test(head)) {
    return fail(judgePage(head, sizeBytes));
  }
  const kind = fileKind(head);
  return kind === null
    ? fail(appError('DOWNLOAD_BROKEN', 'The portal did not send a PDF', { sizeBytes }))
    : fail(
        appError('EXPORT_NOT_PDF', `The portal sent a file of another type (${kind})`, { kind, sizeBytes }),
      );
}

/** Returns the file type by its first bytes, as names are unreliable (portal.md, The export). */
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
 * Classifies a page received instead of the export. It may be the list, because Chromium requests
 * the same address again if a connection breaks. A maintenance page is short and not a list, whose
 * rows may contain any word.
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

/** Returns the words of a page, without scripts, styles and tags. */
function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
