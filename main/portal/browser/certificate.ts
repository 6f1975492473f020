import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A server certificate that the system does not trust, in a form that the agent can compare. */
export interface UntrustedCertificate {
  /** The host, with the port unless it is the default. */
  readonly host: string;
  /** The SHA-256 of the certificate: 32 pairs of uppercase hexadecimal digits, joined by colons. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  /** The start of the validity, UTC ISO 8601. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** Chromium's verdict, such as ERR_CERT_DATE_INVALID; OK if only the company's pin refuses it. */
  readonly verification: string;
  /** Whether the certificate names the portal's host; `no` for that of a hotel's login page. */
  readonly coversHost: 'yes' | 'no';
}

/** Whether a PEM certificate names the host; `yes` for an unreadable one. */
export function coversHost(pem: string, hostname: string): 'yes' | 'no' {
  try {
    const certificate = new X509Certificate(pem);
    const name = isIP(hostname) === 0 ? certificate.checkHost(hostname) : certificate.checkIP(hostname);
    return name === undefined ? 'no' : 'yes';
  } catch {
    return 'yes';
  }
}

const PAIRS_TO_TYPE = 4;

/** Returns the fingerprint without the last pairs, which the agent has to type. */
export function redactFingerprint(fingerprint: string): string {
  return fingerprint.split(':').slice(0, -PAIRS_TO_TYPE).join(':');
}

/** Converts Chromium's fingerprint form, `sha256/` and base64, to colon-separated pairs. */
export function formatFingerprint(chromiums: string): string {
  const bytes = Buffer.from(chromiums.replace(/^sha256\//, ''), 'base64');
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** The certificate trusted for the portal's host. */
export interface PinnedCertificate {
  /** The SHA-256 as colon-separated pairs. */
  readonly fingerprint: string;
  /** Whether the company has set it: then all other certificates are refused, even trusted ones. */
  readonly isExact: boolean;
}

/** Whether two names are the same host: a trailing dot only makes a name absolute. */
export function isSameHost(one: string, other: string): boolean {
  return one.replace(/\.$/, '') === other.replace(/\.$/, '');
}

/**
 * Decides about a certificate. The system decides if it trusts the certificate; otherwise only the
 * one pinned for this host is trusted. The agent's pin never refuses a trusted certificate, since
 * portals renew theirs. If the company pins a certificate, only that one is accepted.
 */
export function judgeCertificate(
  { isTrusted, host, fingerprint }: { isTrusted: boolean; host: string; fingerprint: string },
  pinned: { readonly host: string; readonly certificate: PinnedCertificate | null },
): 'system' | 'trust' | 'refuse' {
  const isPortal = isSameHost(host, pinned.host);
  const isPinned = isPortal && fingerprint === pinned.certificate?.fingerprint;
  if (isPinned) {
    return 'trust';
  }
  const mayBeAnother = !isPortal || pinned.certificate?.isExact !== true;
  return isTrusted && mayBeAnother ? 'system' : 'refuse';
}
