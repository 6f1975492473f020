import { expect, test } from 'vitest';
import { TestLog } from '../../../tests/helpers/test-log';
import { ok } from '../../base/result';
import { withoutRejections } from './login-source';

const LOGIN = { origin: 'https://archibald.example.it', user: 'rossi', password: 'segreta' };

test('a key store that throws fails the attempt, and the next attempt reads again', async () => {
  const log = new TestLog();
  const answers = [
    () => Promise.reject(new Error('org.freedesktop.secrets of rossi')),
    () => {
      throw new TypeError('no store');
    },
    () => Promise.resolve(ok(LOGIN)),
  ];
  const login = withoutRejections(() => answers.shift()?.() ?? Promise.resolve(ok(LOGIN)), log);
  expect(await login()).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(await login()).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(await login()).toEqual(ok(LOGIN));
  expect(log.lines).toHaveLength(2);
  expect(log.lines.join()).toMatch(/TypeError at/);
  expect(log.lines.join()).not.toContain('rossi');
});
