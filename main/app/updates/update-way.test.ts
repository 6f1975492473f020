import { expect, test } from 'vitest';
import type { Installation } from './update-way';
import { updateWay } from './update-way';

const FEED = 'https://updates.example.it/archibald-agent';
const SIGNED = { updateFeed: FEED, updateKey: 'MCow…' };
const UNSIGNED = { updateFeed: FEED, updateKey: null };
const APP_IMAGE: Installation = {
  platform: 'linux',
  isAppImage: true,
  isByOurInstaller: false,
  hasPublisher: false,
  isForTests: false,
};
const MAC: Installation = { ...APP_IMAGE, platform: 'darwin', isAppImage: false };
const WINDOWS: Installation = { ...MAC, platform: 'win32', isByOurInstaller: true, hasPublisher: true };

test('updating a deb needs root and is left to the administrator, even without a feed', () => {
  const deb = { ...APP_IMAGE, isAppImage: false };
  expect(updateWay(SIGNED, deb)).toEqual({ kind: 'elsewhere', reason: 'package' });
  expect(updateWay({ updateFeed: null, updateKey: null }, deb)).toEqual({
    kind: 'elsewhere',
    reason: 'package',
  });
});

test('without a feed there is no update way', () => {
  for (const installation of [APP_IMAGE, MAC, WINDOWS]) {
    expect(updateWay({ updateFeed: null, updateKey: null }, installation)).toEqual({ kind: 'none' });
  }
});

test('a system that checks no signature needs the company’s key', () => {
  for (const installation of [APP_IMAGE, { ...WINDOWS, hasPublisher: false }]) {
    expect(updateWay(UNSIGNED, installation)).toEqual({ kind: 'elsewhere', reason: 'unsigned' });
    expect(updateWay(SIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: 'MCow…' });
  }
  for (const installation of [MAC, WINDOWS]) {
    expect(updateWay(UNSIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: null });
    expect(updateWay(SIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: 'MCow…' });
  }
});

test('on Windows only an app from the installer is updated', () => {
  const copied = { ...WINDOWS, isByOurInstaller: false };
  expect(updateWay(SIGNED, copied)).toEqual({ kind: 'elsewhere', reason: 'copy' });
});

test('an http feed is for tests only, on any host', () => {
  const local = { ...SIGNED, updateFeed: 'http://127.0.0.1:8080/feed' };
  for (const installation of [APP_IMAGE, MAC, WINDOWS]) {
    expect(updateWay(local, installation)).toEqual({ kind: 'elsewhere', reason: 'insecure' });
    expect(updateWay(local, { ...installation, isForTests: true })).toMatchObject({ kind: 'feed' });
  }
});
