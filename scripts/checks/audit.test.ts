import { expect, test } from 'vitest';
import { findVulnerable } from './audit.mjs';

const REPORT = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: { zod: { severity: 'high' }, vitest: { severity: 'critical' } },
});

test('advisories count for shipped packages, not for tools', () => {
  expect(findVulnerable(REPORT, ['react', 'zod'])).toEqual(['zod: high']);
  expect(findVulnerable(REPORT, ['react'])).toEqual([]);
});

test('an answer without advisories is not a clean result', () => {
  expect(findVulnerable('{"message":"405 Method Not Allowed","statusCode":405}', ['zod'])).toBeNull();
  expect(findVulnerable('npm error network', ['zod'])).toBeNull();
});
