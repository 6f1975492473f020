// The fall-back Electron starts only what it can require.
void import('./draw.mjs');
