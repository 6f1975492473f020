import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type axe from 'axe-core';
import { expect } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import type { Language, Theme } from '../../preload/contract';
import { LANGUAGES } from '../../preload/contract/values';
import { command } from './launch';
import type { RunningApp } from './launch';

/** Where the pictures of every screen and state are kept after a run, to be looked at. */
const FOLDER = resolve(__dirname, '../../test-results/screens');

/** It stays in the page: axe's own helper for Playwright brings it along for each look, which takes longer than the look. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;
type Size = (typeof SIZES)[number] | { readonly width: number; readonly height: number };

const ALL_DRESSES: readonly (readonly [Language, Theme])[] = LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => [language, theme] as const),
);
/**
 * Words and widths depend on the language, colours on the theme: two of the four ways to be dressed show all of both.
 * `SCREENS=all` takes the others too.
 */
const DRESSES =
  process.env['SCREENS'] === 'all'
    ? ALL_DRESSES
    : ALL_DRESSES.filter(([language, theme]) => (language === 'it') === (theme === 'light'));

/** Keeps pictures of what is shown, in both languages and themes and at both sizes, and lets axe look at each. */
export async function gallery({ app, page }: RunningApp, name: string): Promise<void> {
  for (const [language, theme] of DRESSES) {
    await dress(page, language, theme);
    for (const size of SIZES) {
      await resize(app, page, size);
      await picture(page, `${name}-${language}-${theme}-${size.width}`);
      await expectFits(page, name);
    }
    await expectAccessible(page, `${name} ${language} ${theme}`);
  }
  await dress(page, 'it', 'system');
}

/** Keeps one picture of what is shown, once nothing moves. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await stillness(page);
  // Playwright's own way takes twice as long: most of it goes into making the file small.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await session.detach();
  writeFileSync(join(FOLDER, `${name}.png`), Buffer.from(data, 'base64'));
}

/** Waits until what opens, closes or fades has done so; what turns without an end goes on. */
function stillness(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // One that is taken away before its end is no news.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/**
 * The same by the window itself, as Playwright's pictures do not know of zoom. Main writes it: an answer of main that is as
 * large makes its collector run, which can take the answer away before it is sent.
 */
export async function windowPicture(app: ElectronApplication, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await app.evaluate(
    async ({ BrowserWindow }, path) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      process.getBuiltinModule('node:fs').writeFileSync(path, image?.toPNG() ?? '');
    },
    join(FOLDER, `${name}.png`),
  );
}

export async function resize(app: ElectronApplication, page: Page, { width, height }: Size): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      // The portal's window, while there is one, is the newer.
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().startsWith('archibald-app:'))
        ?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await page.waitForFunction((wanted) => Math.abs(window.outerWidth - wanted) < 20, width);
}

/** Changes language and theme as the settings do, and waits until the window shows them. */
export async function dress(page: Page, language: Language, theme: Theme): Promise<void> {
  await command(page, 'settings:change', { language, theme });
  await page.waitForFunction(
    ([lang, scheme]) =>
      document.documentElement.lang === lang &&
      (scheme === 'system' || document.documentElement.dataset['mantineColorScheme'] === scheme),
    [language, theme] as const,
  );
}

/** Nothing is wider than the window, and the button in the header shows all of its words. */
export async function expectFits(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  const cut = await page.evaluate(() => {
    // Absent at the first run.
    const label = document.querySelector('[data-testid=sync-button] .mantine-Button-label');
    return label === null ? 0 : label.scrollWidth - label.clientWidth;
  });
  expect(cut, `the button to update is cut on ${name}`).toBeLessThanOrEqual(0);
}

/** Axe finds nothing against WCAG 2.2 AA and its best practices. The pointer leaves what it is on. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // Wherever a click has left it, a hint may open as the window changes beneath: it lies outside of all landmarks.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
  }
  // All rules run; what passes is not described, which takes longer than the rules.
  const violations = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    return (await inPage.run(document, { resultTypes: ['violations'] })).violations;
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
  expect(found, `axe on ${name}`).toEqual([]);
}
