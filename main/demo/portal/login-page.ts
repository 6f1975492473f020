import type { DemoLanguage } from '../customers/columns';
import type { DemoOptions } from '../options';
import { escapeHtml, framedPage } from './page-frame';
import { pageTexts } from './page-texts';

/** The long generated names of the login form's fields, which change with every start. */
export interface LoginNames {
  readonly view: string;
  /** The form fields that receive typed texts. The visible inputs' own values are ignored. */
  readonly userState: string;
  readonly passwordState: string;
}

export function loginNames(number: number): LoginNames {
  const view = `v0_${number}`;
  return { view, userState: `Logon$${view}$DXEState0`, passwordState: `Logon$${view}$DXEState1` };
}

interface LoginPage extends Pick<
  DemoOptions,
  | 'loginControl'
  | 'loginForm'
  | 'focusStolenMs'
  | 'focusThefts'
  | 'refusalWords'
  | 'wideItems'
  | 'loadingPanelMs'
> {
  readonly language: DemoLanguage;
  readonly names: LoginNames;
  readonly viewState: string;
  readonly action: string;
  /** The reason for a refused login, or `null`. */
  readonly error: string | null;
  /** Whether the first click on the control does nothing. */
  readonly losesClick: boolean;
  /** Whether the control never sends a request. */
  readonly isDead: boolean;
}

export function loginPage(page: LoginPage): string {
  const texts = pageTexts(page.language);
  const user = editor(page.names, 'UserName', 0, 'text');
  const password = editor(page.names, 'Password', 1, 'password');
  const view = `Logon_${page.names.view}`;
  const isAlert = page.refusalWords === 'alert';
  return framedPage({
    ...page,
    // The title is English even on the Italian page.
    title: 'Log In',
    body: `<div class="LogonContent"><a id="Logon_LogoLink" href="javascript:;">Archibald</a>${errorInfo(isAlert ? null : page.error)}
<input type="hidden" id="${view}_MainLayoutEdit_xaf_l12_xaf_l30_xaf_dviUserName_Edit_EditorClientInfo" value="">
<label for="${user.id}">${texts.userName}:</label>${user.html}
<label for="${password.id}">${texts.password}:</label>${password.html}
${loginControl(page, texts.logIn)}</div>`,
    script: `
var editors = [archibald.editor('${user.id}', '${user.stateId}'), archibald.editor('${password.id}', '${password.stateId}')];
var control = document.getElementById('${CONTROL_ID}'), loses = ${page.losesClick}, words = document.getElementById('Logon_ErrorInfo');
var thefts = ${page.focusThefts};
function say(text) { if (${isAlert} && text) { alert(text); } else { words.textContent = text; } }
function logIn() {
  if (${page.isDead}) { return; }
  if (loses) { loses = false; return; }
  if (${page.loginForm === 'post'}) { archibald.post('Logon$PopupActions', ''); return; }
  archibald.callback('Logon$PopupActions', function (answer) {
    if (answer.redirect) { location.href = answer.redirect; } else { say(answer.error || ''); }
  });
}
control.addEventListener('click', function (event) { event.preventDefault(); logIn(); });
editors.forEach(function (editor) {
  editor.input.addEventListener('input', function () {
    if (thefts > 0) { thefts -= 1; control.focus(); }
  });
  editor.input.addEventListener('keydown', function (event) {
    if (event.key !== 'Enter') { return; }
    event.preventDefault();
    editors.forEach(function (each) { each.commit(); });
    logIn();
  });
});
${isAlert && page.error !== null ? `say(${JSON.stringify(page.error)});` : ''}
${page.focusStolenMs === null ? '' : `window.addEventListener('load', function () { setTimeout(function () { control.focus(); }, ${page.focusStolenMs}); });`}
`,
  });
}

/** Returns the page for a correct password that has expired. The demo changes no password. */
export function passwordExpiredPage(page: FollowingPage): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: 'Archibald',
    body: `<div class="LogonContent"><h1>Archibald</h1>${errorInfo(texts.passwordExpired)}
<label>${texts.newPassword}: <input type="password" id="Dialog_NewPassword_Edit_I" class="dxeEditArea_XafTheme"></label>
<label>${texts.confirmPassword}: <input type="password" id="Dialog_ConfirmPassword_Edit_I" class="dxeEditArea_XafTheme"></label>
<div role="button" tabindex="0" class="dxbButton_XafTheme">${texts.changePassword}</div></div>`,
  });
}

/** Returns the page that asks for a second proof after a correct password. None is accepted. */
export function loginStepPage(page: FollowingPage): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: 'Archibald',
    body: `<div class="LogonContent"><h1>Archibald</h1><p>${texts.loginStep}</p>
<label>${texts.code}: <input type="text" id="Dialog_VerificationCode_Edit_I" autocomplete="one-time-code" class="dxeEditArea_XafTheme"></label>
<div role="button" tabindex="0" class="dxbButton_XafTheme">${texts.confirm}</div></div>`,
  });
}

type FollowingPage = Pick<LoginPage, 'language' | 'viewState' | 'action' | 'loadingPanelMs'>;

const CONTROL_ID = 'Logon_PopupActions_Menu_DXI0_T';

function loginControl(
  { loginControl: control, wideItems }: Pick<DemoOptions, 'loginControl' | 'wideItems'>,
  text: string,
): string {
  const attributes = `id="${CONTROL_ID}" class="dxbButton_XafTheme dxm-content"`;
  switch (control) {
    case 'menu-item':
      return `<ul id="Logon_PopupActions_Menu"><li title="${text}" id="Logon_PopupActions_Menu_DXI0_" class="dxm-item${wideItems ? ' wide' : ''}"><a role="menuitem" href="javascript:;" ${attributes}><span>${text}</span></a></li></ul>`;
    case 'button':
      return `<button type="button" ${attributes}>${text}</button>`;
    case 'link':
      return `<a href="javascript:;" ${attributes}>${text}</a>`;
    case 'div':
      return `<div role="button" tabindex="0" ${attributes}><span class="dx-vam">${text}</span></div>`;
  }
}

/** Names fields as recorded, such as `…_MainLayoutEdit_xaf_l12_xaf_l30_xaf_dviUserName_Edit_I`. */
function editor(names: LoginNames, field: string, number: number, type: string) {
  const id = `Logon_${names.view}_MainLayoutEdit_xaf_l12_xaf_l${30 + 5 * number}_xaf_dvi${field}_Edit_I`;
  const stateId = `Logon_${names.view}_DXEState${number}`;
  const html = `<input type="${type}" id="${id}" name="${id.replaceAll('_', '$')}" class="dxeEditArea_XafTheme dxeEditAreaSys">
<input type="hidden" id="${stateId}" name="Logon$${names.view}$DXEState${number}" value="">`;
  return { id, stateId, html };
}

function errorInfo(text: string | null): string {
  return `<div id="Logon_ErrorInfo" class="xafErrorInfo">${text === null ? '' : escapeHtml(text)}</div>`;
}
