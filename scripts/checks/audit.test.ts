import { expect, test } from 'vitest';
import { vulnerableOf } from './audit.mjs';

const REPORT = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: { zod: { severity: 'high' }, vitest: { severity: 'critical' } },
});

test('counts what ships, and nothing that only makes the app', () => {
  expect(vulnerableOf(REPORT, ['react', 'zod'])).toEqual(['zod: high']);
  expect(vulnerableOf(REPORT, ['react'])).toEqual([]);
});

test('does not take a registry without advisories for a clean bill', () => {
  expect(vulnerableOf('{"message":"405 Method Not Allowed","statusCode":405}', ['zod'])).toBeNull();
  expect(vulnerableOf('npm error network', ['zod'])).toBeNull();
});
