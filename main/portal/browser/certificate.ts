import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A server's certificate that the system does not vouch for, as the agent can compare it. */
export interface UntrustedCertificate {
  /** Host and, if it is not the usual one, port. */
  readonly host: string;
  /** SHA-256 of the certificate: 32 pairs of capital hexadecimal digits with colons between. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  /** UTC ISO 8601. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** Chromium's own verdict, such as ERR_CERT_DATE_INVALID; OK where only the company's pin refuses it. */
  readonly verification: string;
  /** Whether it names the portal's host; `no` for the certificate of a hotel's login page. */
  readonly coversHost: 'yes' | 'no';
}

/** Whether a certificate, as PEM, names the host; one that cannot be read is taken to. */
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

/** What may be shown of a fingerprint: all but the pairs that the agent has to type, as the office reads them out. */
export function shownOfFingerprint(fingerprint: string): string {
  return fingerprint.split(':').slice(0, -PAIRS_TO_TYPE).join(':');
}

/** A fingerprint in Chromium's form, `sha256/` and base64, as people read it. */
export function readableFingerprint(chromiums: string): string {
  const bytes = Buffer.from(chromiums.replace(/^sha256\//, ''), 'base64');
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

/** The certificate that is trusted for the portal's host. */
export interface PinnedCertificate {
  /** SHA-256, readable. */
  readonly fingerprint: string;
  /** Set by the company: no other certificate is taken, not even one that the system vouches for. */
  readonly isExact: boolean;
}

/** Whether two names are one host: a dot at the end names it absolutely. */
export function isSameHost(one: string, other: string): boolean {
  return one.replace(/\.$/, '') === other.replace(/\.$/, '');
}

/**
 * What to do with a certificate: leave it to the system when that vouches for it, trust it when it is exactly the one
 * that was pinned for this host, refuse all others. What the agent has pinned never makes a trusted certificate less:
 * portals renew theirs. What the company has pinned is the only one.
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
