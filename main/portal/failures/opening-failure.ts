import type { UntrustedCertificate } from '../browser/certificate';
import { redactFingerprint } from '../browser/certificate';
import { PortalFailure } from './failure';

/** Returns the failure for a document's HTTP status; `null` for a usable document. */
export function statusFailure(status: number, retryAfter: string | undefined): PortalFailure | null {
  const details = retryAfter === undefined ? { status } : { status, retryAfter };
  if (status === 503 || status === 429) {
    return new PortalFailure('PORTAL_MAINTENANCE', `The portal asks to come back later (${status})`, details);
  }
  if (status === 407) {
    return new PortalFailure('PROXY_LOGIN', 'The network proxy asks for a login', details);
  }
  if (status === 511) {
    return new PortalFailure('NETWORK_LOGIN', 'The network asks for a login (511)', details);
  }
  if (status === 403) {
    // IIS refuses a blocked address with 403. It is unknown how the ERP's owner blocks one
    // (portal.md, Cookies and the session).
    return new PortalFailure('PORTAL_REFUSES_ADDRESS', 'The portal refuses this computer (403)', details);
  }
  if (status === 404 || status === 410) {
    return new PortalFailure(
      'PORTAL_PAGE_UNKNOWN',
      `There is no such page on the portal (${status})`,
      details,
    );
  }
  return status >= 400
    ? new PortalFailure('PORTAL_ERROR', `The portal answered with an error (${status})`, details)
    : null;
}

/** Chromium's codes if a proxy's 407 offers no usable scheme (only Negotiate, without a ticket). */
const PROXY_LOGINS: readonly string[] = [
  'ERR_PROXY_AUTH_UNSUPPORTED',
  'ERR_PROXY_AUTH_REQUESTED',
  'ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION',
  'ERR_UNEXPECTED_PROXY_AUTH',
];

/** Returns the failure for a Chromium error code such as ERR_CONNECTION_RESET. */
export function networkFailure(code: string, untrusted: UntrustedCertificate | null): PortalFailure {
  const isCertificate = code.startsWith('ERR_CERT') || code === 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN';
  // Chromium reports no reason for certificates that the app refuses.
  if (isCertificate || (code === 'ERR_FAILED' && untrusted !== null)) {
    const reason = untrusted?.verification ?? code;
    return new PortalFailure('CERTIFICATE_UNTRUSTED', `The portal's certificate is not trusted (${reason})`, {
      reason,
      // These details reach the window, so the digits that the agent must type are left out.
      ...(untrusted === null ? {} : { ...untrusted, fingerprint: redactFingerprint(untrusted.fingerprint) }),
    });
  }
  if (PROXY_LOGINS.includes(code)) {
    return new PortalFailure('PROXY_LOGIN', `The network proxy asks for a login (${code})`, { reason: code });
  }
  return new PortalFailure('PORTAL_UNREACHABLE', `The portal cannot be reached (${code})`, { reason: code });
}

export function openingFailure(error: unknown, untrusted: UntrustedCertificate | null): Error {
  if (!(error instanceof Error)) {
    return new Error('The portal page failed to open', { cause: error });
  }
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  if (code !== undefined) {
    return networkFailure(code, untrusted);
  }
  if (error.name === 'TimeoutError') {
    return new PortalFailure('PORTAL_TIMEOUT', 'The portal does not answer', { step: 'open page' });
  }
  return error;
}
