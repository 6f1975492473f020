import { randomBytes, randomUUID } from 'node:crypto';
import type { DemoOptions } from '../options';

/** The state of a login on the server. */
export interface Session {
  readonly id: string;
  /** The page's hidden view state, required in each post. About 26 KB, as on the portal. */
  readonly viewState: string;
  /** The four cookies, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  usedAt: number;
  /** Whether the session serves a request. A second request then fails or waits. */
  busy: boolean;
  /** Whether a finished export waits for its GET (two-step PDF). */
  parkedExport: boolean;
  /** The numbers of served requests and of requested exports. */
  requests: number;
  exports: number;
  /** Whether `navigator.language` was Italian in the page that requested the export. */
  hasItalianPages: boolean;
}

const VIEW_STATE_BYTES = 19_500;

export function newViewState(): string {
  return randomBytes(VIEW_STATE_BYTES).toString('base64');
}

/** The sessions, stored only on the server; unused ones end after a while (portal.md, Pages). */
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

  /** Finds the session of a request, which needs all four cookies and must not be idle too long. */
  find(
    cookieHeader: string | undefined,
    now: number,
    { idleExpiryMs, sessionRequests: maxRequests }: Pick<DemoOptions, 'idleExpiryMs' | 'sessionRequests'>,
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
    if (maxRequests !== null && session.requests > maxRequests) {
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

  /** The number of exports that each session has requested. */
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
