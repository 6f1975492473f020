import { expect, test } from 'vitest';
import { registerLinks, findLinkedCustomer, parseCustomerLink } from './deep-link';

test.each([
  ['archibald-agent://cliente/1234', '1234'],
  ['archibald-agent://cliente/1234/', '1234'],
  ['Archibald-Agent://Cliente/7', '7'],
  ['archibald-agent://cliente/12x', null],
  ['archibald-agent://cliente/1%27%20OR%201', null],
  ['archibald-agent://cliente/1?x=../../etc', null],
  ['archibald-agent://impostazioni', null],
  ['https://cliente/1', null],
  ['', null],
])('the link %s names the customer %s', (link, id) => {
  expect(parseCustomerLink(link)).toBe(id);
});

test('a link is found among other arguments', () => {
  expect(findLinkedCustomer(['app', '--hidden', 'archibald-agent://cliente/9'])).toBe('9');
  expect(findLinkedCustomer(['app', '--data', '/data/cliente/9'])).toBeNull();
});

test.each([
  ['an installed app that is not registered', false, false, ['archibald-agent']],
  ['an installed app that is registered', false, true, []],
  ['an app in tests or in development', true, false, []],
])('only the installed app registers for links, once: %s', (_name, isForTests, isClient, expected) => {
  const claimed: string[] = [];
  const client = {
    isDefaultProtocolClient: () => isClient,
    setAsDefaultProtocolClient: (scheme: string) => claimed.push(scheme) > 0,
  };
  registerLinks(client, isForTests);
  expect(claimed).toEqual(expected);
});
