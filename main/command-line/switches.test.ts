import { expect, test } from 'vitest';
import { removeSecretVariables, disallowedSwitches } from './switches';

const AGENT = { platform: 'linux', isForTests: false, hasSwitch: () => false } as const;

test('the app’s own flags and harmless switches are accepted', () => {
  const args = [
    '/opt/Archibald Agent/archibald-agent',
    '--hidden',
    '--data',
    '/home/à b',
    '--lang=it',
    '--ozone-platform=wayland',
    '--password-store=gnome-libsecret',
    '--updated',
    'archibald-agent://cliente/1',
  ];
  expect(disallowedSwitches(args, AGENT)).toEqual([]);
});

test.each([
  '--log-net-log=/tmp/net.json',
  '-log-net-log=/tmp/net.json',
  '--ssl-key-log-file=/tmp/keys',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/x',
  '--enable-logging',
  '--password-store=basic',
])('%s is refused', (argument) => {
  const name = /^--?([^=]+)/.exec(argument)?.[1];
  expect(disallowedSwitches([argument], AGENT)).toEqual([name]);
});

test.each([
  ' ',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u3000',
  ' \t ',
])('a switch after %j still counts, because Chromium trims its arguments', (blank) => {
  for (const argument of [`${blank}--remote-debugging-port=0`, `${blank}-remote-debugging-port=0${blank}`]) {
    expect(disallowedSwitches([argument], AGENT)).toEqual(['remote-debugging-port']);
  }
  expect(disallowedSwitches([`${blank}--hidden${blank}`, `${blank}--lang=it`], AGENT)).toEqual([]);
  expect(disallowedSwitches([`--password-store=basic${blank}`], AGENT)).toEqual(['password-store']);
});

test('a switch that Chromium has recognised counts, however it was written', () => {
  const has = (name: string) => ({ ...AGENT, hasSwitch: (other: string) => other === name });
  // The filter does not parse arguments of this form.
  const [port, log] = ['~~Remote-Debugging-Port=0', '~~log-net-log=x'];
  expect(disallowedSwitches([port], has('remote-debugging-port'))).toEqual(['remote-debugging-port']);
  expect(disallowedSwitches([log], has('log-net-log'))).toEqual(['log-net-log']);
  expect(disallowedSwitches([port], { ...has('remote-debugging-port'), isForTests: true })).toEqual([]);
  expect(disallowedSwitches([log], { ...has('log-net-log'), isForTests: true })).toEqual(['log-net-log']);
  expect(disallowedSwitches([port, log], AGENT)).toEqual([]);
  // Electron sets this switch itself.
  expect(disallowedSwitches(['--hidden'], has('allow-file-access-from-files'))).toEqual([]);
  expect(disallowedSwitches([], has('lang'))).toEqual([]);
});

test('on Windows a slash starts a switch too, in upper or lower case', () => {
  const agent = { ...AGENT, platform: 'win32' } as const;
  expect(disallowedSwitches(['/LOG-NET-LOG=C:\\x', '--Ssl-Key-Log-File=C:\\y', '--Hidden'], agent)).toEqual([
    'log-net-log',
    'ssl-key-log-file',
  ]);
  // On other systems a slash starts a path.
  expect(disallowedSwitches(['/log-net-log=x'], AGENT)).toEqual([]);
});

test('a test build accepts remote debugging, and no other dangerous switch', () => {
  const args = ['--no-sandbox', '--remote-debugging-port=1', '--log-net-log=/tmp/x'];
  expect(disallowedSwitches(args, { ...AGENT, isForTests: true })).toEqual(['log-net-log']);
});

test('the variable that makes Chromium write TLS keys is removed', () => {
  const environment = { SSLKEYLOGFILE: '/data/keys', LANG: 'it_IT.UTF-8' };
  removeSecretVariables(environment);
  expect(environment).toEqual({ LANG: 'it_IT.UTF-8' });
});
