import type { Language } from '../../../preload/contract';
import { STOPPED_TEXTS } from '../strings/failures';

/**
 * Returns the plain page shown when the app's own page keeps crashing. It has no scripts, and
 * `nonce` allows its style.
 */
export function stoppedPage(language: Language, appUrl: string, nonce: string): string {
  const { title, text, advice, tryAgain } = STOPPED_TEXTS[language];
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <style nonce="${nonce}">
      /* The colours are the window's own (renderer/styles.css). */
      :root { color-scheme: light dark; }
      body { display: grid; place-items: center; min-height: 100vh; margin: 0;
        background: light-dark(#f5f7f7, #141718); color: light-dark(#1b1f20, #e6eaea); font: 14px/1.55 system-ui, sans-serif; }
      main { box-sizing: border-box; width: min(520px, calc(100vw - 48px)); padding: 28px;
        background: light-dark(#ffffff, #1b1f20); border: 1px solid light-dark(#dfe5e6, #2f3638); border-radius: 8px; }
      h1 { margin: 0 0 8px; font-size: 18px; line-height: 1.35; }
      p { margin: 0 0 8px; }
      .quiet { color: light-dark(#566366, #a3b0b3); }
      a { display: inline-block; margin-top: 12px; padding: 8px 18px; border-radius: 8px;
        background: #0c6b75; color: #ffffff; font-weight: 600; text-decoration: none; }
      a:hover { background: #075c65; }
      a:focus-visible { outline: 2px solid light-dark(#0c6b75, #78c2c7); outline-offset: 2px; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
      <p class="quiet">${advice}</p>
      <a href="${appUrl}" autofocus>${tryAgain}</a>
    </main>
  </body>
</html>
`;
}
