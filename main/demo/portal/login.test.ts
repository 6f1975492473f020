import { describe, expect, it } from 'vitest';
import { visitedPortal } from '../../../tests/helpers/demo/visited-portal';
import { findViewState } from '../../../tests/helpers/demo/visitor';
import { LIST_PATH } from './list-page';
import { LOGIN_PATH } from './login';

describe('the login', () => {
  it('shows a form with a user name, a password and a control named Accedi', async () => {
    const { visitor } = await visitedPortal();
    const page = await (
      await visitor.get('/Archibald/Login.aspx?ReturnUrl=%2fArchibald%2fDefault.aspx')
    ).text();
    expect(page).toMatch(/<input type="text" id="[^"]{30,}UserName[^"]*"/);
    expect(page.match(/<input type="password"/g)).toHaveLength(1);
    expect(page).toMatch(/<li title="Accedi"[^>]*><a role="menuitem"[^>]*><span>Accedi</);
    expect(page).toMatch(/<input type="hidden" id="[^"]*UserName_Edit_EditorClientInfo"/);
    expect(page.match(/dxgvLoadingPanel_XafTheme" style="display:none"/g)?.length).toBeGreaterThan(20);
    expect(findViewState(page).length).toBeGreaterThan(25_000);
  });

  it('answers a callback with an address, or keeps the form with or without a message', async () => {
    const { portal, visitor } = await visitedPortal();
    expect(await visitor.logInByCallback('demo', 'wrong')).toEqual({
      error: 'Accesso non riuscito. Verificare il nome utente e la password e riprovare.',
    });
    portal.setOptions({ refusalWords: false });
    expect(await visitor.logInByCallback('demo', 'wrong')).toEqual({ error: null });
    portal.setOptions({ faults: { 'login-unconfirmed': 'once' } });
    expect(await visitor.logInByCallback()).toEqual({ error: null });
    expect(await visitor.logInByCallback()).toEqual({ redirect: '/Archibald/Default.aspx' });
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
    expect(portal.stats()).toMatchObject({ credentialsSent: 4, refusedLogins: 2, logins: 1 });
  });

  it('offers the control as button or link, and in English', async () => {
    const { portal, visitor } = await visitedPortal({ loginControl: 'button', language: 'en' });
    expect(await (await visitor.get(LOGIN_PATH)).text()).toMatch(/<button type="button"[^>]*>Log In</);
    portal.setOptions({ loginControl: 'link' });
    expect(await (await visitor.get(LOGIN_PATH)).text()).toMatch(/<a href="javascript:;"[^>]*>Log In</);
  });

  it('sets four cookies and leads to the home page', async () => {
    const { visitor } = await visitedPortal();
    const response = await visitor.logIn();
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/Archibald/Default.aspx');
    const names = [...visitor.cookies.keys()];
    expect(names.slice(0, 3)).toEqual(['Login', 'ASP.NET_SessionId', 'xafkidemovbUserName']);
    expect(names[3]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect((await visitor.get('/Archibald/Default.aspx')).status).toBe(200);
  });

  it('requires all four cookies', async () => {
    const { visitor } = await visitedPortal();
    await visitor.logIn();
    for (const [name, value] of [...visitor.cookies]) {
      visitor.cookies.delete(name);
      const response = await visitor.get(LIST_PATH);
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe(
        '/Archibald/Login.aspx?ReturnUrl=%2fArchibald%2fCUSTTABLE_ListView_Agent%2f',
      );
      visitor.cookies.set(name, value);
    }
    expect((await visitor.get(LIST_PATH)).status).toBe(200);
  });

  it('refuses a wrong password with code 200, and locks the account at the third in a row', async () => {
    const { portal, visitor } = await visitedPortal();
    for (const text of ['Accesso non riuscito', 'Accesso non riuscito', 'bloccato']) {
      const response = await visitor.logIn('demo', 'wrong');
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(new RegExp(`Logon_ErrorInfo[^>]*>[^<]*${text}`));
    }
    expect(await (await visitor.logIn()).text()).toContain('bloccato');
    expect(portal.stats()).toMatchObject({ refusedLogins: 4, logins: 0, locked: true });
    portal.unlock();
    expect((await visitor.logIn()).status).toBe(302);
  });

  it('ignores the visible inputs, and does not count an empty name as a failure', async () => {
    const { portal, visitor } = await visitedPortal();
    const page = await (await visitor.get(LOGIN_PATH)).text();
    const names = [...page.matchAll(/<input type="(?:text|password)"[^>]* name="([^"]*)"/g)].map(
      (match) => match[1] ?? '',
    );
    const response = await visitor.post(LOGIN_PATH, Object.fromEntries(names.map((name) => [name, 'demo'])));
    expect(await response.text()).toContain('non deve essere vuoto');
    expect(portal.stats()).toMatchObject({ refusedLogins: 0, logins: 0 });
  });

  it('asks for a new password or one more step on request, without a session', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: { 'password-expired': 'once', 'login-step': 'once' },
    });
    for (const words of ['La password è scaduta', 'codice di verifica']) {
      const page = (await visitor.logIn()).headers.get('location') ?? '';
      expect(await (await visitor.get(page)).text()).toContain(words);
    }
    expect(portal.stats().sessions).toBe(0);
    expect((await visitor.logIn()).status).toBe(302);
  });

  it('counts every posted login, even if it is not read', async () => {
    const { portal, visitor } = await visitedPortal({
      faults: { 'connection-reset': { when: 'once', at: 'login' } },
    });
    await expect(visitor.logIn()).rejects.toThrow();
    await visitor.logIn();
    expect(portal.stats()).toMatchObject({ loginPosts: 2, credentialsSent: 1, logins: 1 });
  });
});
