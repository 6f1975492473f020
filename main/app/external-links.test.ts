import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../tests/helpers/fake-clock';
import { allowedLink, openLink } from './external-links';

test.each([
  ['tel:+390612345', 'tel:+390612345'],
  ['mailto:studio@pec.example.it', 'mailto:studio@pec.example.it'],
  ['https://wa.me/393991234567', 'https://wa.me/393991234567'],
  ['https://example.it/a b', 'https://example.it/a%20b'],
])('lets %j out', (link, opened) => {
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
  'data:text/html,<script>1</script>',
  'archibald-app://renderer/index.html',
  '',
])('keeps %j in', (link) => {
  expect(allowedLink(link)).toBeNull();
});

test('opens what is allowed, and says so when no program takes it', async () => {
  const opened: string[] = [];
  const open = (link: string): Promise<void> => {
    opened.push(link);
    return link.startsWith('tel:') ? Promise.reject(new Error('no handler')) : Promise.resolve();
  };
  const clock = new FakeClock();
  expect(await openLink('https://example.it/', open, clock)).toMatchObject({ ok: true });
  expect(await openLink('tel:0612345', open, clock)).toMatchObject({ error: { code: 'NOT_OPENED' } });
  expect(await openLink('file:///etc/passwd', open, clock)).toMatchObject({
    error: { code: 'LINK_REFUSED' },
  });
  expect(opened).toEqual(['https://example.it/', 'tel:0612345']);
});

test('does not wait for a program that stays', async () => {
  const clock = new FakeClock();
  const opening = openLink('https://example.it/', () => new Promise(() => undefined), clock);
  await settle();
  await clock.advance(3_000);
  expect(await opening).toMatchObject({ ok: true });
});
