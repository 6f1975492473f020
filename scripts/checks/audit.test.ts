import { expect, test } from 'vitest';
import { vulnerableOf } from './audit.mjs';

const REPORT = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: { zod: { severity: 'high' }, vitest: { severity: 'critical' } },
});

test('advisories count for shipped packages, not for tools', () => {
  expect(vulnerableOf(REPORT, ['react', 'zod'])).toEqual(['zod: high']);
  expect(vulnerableOf(REPORT, ['react'])).toEqual([]);
});

test('an answer without advisories is not a clean result', () => {
  expect(vulnerableOf('{"message":"405 Method Not Allowed","statusCode":405}', ['zod'])).toBeNull();
  expect(vulnerableOf('npm error network', ['zod'])).toBeNull();
});
