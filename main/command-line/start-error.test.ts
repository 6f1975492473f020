import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { startErrorText, readLanguage } from './start-error';

test('the dialog for files of a newer version names that version if known, and the files stay untouched', () => {
  const named = appError('STORE_TOO_NEW', 'x', { neededVersion: '1.4.0' });
  expect(startErrorText(named, 'it')).toBe(
    'Serve la versione 1.4.0 o successiva. I dati sono intatti. (STORE_TOO_NEW)',
  );
  const unnamed = appError('STORE_TOO_NEW', 'x', { file: 'settings.json' });
  expect(startErrorText(unnamed, 'it')).toContain('dell’app: reinstallala. I dati sono intatti.');
  expect(startErrorText(unnamed, 'en')).toContain('reinstall that version. The data are intact.');
  expect(startErrorText(appError('STORE_FAILED', 'x'), 'en')).toContain('The data are intact.');
});

test('the dialog uses the agent’s language, even from newer settings, else the computer’s', () => {
  const folder = tempFolder();
  expect(readLanguage(folder, 'it-IT')).toBe('it');
  expect(readLanguage(folder, 'de-DE')).toBe('en');
  writeFileSync(join(folder, 'settings.json'), '{"version":9,"preferences":{"language":"en"}}');
  expect(readLanguage(folder, 'it-IT')).toBe('en');
  writeFileSync(join(folder, 'settings.json'), '{"version":9,"preferences":{"language":"de"}}');
  expect(readLanguage(folder, 'it-IT')).toBe('it');
  writeFileSync(join(folder, 'settings.json'), '{"vers');
  expect(readLanguage(folder, 'it')).toBe('it');
});
