/**
 * Replaces Electron in unit tests, which run in plain Node: every import from it is undefined. So
 * tests can load modules with a few Electron calls, which they replace.
 */
export {};
