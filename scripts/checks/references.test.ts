/** References to documents: links in Markdown, and citations in code like "(faults.md, 30)". */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILE_ROWS } from '../../tests/faults/lab/rows-files';
import { LOGIN_ROWS } from '../../tests/faults/lab/rows-logins';
import { PDF_ROWS } from '../../tests/faults/lab/rows-pdf';
import { PORTAL_ROWS } from '../../tests/faults/lab/rows-portal';
import { TIME_ROWS } from '../../tests/faults/lab/rows-time';
import { PROJECT } from '../setup/places.mjs';

/** The documents whose sections or rows are cited, by the names in the citations. */
const CITED: Readonly<Record<string, string>> = {
  'export-pdf.md': 'docs/export-pdf.md',
  'faults.md': 'docs/faults.md',
  'portal.md': 'docs/portal.md',
};

const FENCED = /^ *(`{3,}).*\n[^]*?^ *\1 *$/gm;
const IN_CODE = /`[^`\n]*`/g;
const HEADING = /^#+ (.+)$/gm;
const CATALOGUE = /^## Fault catalogue$[^]*?^## /m;
const ROW = /^\| (\d+[a-z]?) +\|/gm;
/** The line breaks within a comment, and within a paragraph of Markdown. */
const COMMENT_BREAK = /\s*\n\s*(?:\*(?!\/)|\/\/)\s*/g;
const PARAGRAPH_BREAK = /\n(?!\s*(?:\n|[|#>]|[-*] ))\s*/g;
const NAME = /(?<![\w./:-])[\w./-]+\.md\b/g;
const CITATION = /(?<![\w-])([\w-]+\.md)(?:, | \()(.*?)(?=[)\]]|:\s|\.\s|\.?$|\*\/|`|'(?!\w))/gm;
const NUMBERS = /^\d+[a-z]?(?:(?:, | and | to )\d+[a-z]?)*/;
const LINKS = [/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g, /^\[[^\]]+\]: +(\S+)/gm];

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);

const headings = (path: string): string[] =>
  found(read(path).replace(FENCED, ''), HEADING).map((heading) => heading.replaceAll('`', ''));

/** Returns the anchors of a document's headings, as GitHub builds them. */
const anchors = (path: string): string[] =>
  headings(path).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const catalogueRows = (): string[] => found(CATALOGUE.exec(read('docs/faults.md'))?.[0] ?? '', ROW);

/** Returns the rows and sections that one citation names: "19 and 96", or "Loading; Pages". */
function targets(cited: string): string[] {
  const [numbers] = NUMBERS.exec(cited) ?? [];
  return numbers === undefined
    ? cited.split('; ').map((section) => section.replaceAll('"', ''))
    : numbers.split(/, | and | to /);
}

function wrongCitations(file: string, text: string): string[] {
  const line = text.replace(file.endsWith('.md') ? PARAGRAPH_BREAK : COMMENT_BREAK, ' ');
  const names = found(line, NAME).filter(
    (name) =>
      CITED[name] === undefined &&
      ![name, join(dirname(file), name)].some((path) => existsSync(join(PROJECT, path))),
  );
  const parts = [...line.matchAll(CITATION)].flatMap(([, name = '', cited = '']) => {
    const document = CITED[name];
    if (document === undefined) {
      return [];
    }
    const known = new Set(headings(document).map((heading) => heading.toLowerCase()));
    if (document === CITED['faults.md']) {
      catalogueRows().forEach((row) => known.add(row));
    }
    return targets(cited)
      .filter((target) => !known.has(target.toLowerCase()))
      .map((target) => `${name}, ${target}`);
  });
  return [...names, ...parts];
}

function wrongLinks(file: string, text: string): string[] {
  const prose = text.replace(FENCED, '').replace(IN_CODE, '');
  return LINKS.flatMap((link) => found(prose, link)).filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) {
      return false;
    }
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), decodeURI(path));
    return !existsSync(join(PROJECT, target)) || (anchor !== undefined && !anchors(target).includes(anchor));
  });
}

/** Returns the files with these endings that git tracks or would track. */
function files(...patterns: string[]): string[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const paths = execFileSync('git', list, { cwd: PROJECT, encoding: 'utf8' }).split('\0');
  return paths.filter((path) => path !== '' && existsSync(join(PROJECT, path)));
}

