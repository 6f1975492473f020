import type { MessageBoxOptions } from 'electron';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../preload/contract';
import { Questions } from './questions';

function asking(language: 'it' | 'en', response: Promise<number>) {
  const shown: MessageBoxOptions[] = [];
  const questions = new Questions({
    language: () => language,
    window: () => null,
    show: async (_window, options) => {
      shown.push(options);
      return { response: await response };
    },
  });
  return { questions, shown };
}

test.each(LANGUAGES)('the question names the host, and Enter and Esc cancel it (%s)', async (language) => {
  const { questions, shown } = asking(language, Promise.resolve(0));
  expect(await questions.maySendPassword('portal.example.it:8443')).toBe(false);
  expect(await questions.mayErase()).toBe(false);
  expect(await questions.mayDisconnect()).toBe(false);
  expect(shown[0]?.message).toContain('portal.example.it:8443');
  for (const { defaultId, cancelId, buttons } of shown) {
    expect([defaultId, cancelId, buttons?.length]).toEqual([0, 0, 2]);
  }
  const yes = asking(language, Promise.resolve(1)).questions;
  expect(await yes.mayErase()).toBe(true);
});

test('only one question is open at a time, so that no page can stack them', async () => {
  let answer: (response: number) => void = () => undefined;
  const { questions, shown } = asking('it', new Promise((resolve) => (answer = resolve)));
  const first = questions.maySendPassword('one.example.it');
  expect(await questions.maySendPassword('two.example.it')).toBe(false);
  answer(1);
  expect(await first).toBe(true);
  expect(shown).toHaveLength(1);
});
