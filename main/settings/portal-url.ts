import type { AppError } from '../../preload/contract';
import { appError } from '../../preload/contract';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';

/**
 * Returns the portal's origin (`https://host[:port]`) from typed or pasted text: a host name, or
 * any Archibald page. Uses https unless http is typed. Fails with SETTINGS_INVALID.
 */
export function normalisePortalUrl(text: string): Result<string, AppError> {
  // Pasted text brings quotes and invisible characters, and typing often misses a slash or the
  // colon.
  const trimmed = text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/^[\s"'<«“]+|[\s"'>»”]+$/g, '')
    .replace(/^(https?)[:;]?[\\/]+/i, '$1://');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (trimmed === '' || /\s/.test(trimmed) || !URL.canParse(withScheme)) {
    return fail(
      appError('SETTINGS_INVALID', 'The address of the portal cannot be understood', { field: 'portalUrl' }),
    );
  }
  const url = new URL(withScheme);
  const isHost = /^(?:[\w-]+\.)*[\w-]+\.?$|^\[[\da-f:.]+\]$/.test(url.hostname);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || !isHost) {
    return fail(
      appError('SETTINGS_INVALID', 'The address of the portal must begin with https://', {
        field: 'portalUrl',
      }),
    );
  }
  if (url.username !== '' || url.password !== '') {
    return fail(
      appError('SETTINGS_INVALID', 'The address of the portal must not contain a user or a password', {
        field: 'portalUrl',
      }),
    );
  }
  return ok(url.origin);
}

/** Whether a URL's host is this computer: no network is involved (W3C Secure Contexts, 3.1). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
