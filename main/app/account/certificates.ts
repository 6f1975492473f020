import { timingSafeEqual } from 'node:crypto';
import type { AppError, CertificateTrust } from '../../../preload/contract';
import { appError } from '../../../preload/contract';
import type { Result } from '../../base/result';
import { fail } from '../../base/result';
import type { PinnedCertificate, UntrustedCertificate } from '../../portal/browser/certificate';
import type { Policy } from '../../settings/policy';
import { hostOfPin } from '../../settings/policy';
import type { Settings } from '../../settings/settings';

/** How much of the end of a fingerprint is typed: 4 of its 32 pairs cannot be guessed, and are soon read out. */
const TYPED_DIGITS = 8;

/** Which certificates are trusted for the portal's host, and what was refused meanwhile. */
export class Certificates {
  readonly #settings: Settings;
  readonly #policy: () => Policy;

  constructor(settings: Settings, policy: () => Policy) {
    this.#settings = settings;
    this.#policy = policy;
  }

  /**
   * What is pinned for a host with its port: the company's certificate is the only one, the agent's one more for as long as
   * the company lets him trust any.
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
    // Kept over a restart. Where that fails the next refusal is kept.
    this.#settings.noteRefusedCertificate(host, fingerprint);
  }

  /**
   * Pins the certificate that was refused last for the host. A page that went wrong must not be able to have any
   * certificate trusted: it is the one main has seen itself, and the agent has typed the end of its fingerprint as the
   * office reads it out. Fails with MANAGED_BY_COMPANY, CERTIFICATE_UNCONFIRMED or as saving settings does.
   */
  trust({ host, typed }: CertificateTrust): Result<null, AppError> {
    if (!this.#policy().mayTrustCertificates || this.#companysPin(host) !== undefined) {
      return fail(appError('MANAGED_BY_COMPANY', 'The company decides which certificates are trusted'));
    }
    const fingerprint = this.#settings.refusedCertificate(host);
    if (fingerprint === null || !isItsEnd(typed, fingerprint)) {
      return fail(appError('CERTIFICATE_UNCONFIRMED', 'What was typed is not the end of the fingerprint'));
    }
    return this.#settings.pinCertificate(host, fingerprint);
  }

  #companysPin(host: string): string | undefined {
    return this.#policy().certificatePins[hostOfPin(host) ?? host];
  }
}

/** Blanks and colons do not matter, nor do capitals. */
function isItsEnd(typed: string, fingerprint: string): boolean {
  const digits = typed.replace(/[\s:]/g, '').toUpperCase();
  const end = fingerprint.replaceAll(':', '').slice(-TYPED_DIGITS);
  return digits.length === TYPED_DIGITS && timingSafeEqual(Buffer.from(digits), Buffer.from(end));
}
