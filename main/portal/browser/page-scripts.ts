/**
 * Functions that run inside the portal's page. Each is sent as text, so it may use nothing but its arguments and the
 * page's own globals. They hand back what kind of page it is and where controls stand, never the page's texts.
 */

/** What the driver needs to know of the page it is looking at. */
export interface PageView {
  /** The address without its query. */
  readonly path: string;
  readonly ready: boolean;
  /** A loading panel shows, or a control of the page waits for its callback: clicks are swallowed (portal.md, Loading). */
  readonly loading: boolean;
  readonly passwordFields: number;
  readonly hasMenu: boolean;
  /** Whether a visible error text stands on the page that did not stand there when it was marked. */
  readonly hasError: boolean;
  readonly locked: boolean;
  readonly passwordExpired: boolean;
  readonly extraStep: boolean;
  readonly transientError: boolean;
  readonly maintenance: boolean;
  /** Whether this is still the document that {@link markDocument} marked. */
  readonly marked: boolean;
}

export interface ViewPatterns {
  readonly selectors: {
    readonly password: string;
    readonly loadingPanel: string;
    readonly errorText: string;
    readonly menu: string;
  };
  readonly texts: {
    readonly transientError: string;
    readonly maintenance: string;
    readonly locked: string;
    readonly lockThreat: string;
    readonly passwordExpired: string;
    readonly extraStep: string;
  };
}