const wrongIn = (paths: readonly string[], check: (file: string, text: string) => string[]): string[] =>
  paths.flatMap((path) => check(path, read(path)).map((wrong) => `${path}: ${wrong}`));

describe('the project', () => {
  test('cites only documents, sections and rows that exist', () => {
    const paths = files('*.ts', '*.tsx', '*.mts', '*.mjs', '*.md');
    expect(paths.length).toBeGreaterThan(300);
    expect(wrongIn(paths, wrongCitations)).toEqual([]);
  });

  test('links only to files and headings that exist', () => {
    const paths = files('*.md');
    expect(paths).toContain('README.md');
    expect(wrongIn(paths, wrongLinks)).toEqual([]);
  });

  test('numbers the faults of its laboratory as the catalogue does', () => {
    const rows = catalogueRows();
    const faults = [...FILE_ROWS, ...LOGIN_ROWS, ...PDF_ROWS, ...PORTAL_ROWS, ...TIME_ROWS];
    expect(faults.filter(({ fault }) => !rows.includes(String(fault)))).toEqual([]);
  });

  test('keeps every number of the fault catalogue, each once', () => {
    const rows = catalogueRows();
    const numbers = Array.from({ length: 104 }, (_, index) => String(index + 1));
    expect(rows).toEqual(numbers.flatMap((row) => (row === '20' ? ['20', '20a', '20b', '20c'] : [row])));
  });
});

// The documents' names are inserted later, or this file's own citations would be reported as wrong.
describe.each([
  ['a section', (name: string) => `// (${name}, Cookies and\n// the session; Loading)`, 'portal', []],
  ['a section in brackets', (name: string) => `/** Of ${name} (Columns), counted. */`, 'export-pdf', []],
  ['a section at the end of a line', (name: string) => `// ${name}, Pages\nconst one = 1;`, 'portal', []],
  ['a section with a dot', (name: string) => `/* ${name}, net.isOnline. */`, 'faults', []],
  [
    'a section with an apostrophe',
    (name: string) => `'${name}, Electron's security checklist'`,
    'faults',
    [],
  ],
  ['several rows', (name: string) => `/** (${name}, 20a, 100 to 102): the key store. */`, 'faults', []],
  ['a missing section', (name: string) => ` * (${name}, The\n * kitchen).`, 'portal', ['The kitchen']],
  ['a section of another document', (name: string) => `(${name}, Loading)`, 'export-pdf', ['Loading']],
  ['a missing second section', (name: string) => `(${name}, Loading; Kitchen)`, 'portal', ['Kitchen']],
  ['a missing row', (name: string) => `/** ${name}, 105. */`, 'faults', ['105']],
  ['a missing row of several', (name: string) => `// ${name}, 19 and 20d`, 'faults', ['20d']],
  ['a row where there are none', (name: string) => `// ${name}, 8`, 'portal', ['8']],
] as const)('a citation of %s', (_, cite, document, wrong) => {
  test(wrong.length === 0 ? 'is accepted' : 'is reported', () => {
    const name = `${document}.md`;
    expect(wrongCitations('main/index.ts', cite(name))).toEqual(wrong.map((part) => `${name}, ${part}`));
  });
});

test('a citation of a missing document is reported', () => {
  const [missing, present] = ['kitchen', 'README'].map((name) => `${name}.md`);
  const text = `// See ${missing}, docs/${missing} and main/pdf/${present}, ${present}.`;
  expect(wrongCitations('main/pdf/reader.ts', text)).toEqual([missing, `docs/${missing}`]);
});

test.each([
  ['[a](portal.md#the-login-page) [b](../main) [c](https://example.org/d.md) ![e](mailto:f)', []],
  ['[a](#netisonline)\n\n[b]: ../main/\n', []],
  ['`[a](kitchen)`\n\n```sh\n[b](kitchen)\n```\n', []],
  ['[a](portal.md#the-kitchen)', ['portal.md#the-kitchen']],
  ['[a](#kitchen) ![b](kitchen.png)', ['#kitchen', 'kitchen.png']],
  ['[b]: ../kitchen\n', ['../kitchen']],
])('the broken links of %j are reported: %j', (text, wrong) => {
  expect(wrongLinks('docs/faults.md', text)).toEqual(wrong);
});
