/** The phases of a run in order, with their colours in bars and charts. */
export const SYNC_PHASES = [
  { name: 'login', color: 'gray.5' },
  { name: 'export', color: 'blue.6' },
  { name: 'read', color: 'teal.5' },
  { name: 'apply', color: 'grape.5' },
] as const;
