import { expect, test } from 'vitest';
import { noticeOf } from './notices';

test('each notification opens the screen where the agent can act', () => {
  expect(noticeOf({ kind: 'degraded' }, 'it').view).toBe('sync');
  expect(noticeOf({ kind: 'blocked', code: 'LOGIN_REFUSED' }, 'it').view).toBe('account');
  expect(noticeOf({ kind: 'blocked', code: 'ACCOUNT_LOCKED' }, 'it').view).toBe('account');
  expect(noticeOf({ kind: 'blocked', code: 'PORTAL_CHANGED_ADDRESS' }, 'it').view).toBe('sync');
  expect(noticeOf({ kind: 'first-sync', customers: 1_452 }, 'it')).toEqual({
    title: 'I tuoi clienti sono pronti',
    body: '1.452 clienti scaricati: li trovi anche senza rete.',
    view: 'customers',
  });
  expect(noticeOf({ kind: 'first-sync', customers: 1_452 }, 'en').body).toContain('1,452');
});

test('the notification of calls opens their list, for one call or many', () => {
  expect(noticeOf({ kind: 'calls', customers: 1 }, 'it')).toEqual({
    title: 'Chiamate di oggi',
    body: '1 cliente da richiamare, oggi o in ritardo.',
    view: 'due',
  });
  expect(noticeOf({ kind: 'calls', customers: 1_200 }, 'it').body).toBe(
    '1.200 clienti da richiamare, oggi o in ritardo.',
  );
  expect(noticeOf({ kind: 'calls', customers: 1 }, 'en').body).toBe('1 customer due today or overdue.');
  expect(noticeOf({ kind: 'calls', customers: 2 }, 'en').body).toBe('2 customers due today or overdue.');
});

test('closing the window without a tray notifies that the app keeps running', () => {
  expect(noticeOf({ kind: 'minimised' }, 'it').body).toContain('Ctrl+Q');
  expect(noticeOf({ kind: 'minimised' }, 'en').view).toBe('customers');
});
