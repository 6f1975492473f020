import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError, ErrorCode, Language } from '../../preload/contract';
import { LANGUAGES } from '../../preload/contract';
import { START_TEXTS } from '../app/strings/failures';
import { SETTINGS_FILE } from '../settings/settings';

/** Returns the text of an error dialog shown before any window exists: the cause and the remedy. */
export function startErrorText({ code, details }: AppError, language: Language): string {
  const texts = START_TEXTS[language];
  const needed = details?.['neededVersion'];
  const sentences: Partial<Record<ErrorCode, string>> = {
    NO_SANDBOX: texts.noSandbox,
    OTHER_ACCOUNT: texts.otherAccount,
    STORE_TOO_NEW: needed === undefined ? texts.needsNewer : texts.needsVersion(String(needed)),
  };
  return `${sentences[code] ?? texts.cannotStart} (${code})`;
}

/** Returns the language in the settings file, even if the rest is invalid; else the computer's. */
export function readLanguage(folder: string, locale: string): Language {
  const computers = locale.startsWith('it') ? 'it' : 'en';
  try {
    const { preferences } = JSON.parse(readFileSync(join(folder, SETTINGS_FILE), 'utf8')) as {
      preferences?: { language?: unknown };
    };
    return LANGUAGES.find((language) => language === preferences?.language) ?? computers;
  } catch {
    return computers;
  }
}
