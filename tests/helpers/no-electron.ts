/**
 * Replaces Electron in the unit tests' plain Node: every import from it is undefined. A module may
 * then contain both its logic and a few Electron calls, which a test replaces.
 */
export {};