export function viewPage({ selectors, texts }: ViewPatterns): PageView {
  const visible = (element: Element): boolean => {
    if (element.getClientRects().length === 0) {
      return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const shown = (selector: string): Element[] => [...document.querySelectorAll(selector)].filter(visible);
  const isInCallback = (): boolean => {
    const { ASPxClientControl: client } = window as unknown as {
      ASPxClientControl?: {
        GetControlCollection(): {
          ForEachControl(each: (control: { InCallback?: () => boolean }) => void): void;
        };
      };
    };
    let found = false;
    try {
      client?.GetControlCollection().ForEachControl((control) => {
        found ||= control.InCallback?.() === true;
      });
    } catch {
      // Another version of the page's own library: its loading panels still tell.
    }
    return found;
  };
  const passwordFields = shown(selectors.password).length;
  const hasMenu = shown(selectors.menu).length > 0;
  const marker = window as unknown as { archibaldMark?: { readonly errorText: string } };
  const allErrors = shown(selectors.errorText)
    .map((element) => (element as HTMLElement).innerText.trim())
    .join(' ')
    .trim();
  const errorText = allErrors === marker.archibaldMark?.errorText ? '' : allErrors;
  // Only short pages are searched as a whole: a customers grid may hold any word.
  const body = document.body as HTMLElement | null;
  const wholeText = body === null || hasMenu ? '' : body.innerText.slice(0, 5_000);
  const has = (pattern: string, text: string): boolean => new RegExp(pattern, 'i').test(text);
  const notices = [...document.querySelectorAll('[role="alert"], [class*="Error"], [id*="Error"]')].filter(
    visible,
  );
  const noticeText = notices.map((element) => (element as HTMLElement).innerText.slice(0, 500)).join(' ');
  return {
    path: location.pathname,
    ready: document.readyState === 'complete',
    loading: shown(selectors.loadingPanel).length > 0 || isInCallback(),
    passwordFields,
    hasMenu,
    hasError: errorText !== '',
    locked: has(texts.locked, errorText) && !has(texts.lockThreat, errorText),
    passwordExpired: has(texts.passwordExpired, errorText) || passwordFields > 1,
    extraStep: has(texts.extraStep, errorText) || (!hasMenu && has(texts.extraStep, wholeText)),
    transientError: has(texts.transientError, `${allErrors} ${noticeText} ${wholeText}`),
    maintenance: has(texts.maintenance, `${document.title} ${wholeText}`),
    marked: marker.archibaldMark !== undefined,
  };
}

/** Marks this document and the errors that stand in it, so that a look later tells what is new. */
export function markDocument(errorSelector: string): void {
  const errorText = [...document.querySelectorAll(errorSelector)]
    .filter((element) => element.getClientRects().length > 0)
    .map((element) => (element as HTMLElement).innerText.trim())
    .join(' ')
    .trim();
  Object.assign(window, { archibaldMark: { errorText } });
}

/**
 * The innermost visible element that matches the selector and whose own words match the pattern, or `null`. Words that
 * stand twice in a row count once.
 */
export function findByText(selector: string, pattern: string): Element | null {
  const expression = new RegExp(pattern, 'i');
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const words = (element: Element): string => {
    const text = element instanceof HTMLInputElement ? element.value : element.textContent;
    const label =
      text.trim() === '' ? (element.getAttribute('title') ?? element.getAttribute('aria-label') ?? '') : text;
    const all = label.replace(/\s+/g, ' ').trim();
    const half = all.slice(0, Math.ceil(all.length / 2)).trim();
    return half !== '' && (all === half + half || all === `${half} ${half}`) ? half : all;
  };
  const matches = [...document.querySelectorAll(selector)].filter((element) => {
    const text = words(element);
    return text.length <= 80 && expression.test(text) && visible(element);
  });
  return (
    matches.find((element) => !matches.some((other) => other !== element && element.contains(other))) ?? null
  );
}

/**
 * The first visible element that matches, by its `title` where a pattern is given, or what it shows innermost: a menu item
 * can be wider than its link, and a click next to the link does nothing.
 */
export function findBySign(selector: string, titlePattern: string | null): Element | null {
  const expression = titlePattern === null ? null : new RegExp(titlePattern, 'i');
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const found = [...document.querySelectorAll(selector)].find((element) => {
    const title = element.closest('[title]')?.getAttribute('title') ?? '';
    return visible(element) && (expression === null || expression.test(title.trim()));
  });
  const innermost = [...(found?.querySelectorAll('*') ?? [])].filter(
    (part) => visible(part) && ![...part.children].some(visible),
  );
  return innermost.find((part) => part.textContent.trim() !== '') ?? innermost[0] ?? found ?? null;
}

/** The visible menu item that DevExpress's own scripts know by this name, or its link; `null` for none. */
export function findByName(name: string): Element | null {
  interface Menu {
    readonly name?: string;
    GetItemByName?(name: string): { readonly index?: number; readonly indexPath?: string } | null;
  }
  const { ASPxClientControl: client } = window as unknown as {
    ASPxClientControl?: {
      GetControlCollection(): { ForEachControl(each: (control: Menu) => void): void };
    };
  };
  let found: Element | null = null;
  try {
    client?.GetControlCollection().ForEachControl((control) => {
      const item = control.GetItemByName?.(name) ?? null;
      const place = item?.indexPath ?? item?.index;
      const element =
        place === undefined ? null : document.getElementById(`${control.name ?? ''}_DXI${place}_`);
      if (element !== null && element.getClientRects().length > 0) {
        // The item can be wider than its link.
        const link = document.getElementById(`${element.id}T`);
        found ??= link !== null && link.getClientRects().length > 0 ? link : element;
      }
    });
  } catch {
    // Another version of the page's own library: the item has other signs.
  }
  return found;
}

/** Whether a click on the element's middle would reach it, and not something that lies over it. */
export function isOnTop(element: Element): boolean {
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return top !== null && (element.contains(top) || top.contains(element));
}

/** What an input holds. */
export function valueOf(element: Element): string {
  return (element as HTMLInputElement).value;
}

/** Whether keys typed now would reach the element. */
export function hasFocus(element: Element): boolean {
  return document.activeElement === element;
}

/** Selects all that an input holds, so that the next key replaces it. */
export function selectAll(element: Element): void {
  (element as HTMLInputElement).select();
}

/** Where the link around an element leads inside this site; `null` if it is run by a script. */
export function linkPath(element: Element): string | null {
  const link = element.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) {
    return null;
  }
  const isOwn = link.origin === location.origin && link.pathname !== location.pathname;
  return isOwn ? link.pathname + link.search : null;
}

/** Whether an element or anything around it bears a class that holds `part`. */
export function hasClass(element: Element, part: string): boolean {
  return element.closest(`[class*="${part}"]`) !== null;
}

/**
 * Hides everything that could be personal before a screenshot is taken: what is typed into fields, what is drawn, and every
 * text outside the menu, in open shadow roots too.
 */
export function maskPage(keep: string): void {
  const mask = (root: Document | ShadowRoot): void => {
    // What style sheets draw: pictures behind texts, and texts that stand in no element.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      *, *::before, *::after { background-image: none !important; border-image: none !important }
      *::before, *::after, *::marker { content: '' !important }`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches('input, textarea, select')) {
        element.removeAttribute('placeholder');
        (element as HTMLInputElement).value = '';
      } else if (element.matches('img, canvas, svg, iframe, frame, object, embed, video')) {
        element.style.setProperty('visibility', 'hidden', 'important');
      }
      element.style.setProperty('background-image', 'none', 'important');
      if (element.shadowRoot !== null) {
        mask(element.shadowRoot);
      } else if (element.localName.includes('-')) {
        // What a closed root shows cannot be reached.
        element.style.setProperty('visibility', 'hidden', 'important');
      }
    }
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement === null || node.parentElement.closest(`${keep}, style, script`) === null) {
        node.nodeValue = (node.nodeValue ?? '').replace(/[^\s]/g, '•');
      }
    }
  };
  mask(document);
}

/**
 * Runs before any script of a document, in each frame. The portal's page may not put anything into the agent's clipboard,
 * which our clicks would let it do, nor reach other computers beside the network that is watched, nor open dialogs of
 * the system on the agent's screen. Printing does nothing, as on a computer without a printer, and a picker answers as
 * one that was closed: the page's own scripts go on.
 */
export function takeAwayReach(): void {
  const documents = Document.prototype as unknown as Record<string, (...args: unknown[]) => boolean>;
  const original = documents['execCommand'];
  documents['execCommand'] = function (this: unknown, ...args): boolean {
    return !/^(copy|cut|print)$/i.test(String(args[0])) && original?.apply(this, args) === true;
  };
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
    Reflect.deleteProperty(window, name);
  }
  const put = (name: string, value: () => unknown): void => {
    if (name in window) {
      Object.defineProperty(window, name, { value, writable: true, configurable: true, enumerable: true });
    }
  };
  put('print', () => undefined);
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
    put(name, () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError')));
  }
}
