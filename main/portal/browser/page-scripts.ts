/**
 * Functions that run inside the portal's page. Each is sent as text, so it may only use its
 * arguments and the page's globals. They return the kind of page and positions, never page texts.
 */

/** The facts about the current page that the driver needs. */
export interface PageView {
  /** The address without its query. */
  readonly path: string;
  readonly ready: boolean;
  /** Whether the page is busy, so that clicks have no effect (portal.md, Loading). */
  readonly loading: boolean;
  readonly passwordFields: number;
  readonly hasMenu: boolean;
  /** Whether an error text is visible that was not there when the document was marked. */
  readonly hasError: boolean;
  readonly locked: boolean;
  readonly passwordExpired: boolean;
  readonly extraStep: boolean;
  readonly transientError: boolean;
  readonly maintenance: boolean;
  /** Whether this is still the document marked by {@link markDocument}. */
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
      // Some versions of DevExpress lack this function. A loading panel still shows a busy page.
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
  // Only short pages are searched as a whole: a customers grid may contain any word.
  const body = document.body as HTMLElement | null;
  const pageText = body === null || hasMenu ? '' : body.innerText.slice(0, 5_000);
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
    extraStep: has(texts.extraStep, errorText) || (!hasMenu && has(texts.extraStep, pageText)),
    transientError: has(texts.transientError, `${allErrors} ${noticeText} ${pageText}`),
    maintenance: has(texts.maintenance, `${document.title} ${pageText}`),
    marked: marker.archibaldMark !== undefined,
  };
}

/** Marks this document and its current errors, so that later checks find only new errors. */
export function markDocument(errorSelector: string): void {
  const errorText = [...document.querySelectorAll(errorSelector)]
    .filter((element) => element.getClientRects().length > 0)
    .map((element) => (element as HTMLElement).innerText.trim())
    .join(' ')
    .trim();
  Object.assign(window, { archibaldMark: { errorText } });
}

/**
 * Returns the innermost visible element that matches the selector and whose own words match the
 * pattern, or `null`. A text that an element contains twice counts once.
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
 * Finds the first visible match, by `title` if a pattern is given, and returns its innermost part.
 * A click on a menu item next to its link does nothing.
 */
export function findByTitle(selector: string, titlePattern: string | null): Element | null {
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

/** Returns the visible menu item with this DevExpress name, or its link; `null` for none. */
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
    // This version of DevExpress lacks the function; other attributes identify the item.
  }
  return found;
}

/** Whether a click on the element's middle would reach it, with nothing on top. */
export function isOnTop(element: Element): boolean {
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return top !== null && (element.contains(top) || top.contains(element));
}

export function inputValue(element: Element): string {
  return (element as HTMLInputElement).value;
}

/** Whether typed keys would reach the element. */
export function hasFocus(element: Element): boolean {
  return document.activeElement === element;
}

/** Selects the input's text, so that the next key replaces it. */
export function selectAll(element: Element): void {
  (element as HTMLInputElement).select();
}

/** Returns the path of a link around an element, if it leads to another page of this site. */
export function linkPath(element: Element): string | null {
  const link = element.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) {
    return null;
  }
  const isOwn = link.origin === location.origin && link.pathname !== location.pathname;
  return isOwn ? link.pathname + link.search : null;
}

/** Whether an element or one of its ancestors has a class that contains `part`. */
export function hasClass(element: Element, part: string): boolean {
  return element.closest(`[class*="${part}"]`) !== null;
}

/** Hides field values, drawings and all texts outside the menu before a screenshot is taken. */
export function maskPage(keep: string): void {
  const mask = (root: Document | ShadowRoot): void => {
    // Style sheets can draw pictures, and texts that belong to no element.
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
        // The content of a closed shadow root is not accessible.
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
 * Removes the page's access to the agent's computer; runs before any script of a document, in each
 * frame. The page may not write to the clipboard, which our clicks would permit. It may neither
 * open system dialogs nor reach other computers through unwatched connections. Printing does
 * nothing, as without a printer, and a picker behaves as if closed, so the page's scripts continue.
 */
export function restrictPage(): void {
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
