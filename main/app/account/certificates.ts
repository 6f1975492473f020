import { timingSafeEqual } from 'node:crypto';
import type { AppError, CertificateTrust } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import type { PinnedCertificate, UntrustedCertificate } from '../../portal/browser/certificate';
import type { Policy } from '../../settings/policy';
import { normalisePinHost } from '../../settings/policy';
import type { Settings } from '../../settings/settings';

/** The number of hex digits to type: 4 of 32 bytes, hard to guess and easy to read aloud. */
const TYPED_DIGITS = 8;

/** The trusted certificates of the portal's host, and the last refused one. */
export class Certificates {
  readonly #settings: Settings;
  readonly #policy: () => Policy;

  constructor(settings: Settings, policy: () => Policy) {
    this.#settings = settings;
    this.#policy = policy;
  }

  /**
   * Returns the pinned certificate of a host with its port. A company's pin is the only accepted
   * certificate. An agent's pin is accepted in addition to certificates that the system trusts, if
   * the policy allows such pins.
   */
  pinFor(host: string): PinnedCertificate | null {
    const companys = this.#companysPin(host);
    if (companys !== undefined) {
      return { fingerprint: companys, isExact: true };
    }
    const agents = this.#policy().mayTrustCertificates ? this.#settings.pinFor(host) : null;
    return agents === null ? null : { fingerprint: agents, isExact: false };
  }

  noteRefused({ host, fingerprint }: Pick<UntrustedCertificate, 'host' | 'fingerprint'>): void {
    // Saving lets the fingerprint survive a restart. If it fails, the next refusal saves it again.
    this.#settings.noteRefusedCertificate(host, fingerprint);
  }

  /**
   * Pins the certificate that main itself last refused for the host. The page sends only digits,
   * because a compromised page must not choose a certificate. The agent types the end of the
   * fingerprint, which the office reads aloud. Fails with MANAGED_BY_COMPANY,
   * CERTIFICATE_UNCONFIRMED or the errors of saving settings.
   */
  trust({ host, typed }: CertificateTrust): Result<null, AppError> {
    if (!this.#policy().mayTrustCertificates || this.#companysPin(host) !== undefined) {
      return fail(appError('MANAGED_BY_COMPANY', 'The company decides which certificates are trusted'));
    }
    const fingerprint = this.#settings.refusedCertificate(host);
    if (fingerprint === null || !isFingerprintEnd(typed, fingerprint)) {
      return fail(appError('CERTIFICATE_UNCONFIRMED', 'The typed digits are not the end of the fingerprint'));
    }
    return this.#settings.pinCertificate(host, fingerprint);
  }

  #companysPin(host: string): string | undefined {
    return this.#policy().certificatePins[normalisePinHost(host) ?? host];
  }
}

/** Compares typed digits with the end of a fingerprint; ignores blanks, colons and case. */
function isFingerprintEnd(typed: string, fingerprint: string): boolean {
  const digits = typed.replace(/[\s:]/g, '').toUpperCase();
  const end = fingerprint.replaceAll(':', '').slice(-TYPED_DIGITS);
  return digits.length === TYPED_DIGITS && timingSafeEqual(Buffer.from(digits), Buffer.from(end));
}
