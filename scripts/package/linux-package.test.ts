import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROJECT } from '../setup/places.mjs';

const TEMPLATES = join(PROJECT, 'node_modules/app-builder-lib/templates/linux');
const template = (name: string): string => readFileSync(join(TEMPLATES, name), 'utf8');
const { deb } = z
  .object({ deb: z.record(z.string(), z.unknown()) })
  .parse(load(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8')));

/**
 * Ubuntu gives user namespaces, which Chromium's sandbox is made of, only to programs that an AppArmor profile names. The
 * deb brings electron-builder's own; without it the app would not open there (NO_SANDBOX).
 */
test('the deb installs a profile that gives the app its sandbox, and takes it away again', () => {
  expect(template('apparmor-profile.tpl')).toMatch(
    /profile "\$\{executable\}" "\/opt\/\$\{sanitizedProductName\}\/\$\{executable\}" flags=\(unconfined\) \{\s+userns,/,
  );
  expect(template('after-install.tpl')).toMatch(
    /cp -f "\$APPARMOR_PROFILE_SOURCE" "\$APPARMOR_PROFILE_TARGET"/,
  );
  expect(template('after-install.tpl')).toContain('apparmor_parser --replace');
  expect(template('after-remove.tpl')).toContain('rm -f "$APPARMOR_PROFILE_DEST"');
});

test('the project puts nothing in the place of these', () => {
  expect(Object.keys(deb).filter((key) => /appArmor|after(Install|Remove)/.test(key))).toEqual([]);
});
