import { expect, test } from 'vitest';
import { writeNotice } from './notices';

test('each notification opens the screen where the agent can act', () => {
  expect(writeNotice({ kind: 'degraded' }, 'it').view).toBe('sync');
  expect(writeNotice({ kind: 'blocked', code: 'LOGIN_REFUSED' }, 'it').view).toBe('account');
  expect(writeNotice({ kind: 'blocked', code: 'ACCOUNT_LOCKED' }, 'it').view).toBe('account');
  expect(writeNotice({ kind: 'blocked', code: 'PORTAL_CHANGED_ADDRESS' }, 'it').view).toBe('sync');
  expect(writeNotice({ kind: 'first-sync', customers: 1_452 }, 'it')).toEqual({
    title: 'I tuoi clienti sono pronti',
    body: '1.452 clienti scaricati: li trovi anche senza rete.',
    view: 'customers',
  });
  expect(writeNotice({ kind: 'first-sync', customers: 1_452 }, 'en').body).toContain('1,452');
});

test('the notification of calls opens their list, for one call or many', () => {
  expect(writeNotice({ kind: 'calls', customers: 1 }, 'it')).toEqual({
    title: 'Chiamate di oggi',
    body: '1 cliente da richiamare, oggi o in ritardo.',
    view: 'due',
  });
  expect(writeNotice({ kind: 'calls', customers: 1_200 }, 'it').body).toBe(
    '1.200 clienti da richiamare, oggi o in ritardo.',
  );
  expect(writeNotice({ kind: 'calls', customers: 1 }, 'en').body).toBe('1 customer due today or overdue.');
  expect(writeNotice({ kind: 'calls', customers: 2 }, 'en').body).toBe('2 customers due today or overdue.');
});

test('closing the window without a tray notifies that the app keeps running', () => {
  expect(writeNotice({ kind: 'minimised' }, 'it').body).toContain('Ctrl+Q');
  expect(writeNotice({ kind: 'minimised' }, 'en').view).toBe('customers');
});
