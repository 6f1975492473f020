import { expect, test } from 'vitest';
import { appError } from '../../preload/contract';
import { FakeBridge, ok } from '../../tests/helpers/fake-bridge';
import { settle } from '../../tests/helpers/fake-clock';
import { createSupportStore } from './support-store';

const FILES = [{ name: 'versions.json', text: '{}' }] as const;

test('the diagnostics are collected at each opening, and saving is confirmed', async () => {
  const bridge = new FakeBridge();
  const store = createSupportStore(bridge);
  void store.getState().open();
  expect(store.getState()).toMatchObject({ isOpen: true, files: null });
  bridge.last('diagnostics:preview').answer(ok(FILES));
  await settle();
  expect(store.getState().files).toEqual(FILES);
  void store.getState().save();
  bridge.last('diagnostics:save').answer(ok(true));
  await settle();
  expect(store.getState()).toMatchObject({ isOpen: true, isSaved: true, error: null });
  store.getState().close();
  void store.getState().open();
  expect(store.getState()).toMatchObject({ isOpen: true, files: null, isSaved: false });
});

test('diagnostics that cannot be collected or saved show an error', async () => {
  const bridge = new FakeBridge();
  const store = createSupportStore(bridge);
  void store.getState().open();
  bridge.last('diagnostics:preview').answer({ ok: false, error: appError('INTERNAL', 'no files') });
  await settle();
  expect(store.getState()).toMatchObject({ files: [], error: { code: 'INTERNAL' } });
  void store.getState().save();
  bridge
    .last('diagnostics:save')
    .answer({ ok: false, error: appError('DIAGNOSTICS_NOT_SAVED', 'a full disk') });
  await settle();
  expect(store.getState()).toMatchObject({ isSaved: false, error: { code: 'DIAGNOSTICS_NOT_SAVED' } });
});
