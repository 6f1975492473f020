import { LIST_PATH } from '../../../main/demo/portal/list-page';
import { LOGIN_PATH } from '../../../main/demo/portal/login';

/** A minimal browser for the demo's own tests. It keeps cookies but follows no redirects. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly url: string,
    readonly language = 'it-IT,it;q=0.9',
  ) {}

  async get(path: string): Promise<Response> {
    return this.#ask(path, {});
  }

  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Posts the login form, filled in as its editors do after typing, without a callback. */
  async logIn(user = 'demo', password = 'demo'): Promise<Response> {
    return this.#sendLogin(user, password, {});
  }

  /** Logs in by a callback, as the page's own script does, and returns the portal's answer. */
  async logInByCallback(
    user = 'demo',
    password = 'demo',
  ): Promise<{ readonly redirect?: string; readonly error?: string | null }> {
    const response = await this.#sendLogin(user, password, { __CALLBACKID: 'Logon$PopupActions' });
    const answer = /^0\|\/\*DX\*\/\((.*)\)$/.exec(await response.text())?.[1] ?? 'null';
    return JSON.parse(answer) as { readonly redirect?: string; readonly error?: string | null };
  }

  async #sendLogin(
    user: string,
    password: string,
    more: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const page = await (await this.get(LOGIN_PATH)).text();
    const states = [...page.matchAll(/name="([^"]*DXEState\d)"/g)].map((match) => match[1] ?? '');
    return this.post(formAction(page), {
      ...more,
      __VIEWSTATE: findViewState(page),
      [states[0] ?? '']: user,
      [states[1] ?? '']: password,
    });
  }

  /** Opens the list and posts a click on the export item, or on the item `choice` below it. */
  async exportPdf(choice = '', pageLanguage = 'it-IT'): Promise<Response> {
    const page = await (await this.get(LIST_PATH)).text();
    const number = /DXI(\d+)_T"[^>]*><span[^>]*>(?:Esportare in|Export to)/.exec(page)?.[1] ?? 'none';
    return this.post(LIST_PATH, {
      __VIEWSTATE: findViewState(page),
      __EVENTTARGET: 'Vertical$mainMenu',
      __EVENTARGUMENT: `CLICK:${number}${choice}`,
      __PAGELANGUAGE: pageLanguage,
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Cookie: cookie, 'Accept-Language': this.language };
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      this.cookies.set(name, value);
    }
    return response;
  }
}

export function findViewState(page: string): string {
  return /id="__VIEWSTATE" value="([^"]*)"/.exec(page)?.[1] ?? '';
}

function formAction(page: string): string {
  return (/<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
}
