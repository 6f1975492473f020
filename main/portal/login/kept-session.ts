import { createHmac, randomBytes } from 'node:crypto';
import type { KeptAddress } from '../browser/browser';
import type { PinnedCertificate } from '../browser/certificate';
import type { PortalLogin } from './login';

export interface SessionStart {
  /** Whether the kept session belongs to this account; otherwise a clean one is used. */
  readonly isKept: boolean;
  /** The path of the account's list, known as long as the session lasts. */
  readonly listPath: string | null;
  readonly generation: number;
  readonly key: string;
  readonly origin: string;
  readonly pin: PinnedCertificate | null;
}

/**
 * Identifies the account of a session by a hash of portal, user, password and pinned certificate.
 * So a session never confirms another password. The hash is salted and kept in memory only.
 */
export class KeptSession {
  readonly #salt = randomBytes(32);
  #generation = 0;
  #kept: (KeptAddress & { readonly key: string }) | null = null;

  get address(): KeptAddress | null {
    return this.#kept;
  }

  /** Begins a visit for this account; a session of another account is no longer kept. */
  begin({ origin, user, password }: PortalLogin, pin: PinnedCertificate | null): SessionStart {
    const key = createHmac('sha256', this.#salt)
      .update(JSON.stringify([origin, user, password, pin]))
      .digest('hex');
    if (this.#kept?.key !== key) {
      this.#kept = null;
    }
    const isKept = this.#kept !== null;
    return { key, origin, pin, isKept, listPath: this.#kept?.path ?? null, generation: this.#generation };
  }

  /** Keeps the session of a successful visit; `false` if it was forgotten during the visit. */
  keep(start: SessionStart, listPath: string): boolean {
    if (start.generation !== this.#generation) {
      return false;
    }
    const { key, origin, pin } = start;
    this.#kept = { key, origin, path: listPath, pin };
    return true;
  }

  forget(): void {
    this.#generation += 1;
    this.#kept = null;
  }
}
