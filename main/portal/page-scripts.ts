/**
 * Functions that run inside the portal's page. Each is sent as text, so it may use nothing but its arguments and the
 * page's own globals. They hand back what kind of page it is and where controls stand, never the page's texts.
 */

/** What the driver needs to know of the page it is looking at. */
export interface PageView {
  readonly ready: boolean;
  /** A loading panel shows: clicks are swallowed (portal.md, Pages). */
  readonly loading: boolean;
  readonly passwordFields: number;
  readonly hasUserName: boolean;
  readonly hasMenu: boolean;
  /** Whether a visible error text stands on the page. */
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
    readonly userName: string;
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
  const passwordFields = shown(selectors.password).length;
  const hasMenu = shown(selectors.menu).length > 0;
  const errorText = shown(selectors.errorText)
    .map((element) => (element as HTMLElement).innerText.trim())
    .join(' ');
  // Only short pages are searched as a whole: a customers grid may hold any word.
  const body = document.body as HTMLElement | null;
  const wholeText = body === null || hasMenu ? '' : body.innerText.slice(0, 5_000);
  const has = (pattern: string, text: string): boolean => new RegExp(pattern, 'i').test(text);
  const marker = window as unknown as { archibaldMark?: boolean };
  const notices = [...document.querySelectorAll('[role="alert"], [class*="Error"], [id*="Error"]')].filter(
    visible,
  );
  const noticeText = notices.map((element) => (element as HTMLElement).innerText.slice(0, 500)).join(' ');
  return {
    ready: document.readyState === 'complete',
    loading: shown(selectors.loadingPanel).length > 0,
    passwordFields,
    hasUserName: shown(selectors.userName).length > 0,
    hasMenu,
    hasError: errorText !== '',
    locked: has(texts.locked, errorText) && !has(texts.lockThreat, errorText),
    passwordExpired: has(texts.passwordExpired, errorText) || passwordFields > 1,
    extraStep: has(texts.extraStep, errorText) || (!hasMenu && has(texts.extraStep, wholeText)),
    transientError: has(texts.transientError, `${errorText} ${noticeText} ${wholeText}`),
    maintenance: has(texts.maintenance, `${document.title} ${wholeText}`),
    marked: marker.archibaldMark === true,
  };
}

/** Marks this document, so that a look later tells whether the page was loaded again. */
export function markDocument(): void {
  Object.assign(window, { archibaldMark: true });
}

/**
 * The innermost visible element that matches the selector and whose own words match the pattern, or `null`; with
 * `visibleOnly` off also one that is in the page but not shown.
 */
export function findByText(selector: string, pattern: string, visibleOnly: boolean): Element | null {
  const expression = new RegExp(pattern, 'i');
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const words = (element: Element): string => {
    const text = element instanceof HTMLInputElement ? element.value : element.textContent;
    const label =
      text.trim() === '' ? (element.getAttribute('title') ?? element.getAttribute('aria-label') ?? '') : text;
    return label.replace(/\s+/g, ' ').trim();
  };
  const matches = [...document.querySelectorAll(selector)].filter((element) => {
    const text = words(element);
    return text.length <= 80 && expression.test(text) && (!visibleOnly || visible(element));
  });
  return (
    matches.find((element) => !matches.some((other) => other !== element && element.contains(other))) ?? null
  );
}

/** Whether a click on the element's middle would reach it, and not something that lies over it. */
export function isOnTop(element: Element): boolean {
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return top !== null && (element.contains(top) || top.contains(element));
}

/** How many characters an input holds. */
export function valueLength(element: Element): number {
  return (element as HTMLInputElement).value.length;
}

/**
 * Hides everything that could be personal before a screenshot is taken: what is typed into fields and every text
 * outside the menu and the buttons.
 */
export function maskPage(keep: string): void {
  for (const field of document.querySelectorAll('input, textarea, select')) {
    if (!field.matches('input[type="submit"], input[type="button"]')) {
      (field as HTMLInputElement).value = '';
      field.removeAttribute('placeholder');
    }
  }
  for (const picture of document.querySelectorAll('img, canvas, svg, iframe')) {
    (picture as HTMLElement).style.visibility = 'hidden';
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(keep) === null) {
      node.nodeValue = (node.nodeValue ?? '').replace(/[^\s]/g, '•');
    }
  }
}
