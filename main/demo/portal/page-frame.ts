import type { DemoLanguage } from '../customers/columns';
import { FRAME_SCRIPT } from './page-script';
import { pageTexts } from './page-texts';

export interface PageFrame {
  readonly language: DemoLanguage;
  readonly title: string;
  /** The address that the page's form posts to. */
  readonly action: string;
  readonly viewState: string;
  /** The time for which the loading panel covers the page, in milliseconds; 0 for none. */
  readonly loadingPanelMs: number;
  /** HTML inside the form, with escaped texts. */
  readonly body: string;
  /** Script of this page, after the frame's own. */
  readonly script?: string;
}

/** The number of hidden loading panels of grids and pop-ups (portal.md, Loading). */
const HIDDEN_PANELS = 24;

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

/** Returns a WebForms page: one form with view state and body, and DevExpress's loading panels. */
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
<input type="hidden" name="__PAGELANGUAGE" id="__PAGELANGUAGE" value="">
<input type="hidden" name="__PAGETRAITS" id="__PAGETRAITS" value="">
${body}
</form>
${hiddenPanels()}
<table id="ctl01" class="dxlpLoadingPanel_XafTheme dxlpControl_XafTheme" style="display:none"><tr>
<td class="dx"><span id="ctl01_TL">${pageTexts(language).loading}</span></td></tr></table>
<div id="ctl01_LD" class="dxlpLoadingDiv_XafTheme" style="display:none"></div>
<script>var loadingPanelMs = ${loadingPanelMs};${FRAME_SCRIPT}${script}</script>
</body>
</html>`;
}

/** Returns a page without a form, like the error pages of the web server itself. */
export function plainPage(language: DemoLanguage, title: string, text: string): string {
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></body></html>`;
}

function hiddenPanels(): string {
  return Array.from(
    { length: HIDDEN_PANELS },
    (_, number) =>
      `<table id="Vertical_v${number}_LP" class="dxgvLoadingPanel_XafTheme" style="display:none"><tr><td>…</td></tr></table><div id="Vertical_v${number}_LD" style="display:none"></div>`,
  ).join('\n');
}

const STYLE = `
body{margin:0;font:13px Tahoma,Arial,sans-serif;color:#333}
.dxlpLoadingPanel_XafTheme{position:fixed;left:45%;top:45%;z-index:1001;background:#fff;border:1px solid #999;padding:12px}
.dxlpLoadingDiv_XafTheme{position:fixed;inset:0;z-index:1000;background:rgba(119,119,119,.15)}
.xafErrorInfo{color:#c00;padding:6px 0}
.LogonContent{margin:120px auto;width:340px}
.LogonContent label{display:block;margin-top:10px}
.LogonContent ul{list-style:none;margin:14px 0 0;padding:0}
.dxeEditArea_XafTheme{width:300px;padding:4px}
.dxbButton_XafTheme{display:inline-block;padding:6px 18px;background:#2c86d3;color:#fff;border:0;cursor:pointer;text-decoration:none}
.dxm-main{display:flex;margin:0;padding:0;list-style:none;background:#f0f0f0}
.dxm-item{list-style:none;position:relative}
.dxm-item.wide{width:330px}
.dxm-item.wide>a{display:inline-block}
.dxm-ait{display:none}
.dxm-content{display:block;padding:8px 14px;color:#333;text-decoration:none;white-space:nowrap}
.dxm-popup{position:absolute;z-index:10;margin:0;padding:0;background:#fff;border:1px solid #aaa}
.dxgvControl_XafTheme{border-collapse:collapse;margin:12px}
.dxgvControl_XafTheme td,.dxgvControl_XafTheme th{border:1px solid #ccc;padding:3px 8px;text-align:left}
`;
