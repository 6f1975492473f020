import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const FILES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|css)$/.test(name))
  .map((name) => ({ path: join(__dirname, name), text: readFileSync(join(__dirname, name), 'utf8') }));
const SHEETS = FILES.filter(({ path }) => path.endsWith('.module.css'));

/** Returns the texts of the files that import a style sheet. */
function usersOf(sheet: string): readonly string[] {
  return FILES.filter(({ path, text }) =>
    [...text.matchAll(/from '([^']+\.module\.css)'/g)].some(
      ([, from = '']) => join(dirname(path), from) === sheet,
    ),
  ).map(({ text }) => text);
}

test('every class of a sheet is used by a component', () => {
  const unused = SHEETS.flatMap(({ path, text }) => {
    const users = usersOf(path);
    const rules = text.replaceAll(/\/\*[^]*?\*\//g, '');
    const names = [...rules.matchAll(/\.([a-z][\w-]*)(?=[\s,.:{>[)+~])/gi)].map(([, name = '']) => name);
    return [...new Set(names)]
      .filter((name) => !users.some((user) => user.includes(`['${name}']`)))
      .map((name) => `${path}: ${name}`);
  });
  expect(SHEETS.length).toBeGreaterThan(20);
  expect(unused).toEqual([]);
});

test('a rule for the width of a container has a container', () => {
  const without = SHEETS.filter(
    ({ text }) => text.includes('@container') && !text.includes('container-type:'),
  );
  expect(without.map(({ path }) => path)).toEqual([]);
});
