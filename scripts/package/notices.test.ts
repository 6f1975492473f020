import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/helpers/temp-folder';
import { PROJECT } from '../setup/places.mjs';
import { shippedPackages } from './licences.mjs';
import { buildNotices } from './notices.mjs';

/** A sentence that occurs only in the text of each licence. */
const SENTENCES: Readonly<Record<string, RegExp>> = {
  MIT: /permission is hereby granted, free of\s+charge/i,
  ISC: /permission to use, copy, modify, and(?:\/or)?\s+distribute this software/i,
  '0BSD': /permission to use, copy, modify, and\/or\s+distribute this software/i,
  'BSD-2-Clause': /redistribution and use in source and binary\s+forms/i,
  'BSD-3-Clause': /redistribution and use in source and binary\s+forms/i,
  'Apache-2.0': /(?:apache license|apache.org\/licenses)/i,
  'OFL-1.1': /sil open font license/i,
  'BlueOak-1.0.0': /blue oak model license/i,
  'Python-2.0': /python software foundation license/i,
};

const packages = shippedPackages(PROJECT);

function sectionsOf(notices: string): ReadonlyMap<string, string> {
  const [, ...parts] = notices.split(/^={60}\n(.+)\n={60}$/m);
  return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : [])));
}

test('the app contains the licence text of every shipped package, font and Electron', () => {
  const sections = sectionsOf(readFileSync(join(PROJECT, 'out/renderer/notices.txt'), 'utf8'));
  const lacking = packages.filter(({ name, version, licence }) => {
    const text = sections.get(`${name} ${version} (${licence})`) ?? '';
    return !licence.split(' AND ').every((one) => SENTENCES[one]?.test(text));
  });
  expect(packages.length).toBeGreaterThan(80);
  expect(lacking).toEqual([]);
  const font = packages.find(({ name }) => name === '@fontsource/tinos');
  expect(sections.get(`@fontsource/tinos ${font?.version ?? ''} (${font?.licence ?? ''})`)).toContain(
    'The Tinos Project Authors',
  );
  expect(sections.get('Electron (MIT)')).toContain('Electron contributors');
});

test('a package without a licence text gets the standard text with its author’s name', () => {
  const sections = sectionsOf(buildNotices(PROJECT, packages));
  const text = [...sections].find(([title]) => title.startsWith('fontkit '))?.[1];
  expect(text).toContain('Copyright (c) Devon Govett');
  expect(text).toMatch(SENTENCES['MIT'] as RegExp);
});

test('all licence files of a package are included, and a licence without a text fails', () => {
  const project = tempFolder();
  const folder = 'node_modules/a';
  for (const name of [folder, 'node_modules/electron', 'node_modules/b']) {
    mkdirSync(join(project, name), { recursive: true });
    writeFileSync(join(project, name, 'package.json'), '{}');
  }
  writeFileSync(join(project, 'node_modules/electron/LICENSE'), 'Electron’s');
  writeFileSync(join(project, folder, 'LICENCE.txt'), 'first\r\nline');
  writeFileSync(join(project, folder, 'NOTICE'), 'second');
  writeFileSync(join(project, folder, 'licensed.js'), 'no text');
  const shipped = { name: 'a', version: '1.0.0', licence: 'MIT', folder };
  const text = sectionsOf(buildNotices(project, [shipped])).get('a 1.0.0 (MIT)');
  expect(text?.trim()).toBe('first\nline\n\nsecond');
  const bare = { ...shipped, name: 'b', licence: 'UNKNOWN', folder: 'node_modules/b' };
  expect(() => buildNotices(project, [bare])).toThrow(/UNKNOWN/);
});
