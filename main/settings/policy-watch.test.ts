import { expect, test } from 'vitest';
import { FakeClock } from '../../tests/helpers/fake-clock';
import { TestLog } from '../../tests/helpers/test-log';
import { NO_POLICY, parsePolicy, unreadPolicy, untrustedPolicy } from './policy';
import type { LoadedPolicy } from './policy';
import { PolicyWatch } from './policy-watch';

const MINUTES = 60_000;

test('a changed policy takes effect within ten minutes and is reported once', async () => {
  const clock = new FakeClock();
  const log = new TestLog();
  let now = parsePolicy('{"loginsPerDay":3}');
  const watch = await PolicyWatch.open(() => Promise.resolve(now), clock, log);
  const reported: LoadedPolicy[] = [];
  watch.changed.on((loaded) => reported.push(loaded));
  watch.start();
  await clock.advance(30 * MINUTES);
  expect(reported).toEqual([]);
  expect(watch.loaded.policy.loginsPerDay).toBe(3);

  now = parsePolicy('{"loginsPerDay":6}');
  await clock.advance(10 * MINUTES);
  expect(reported).toEqual([now]);
  expect(watch.loaded.policy.loginsPerDay).toBe(6);

  watch.stop();
  now = untrustedPolicy('users other than its owner may write the file');
  await clock.advance(60 * MINUTES);
  expect(reported).toHaveLength(1);
  expect(clock.pendingTimers).toBe(0);
});

test('a policy stays in force until another is read, whatever fails meanwhile', async () => {
  const clock = new FakeClock();
  const log = new TestLog();
  const strict = parsePolicy('{"portalUrl":"https://a.example.it","mayTrustCertificates":false}');
  let now = strict;
  const watch = await PolicyWatch.open(() => Promise.resolve(now), clock, log);
  const reported: LoadedPolicy[] = [];
  watch.changed.on((loaded) => reported.push(loaded));
  now = unreadPolicy('the registry cannot be read');
  await watch.look();
  expect(watch.loaded).toBe(strict);
  expect(reported).toEqual([]);
  expect(log.lines.at(-1)).toContain('the registry cannot be read');

  for (const bad of [parsePolicy('{'), untrustedPolicy('users other than its owner may write the file')]) {
    now = bad;
    await watch.look();
    expect(watch.loaded).toEqual({ ...bad, policy: strict.policy });
  }
  now = NO_POLICY;
  await watch.look();
  expect(watch.loaded).toBe(NO_POLICY);
  // The last read found no policy, so no earlier policy replaces this broken one.
  now = parsePolicy('{');
  await watch.look();
  expect(watch.loaded).toBe(now);
});

test('a failed read changes nothing when there was no policy', async () => {
  let now = NO_POLICY;
  const watch = await PolicyWatch.open(() => Promise.resolve(now), new FakeClock(), new TestLog());
  now = unreadPolicy('the registry cannot be read');
  await watch.look();
  expect(watch.loaded).toBe(NO_POLICY);
});

test('a policy that cannot be read at the start is read again soon', async () => {
  const clock = new FakeClock();
  let now = unreadPolicy('the registry cannot be read');
  const watch = await PolicyWatch.open(() => Promise.resolve(now), clock, new TestLog());
  expect(watch.loaded.state).toBe('broken');
  watch.start();
  now = NO_POLICY;
  await clock.advance(30_000);
  expect(watch.loaded).toBe(NO_POLICY);
  watch.stop();
});

test('the log names each ignored key, never its value', async () => {
  const log = new TestLog();
  const read = (): Promise<LoadedPolicy> =>
    Promise.resolve(parsePolicy('{"portal":"https://secret.example.it","loginsPerDay":"secret"}'));
  await PolicyWatch.open(read, new FakeClock(), log);
  expect(log.lines).toHaveLength(2);
  expect(log.lines[0]).toContain('portal: there is no such key');
  expect(log.lines.join()).not.toContain('secret');
});
