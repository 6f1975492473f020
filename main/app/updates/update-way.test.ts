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

test('a deb, run as root at its update, is left to who manages the computer, and says so without a feed too', () => {
  const deb = { ...APP_IMAGE, isAppImage: false };
  expect(updateWay(SIGNED, deb)).toEqual({ kind: 'elsewhere', reason: 'package' });
  expect(updateWay({ updateFeed: null, updateKey: null }, deb)).toEqual({
    kind: 'elsewhere',
    reason: 'package',
  });
});

test('without a feed there is nothing to say', () => {
  for (const installation of [APP_IMAGE, MAC, WINDOWS]) {
    expect(updateWay({ updateFeed: null, updateKey: null }, installation)).toEqual({ kind: 'none' });
  }
});

test('where the system checks no signature the company’s key must', () => {
  for (const installation of [APP_IMAGE, { ...WINDOWS, hasPublisher: false }]) {
    expect(updateWay(UNSIGNED, installation)).toEqual({ kind: 'elsewhere', reason: 'unsigned' });
    expect(updateWay(SIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: 'MCow…' });
  }
  for (const installation of [MAC, WINDOWS]) {
    expect(updateWay(UNSIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: null });
    expect(updateWay(SIGNED, installation)).toEqual({ kind: 'feed', url: FEED, key: 'MCow…' });
  }
});

test('on Windows only what the installer has installed is installed over', () => {
  const copied = { ...WINDOWS, isByOurInstaller: false };
  expect(updateWay(SIGNED, copied)).toEqual({ kind: 'elsewhere', reason: 'copy' });
});

test('a feed by http is for tests, on this very computer or not', () => {
  const local = { ...SIGNED, updateFeed: 'http://127.0.0.1:8080/feed' };
  for (const installation of [APP_IMAGE, MAC, WINDOWS]) {
    expect(updateWay(local, installation)).toEqual({ kind: 'elsewhere', reason: 'insecure' });
    expect(updateWay(local, { ...installation, isForTests: true })).toMatchObject({ kind: 'feed' });
  }
});
