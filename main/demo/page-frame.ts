import type { DemoLanguage } from './columns';
import { pageTexts } from './page-texts';

export interface PageFrame {
  readonly language: DemoLanguage;
  readonly title: string;
  /** Where the page's form posts to. */
  readonly action: string;
  readonly viewState: string;
  /** How long the loading panel covers the page, in milliseconds; 0: not at all. */
  readonly loadingPanelMs: number;
  /** HTML inside the form; texts in it are escaped already. */
  readonly body: string;
  /** Script of this page, after the frame's own. */
  readonly script?: string;
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A WebForms page: one form around everything, its view state, and the DevExpress loading panel. */
export function framedPage(frame: PageFrame): string {
  const { language, title, action, viewState, loadingPanelMs, body, script = '' } = frame;
  return `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body class="VerticalTemplate BodyBackColor">
<form method="post" action="${escapeHtml(action)}" id="form1" autocomplete="off">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="">
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${viewState}">
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334">
${body}
</form>
<table id="LPV" class="dxlpLoadingPanel_XafTheme dxlpControl_XafTheme" style="display:none"><tr>
<td class="dx"><span id="LPV_TL">${pageTexts(language).loading}</span></td></tr></table>
<div id="LPV_LD" class="dxlpLoadingDiv_XafTheme" style="display:none"></div>
<script>${frameScript(loadingPanelMs)}${script}</script>
</body>
</html>`;
}

/** A page without a form: what the web server itself answers. */
export function plainPage(language: DemoLanguage, title: string, text: string): string {
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></body></html>`;
}

const STYLE = `
body{margin:0;font:13px Tahoma,Arial,sans-serif;color:#333}
.dxlpLoadingPanel_XafTheme{position:fixed;left:45%;top:45%;z-index:1001;background:#fff;border:1px solid #999;padding:12px}
.dxlpLoadingDiv_XafTheme{position:fixed;inset:0;z-index:1000;background:rgba(119,119,119,.15)}
.dxeErrorCell{color:#c00;padding:6px 0}
.LogonContent{margin:120px auto;width:340px}
.LogonContent label{display:block;margin-top:10px}
.dxeEditArea_XafTheme{width:300px;padding:4px}
.dxbButton_XafTheme{display:inline-block;margin-top:14px;padding:6px 18px;background:#2c86d3;color:#fff;border:0;cursor:pointer;text-decoration:none}
.dxm-main{display:flex;margin:0;padding:0;list-style:none;background:#f0f0f0}
.dxm-item{list-style:none;position:relative}
.dxm-content{display:block;padding:8px 14px;color:#333;text-decoration:none;white-space:nowrap}
.dxm-popup{position:absolute;z-index:10;margin:0;padding:0;background:#fff;border:1px solid #aaa}
.dxgvControl_XafTheme{border-collapse:collapse;margin:12px}
.dxgvControl_XafTheme td,.dxgvControl_XafTheme th{border:1px solid #ccc;padding:3px 8px;text-align:left}
`;

/** Shows the loading panel, swallows clicks meanwhile, and posts the form as ASP.NET's __doPostBack does. */
function frameScript(loadingPanelMs: number): string {
  return `
var archibald = (function () {
  var ms = ${loadingPanelMs};
  var form = document.getElementById('form1');
  var parts = [document.getElementById('LPV'), document.getElementById('LPV_LD')];
  var showing = false;
  function show(on) {
    showing = on;
    parts.forEach(function (part) { part.style.display = on ? '' : 'none'; });
  }
  function showForAWhile() {
    if (ms > 0) { show(true); setTimeout(function () { show(false); }, ms); }
  }
  ['mousedown', 'mouseup', 'click'].forEach(function (kind) {
    window.addEventListener(kind, function (event) {
      if (showing) { event.preventDefault(); event.stopImmediatePropagation(); }
    }, true);
  });
  showForAWhile();
  return {
    post: function (target, argument) {
      document.getElementById('__EVENTTARGET').value = target;
      document.getElementById('__EVENTARGUMENT').value = argument;
      showForAWhile();
      form.submit();
    },
    // An editor hands a value to the form only if a person put it there: the field was focused, characters came in
    // by input events, and a change or blur ended it. Events made by script are not trusted and do not count.
    editor: function (inputId, stateId) {
      var input = document.getElementById(inputId);
      var state = document.getElementById(stateId);
      var focused = false, typed = false;
      function commit(event) { if (event.isTrusted && typed) { state.value = input.value; } }
      input.addEventListener('focus', function (event) { if (event.isTrusted) { focused = true; } });
      input.addEventListener('input', function (event) { if (event.isTrusted && focused) { typed = true; } });
      input.addEventListener('change', commit);
      input.addEventListener('blur', commit);
      return { commit: commit, input: input };
    }
  };
})();
`;
}
