import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/helpers/fake-clock';
import { allowedLink, hasProgramFor, openLink } from './external-links';

test.each([
  ['tel:+390612345', 'tel:+390612345'],
  ['mailto:studio@pec.example.it', 'mailto:studio@pec.example.it'],
  ['mailto:a%2Bb%25@pec.example.it', 'mailto:a%2Bb%25@pec.example.it'],
  ['https://wa.me/393991234567', 'https://wa.me/393991234567'],
  ['https://example.it/a b', 'https://example.it/a%20b'],
])('the link %j may be opened', (link, opened) => {
  expect(allowedLink(link)).toBe(opened);
});

test.each([
  'file:///etc/passwd',
  'file://server/share/tool.exe',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'ms-msdt:/id PCWDiagnostic',
  'smb://server/share',
  '\\\\server\\share',
  '//server/share',
  'http://example.it/',
  'https://user:secret@example.it/',
  'https://',
  'tel:*#06#',
  'tel:+39 06',
  'mailto:a@b.it?attach=/etc/passwd',
  'mailto:a@b.it,c@d.it',
  'mailto:a%0D%0Abcc:c@d.it',
  'mailto:a@b.it%0d%0Asubject:x',
  'mailto:a%00@b.it',
  'mailto:a@b.it%3Fattach=x',
  'mailto:a%2cb@c.it',
  'mailto:a%@b.it',
  'data:text/html,<script>1</script>',
  'archibald-app://renderer/index.html',
  '',
])('the link %j is refused', (link) => {
  expect(allowedLink(link)).toBeNull();
});

const hasProgram = (): boolean => true;

test('an allowed link is opened, and a missing program is an error', async () => {
  const opened: string[] = [];
  const open = (link: string): Promise<void> => {
    opened.push(link);
    return link.startsWith('tel:') ? Promise.reject(new Error('no handler')) : Promise.resolve();
  };
  const clock = new FakeClock();
  expect(await openLink('https://example.it/', { open, hasProgram }, clock)).toMatchObject({ ok: true });
  expect(await openLink('tel:0612345', { open, hasProgram }, clock)).toMatchObject({
    error: { code: 'NOT_OPENED' },
  });
  expect(await openLink('file:///etc/passwd', { open, hasProgram }, clock)).toMatchObject({
    error: { code: 'LINK_REFUSED' },
  });
  expect(opened).toEqual(['https://example.it/', 'tel:0612345']);
});

test('opening does not wait for a program that keeps running', async () => {
  const clock = new FakeClock();
  const open = (): Promise<void> => new Promise(() => undefined);
  const opening = openLink('https://example.it/', { open, hasProgram }, clock);
  await settle();
  await clock.advance(3_000);
  expect(await opening).toMatchObject({ ok: true });
});

test('a missing program for calls is an error before the system shows an empty list', async () => {
  const opened: string[] = [];
  const open = (link: string): Promise<void> => {
    opened.push(link);
    return Promise.resolve();
  };
  const names: Record<string, string> = { 'https://example.it/': 'Browser' };
  const nameOf = (link: string): string => names[link] ?? '';
  for (const platform of ['win32', 'darwin'] as const) {
    const opener = { open, hasProgram: (link: string) => hasProgramFor(link, platform, nameOf) };
    expect(await openLink('tel:0612345', opener, new FakeClock())).toMatchObject({
      error: { code: 'NOT_OPENED' },
    });
    expect(await openLink('https://example.it/', opener, new FakeClock())).toMatchObject({ ok: true });
  }
  expect(opened).toEqual(['https://example.it/', 'https://example.it/']);
  // Linux is not asked for a program, because opening the link fails there.
  expect(hasProgramFor('tel:0612345', 'linux', nameOf)).toBe(true);
});
