import { randomBytes, randomUUID } from 'node:crypto';
import type { DemoOptions } from '../options';

/** A login's state on the server. */
export interface Session {
  readonly id: string;
  /** The value of the page's hidden view state; a post without it is refused. About 26 KB, as on the portal. */
  readonly viewState: string;
  /** The four cookies, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  usedAt: number;
  /** A request of this session is being served: another one fails. */
  busy: boolean;
  /** A finished export that waits for its GET (two-step PDF). */
  parkedExport: boolean;
  /** Requests served so far, and exports asked for. */
  requests: number;
  exports: number;
  /** `navigator.language` was Italian in the page that asked for the export. */
  hasItalianPages: boolean;
}

const VIEW_STATE_BYTES = 19_500;

/** A long made-up view state. */
export function newViewState(): string {
  return randomBytes(VIEW_STATE_BYTES).toString('base64');
}

/** The sessions that are logged in. Kept on the server only, and gone after a while without use (portal.md, Pages). */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  open(user: string, now: number): Session {
    const id = randomBytes(12).toString('hex');
    const session: Session = {
      id,
      viewState: newViewState(),
      cookies: new Map([
        ['Login', randomBytes(48).toString('hex').toUpperCase()],
        ['ASP.NET_SessionId', id],
        ['xafkidemovbUserName', encodeURIComponent(user)],
        [randomUUID(), randomBytes(16).toString('base64url')],
      ]),
      usedAt: now,
      busy: false,
      parkedExport: false,
      requests: 0,
      exports: 0,
      hasItalianPages: false,
    };
    this.#sessions.set(id, session);
    return session;
  }

  /** The session a request belongs to: all four cookies must be there, and it must have been used lately. */
  find(
    cookieHeader: string | undefined,
    now: number,
    { idleExpiryMs, sessionRequests: mostRequests }: Pick<DemoOptions, 'idleExpiryMs' | 'sessionRequests'>,
  ): Session | undefined {
    for (const session of this.#sessions.values()) {
      if (now - session.usedAt > idleExpiryMs) {
        this.#sessions.delete(session.id);
      }
    }
    const sent = parseCookies(cookieHeader ?? '');
    const session = this.#sessions.get(sent.get('ASP.NET_SessionId') ?? '');
    if (session === undefined || [...session.cookies].some(([name, value]) => sent.get(name) !== value)) {
      return undefined;
    }
    session.requests += 1;
    session.usedAt = now;
    if (mostRequests !== null && session.requests > mostRequests) {
      this.#sessions.delete(session.id);
      return undefined;
    }
    return session;
  }

  end(session: Session): void {
    this.#sessions.delete(session.id);
  }

  endAll(): void {
    this.#sessions.clear();
  }

  /** How many exports each session has asked for. */
  get exports(): readonly number[] {
    return [...this.#sessions.values()].map((session) => session.exports);
  }

  get size(): number {
    return this.#sessions.size;
  }
}

function parseCookies(header: string): ReadonlyMap<string, string> {
  return new Map(
    header.split(';').map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
}
