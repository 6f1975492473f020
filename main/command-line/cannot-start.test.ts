import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { cannotStart, languageOf } from './cannot-start';

test('the dialog for files of a newer version names that version if known, and the files stay untouched', () => {
  const named = appError('STORE_TOO_NEW', 'x', { neededVersion: '1.4.0' });
  expect(cannotStart(named, 'it')).toBe(
    'Serve la versione 1.4.0 o successiva. I dati sono intatti. (STORE_TOO_NEW)',
  );
  const unnamed = appError('STORE_TOO_NEW', 'x', { file: 'settings.json' });
  expect(cannotStart(unnamed, 'it')).toContain('dell’app: reinstallala. I dati sono intatti.');
  expect(cannotStart(unnamed, 'en')).toContain('reinstall it. They are intact.');
  expect(cannotStart(appError('STORE_FAILED', 'x'), 'en')).toContain('The data are intact.');
});

test('the dialog uses the agent’s language, even from newer settings, else the computer’s', () => {
  const folder = tempFolder();
  expect(languageOf(folder, 'it-IT')).toBe('it');
  expect(languageOf(folder, 'de-DE')).toBe('en');
  writeFileSync(join(folder, 'settings.json'), '{"version":9,"preferences":{"language":"en"}}');
  expect(languageOf(folder, 'it-IT')).toBe('en');
  writeFileSync(join(folder, 'settings.json'), '{"version":9,"preferences":{"language":"de"}}');
  expect(languageOf(folder, 'it-IT')).toBe('it');
  writeFileSync(join(folder, 'settings.json'), '{"vers');
  expect(languageOf(folder, 'it')).toBe('it');
});
