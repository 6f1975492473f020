import type { DemoLanguage } from './columns';
import type { DemoOptions } from './options';
import { escapeHtml, framedPage } from './page-frame';
import { pageTexts } from './page-texts';

/** The long generated names of the login form's fields; they change with every start of the portal. */
export interface LoginNames {
  readonly view: string;
  /** Form fields in which the editors hand over what was typed. The visible inputs' own values are ignored. */
  readonly userState: string;
  readonly passwordState: string;
}

export function loginNames(number: number): LoginNames {
  const view = `v0_${number}`;
  return { view, userState: `Logon$${view}$DXEState0`, passwordState: `Logon$${view}$DXEState1` };
}

interface LoginPage {
  readonly language: DemoLanguage;
  readonly names: LoginNames;
  readonly viewState: string;
  readonly action: string;
  readonly control: DemoOptions['loginControl'];
  readonly loadingPanelMs: number;
  /** Why the login was refused, or `null`. */
  readonly error: string | null;
}

export function loginPage(page: LoginPage): string {
  const texts = pageTexts(page.language);
  const error = page.error === null ? '' : errorCell(page.error);
  const user = editor(page.names, 'UserName', 0, 'text');
  const password = editor(page.names, 'Password', 1, 'password');
  return framedPage({
    ...page,
    title: 'Archibald',
    body: `<div class="LogonContent"><h1>Archibald</h1>${error}
<label for="${user.id}">${texts.userName}:</label>${user.html}
<label for="${password.id}">${texts.password}:</label>${password.html}
${loginControl(page.control, texts.logIn)}</div>`,
    script: `
var editors = [archibald.editor('${user.id}', '${user.stateId}'), archibald.editor('${password.id}', '${password.stateId}')];
function logIn() { archibald.post('Logon$PopupActions', ''); }
document.getElementById('${CONTROL_ID}').addEventListener('click', function (event) { event.preventDefault(); logIn(); });
editors.forEach(function (editor) {
  editor.input.addEventListener('keydown', function (event) {
    if (event.key !== 'Enter') { return; }
    event.preventDefault();
    editors.forEach(function (each) { each.commit(event); });
    logIn();
  });
});
`,
  });
}

/** After a right password that is too old. The demo changes no password. */
export function passwordExpiredPage(page: Omit<LoginPage, 'control' | 'error'>): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: 'Archibald',
    body: `<div class="LogonContent"><h1>Archibald</h1>${errorCell(texts.passwordExpired)}
<label>${texts.newPassword}: <input type="password" id="Dialog_NewPassword_Edit_I" class="dxeEditArea_XafTheme"></label>
<label>${texts.confirmPassword}: <input type="password" id="Dialog_ConfirmPassword_Edit_I" class="dxeEditArea_XafTheme"></label>
<div role="button" tabindex="0" class="dxbButton_XafTheme">${texts.changePassword}</div></div>`,
  });
}

/** After a right password, where the portal wants a second proof. The demo accepts none. */
export function loginStepPage(page: Omit<LoginPage, 'control' | 'error'>): string {
  const texts = pageTexts(page.language);
  return framedPage({
    ...page,
    title: 'Archibald',
    body: `<div class="LogonContent"><h1>Archibald</h1><p>${texts.loginStep}</p>
<label>${texts.code}: <input type="text" id="Dialog_VerificationCode_Edit_I" autocomplete="one-time-code" class="dxeEditArea_XafTheme"></label>
<div role="button" tabindex="0" class="dxbButton_XafTheme">${texts.confirm}</div></div>`,
  });
}

const CONTROL_ID = 'Logon_PopupActions_Menu_DXI0_T';

function loginControl(control: DemoOptions['loginControl'], text: string): string {
  const attributes = `id="${CONTROL_ID}" class="dxbButton_XafTheme dxm-content"`;
  switch (control) {
    case 'button':
      return `<button type="button" ${attributes}>${text}</button>`;
    case 'link':
      return `<a href="javascript:;" ${attributes}>${text}</a>`;
    case 'div':
      return `<div role="button" tabindex="0" ${attributes}><span class="dx-vam">${text}</span></div>`;
  }
}

function editor(names: LoginNames, field: string, number: number, type: string) {
  const id = `Logon_${names.view}_MainLayoutEdit_xaf_l${30 + number}_xaf_dvi${field}_Edit_I`;
  const stateId = `Logon_${names.view}_DXEState${number}`;
  const html = `<input type="${type}" id="${id}" name="${id.replaceAll('_', '$')}" class="dxeEditArea_XafTheme dxeEditAreaSys">
<input type="hidden" id="${stateId}" name="Logon$${names.view}$DXEState${number}" value="">`;
  return { id, stateId, html };
}

function errorCell(text: string): string {
  return `<table class="dxeValidStEditorTable"><tr><td class="dxeErrorCell dxeErrorFrame">${escapeHtml(text)}</td></tr></table>`;
}
