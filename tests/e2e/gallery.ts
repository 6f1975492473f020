import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type axe from 'axe-core';
import { expect } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import type { Language, Theme } from '../../preload/contract';
import { LANGUAGES } from '../../preload/contract/values';
import { AT_LENGTH } from './at-length';
import { command } from './launch';
import type { RunningApp } from './launch';

/** The folder that keeps the pictures of every screen and state after a run. */
const FOLDER = resolve(__dirname, '../../test-results/screens');

/**
 * The source of axe, which stays in the page. Axe's own helper for Playwright injects it for each
 * check, which takes longer than the check.
 */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Size {
  readonly width: number;
  readonly height: number;
}
const WIDE: Size = { width: 1280, height: 800 };
const NARROW: Size = { width: 1024, height: 700 };

interface Look {
  readonly language: Language;
  readonly theme: Theme;
  readonly sizes: readonly Size[];
}

/**
 * The looks of the pictures. Texts depend on the language and colours on the theme, so two looks
 * show all. The narrow window is in Italian, whose texts are longer.
 */
const LOOKS: readonly Look[] = AT_LENGTH
  ? LANGUAGES.flatMap((language) =>
      (['light', 'dark'] as const).map((theme) => ({ language, theme, sizes: [WIDE, NARROW] })),
    )
  : [
      { language: 'en', theme: 'dark', sizes: [WIDE] },
      { language: 'it', theme: 'light', sizes: [NARROW] },
    ];

/** Takes a picture of each look. Axe checks each language and theme. */
export async function gallery({ app, page }: RunningApp, name: string): Promise<void> {
  for (const { language, theme, sizes } of LOOKS) {
    await setLook(page, language, theme);
    for (const size of sizes) {
      await resize(app, page, size);
      await picture(page, `${name}-${language}-${theme}-${size.width}`);
      await expectFits(page, name);
    }
    await expectAccessible(page, `${name} ${language} ${theme}`);
  }
  await setLook(page, 'it', 'system');
}

/** Takes a picture once nothing moves any more. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await stillness(page);
  // Playwright's own screenshots take twice as long, mostly for compression.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await session.detach();
  writeFileSync(join(FOLDER, `${name}.png`), Buffer.from(data, 'base64'));
}

/**
 * Waits until no finite animation runs and none starts in the next two frames: a menu is in the page
 * before it fades in. Endless animations continue.
 */
function stillness(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    for (;;) {
      await frame();
      await frame();
      const ending = document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        );
      if (ending.length === 0) {
        return;
      }
      // An animation that is removed before its end is not an error.
      await Promise.allSettled(ending.map(({ finished }) => finished));
    }
  });
}

/**
 * Takes a picture through the window itself, because Playwright's pictures ignore zoom. Main writes
 * the file, because so large an answer can be garbage-collected before it is sent.
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
      // The window is chosen by address, because the portal's window may be open too.
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().startsWith('archibald-app:'))
        ?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await page.waitForFunction((wanted) => Math.abs(window.outerWidth - wanted) < 20, width);
}

/** Changes language and theme as the settings do, and waits until the window shows them. */
export async function setLook(page: Page, language: Language, theme: Theme): Promise<void> {
  await command(page, 'settings:change', { language, theme });
  await page.waitForFunction(
    ([lang, scheme]) =>
      document.documentElement.lang === lang &&
      (scheme === 'system' || document.documentElement.dataset['mantineColorScheme'] === scheme),
    [language, theme] as const,
  );
}

/** Expects that nothing is wider than the window and that the update button's label is not cut. */
export async function expectFits(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  const cut = await page.evaluate(() => {
    // The first-run screen has no update button.
    const label = document.querySelector('[data-testid=sync-button] .mantine-Button-label');
    return label === null ? 0 : label.scrollWidth - label.clientWidth;
  });
  expect(cut, `the button to update is cut on ${name}`).toBeLessThanOrEqual(0);
}

/**
 * Moves the pointer away and expects that axe finds nothing against WCAG 2.2 AA and its best
 * practices.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // The page may change under the pointer and open a hint, which is outside all landmarks.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  // Axe takes text that still fades in for too faint.
  await stillness(page);
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
  }
  // All rules run. Only failures are described, because describing takes longer than checking.
  const violations = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    return (await inPage.run(document, { resultTypes: ['violations'] })).violations;
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
  expect(found, `axe on ${name}`).toEqual([]);
}
