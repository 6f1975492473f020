import { createHmac, randomBytes } from 'node:crypto';
import type { KeptAddress } from '../browser/browser';
import type { PinnedCertificate } from '../browser/certificate';
import type { PortalLogin } from './login';

/** What a visit is begun with. */
export interface SessionStart {
  /** The session that is kept is this account's: go on with it, else begin with a clean one. */
  readonly isKept: boolean;
  /** Where the account's list was found, as long as its session lasts. */
  readonly listPath: string | null;
  readonly generation: number;
  readonly key: string;
  readonly origin: string;
  readonly pin: PinnedCertificate | null;
}

/**
 * Knows whose session the browser holds. It is told by a hash of portal, user, password and pinned certificate, so that
 * a session never vouches for another password; the hash is salted and lives in memory only.
 */
export class KeptSession {
  readonly #salt = randomBytes(32);
  #generation = 0;
  #kept: (KeptAddress & { readonly key: string }) | null = null;

  /** Where the session is that is kept; `null` for none. */
  get address(): KeptAddress | null {
    return this.#kept;
  }

  /** Begins a visit for this account; another one's session is no longer kept from then on. */
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

  /** Keeps the session of a visit that went well; `false` if it was forgotten meanwhile. */
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
