import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStore } from 'zustand/vanilla';
import { StoresContext } from '../stores/stores';

/** The states of an idle window without an account. */
const IDLE = {
  settings: { snapshot: null },
  clock: { now: Date.parse('2026-11-29T10:00:00Z') },
  sync: { progress: null, justFinished: null, refusal: null, runs: [], status: null },
  news: { customers: 0 },
  listQuery: { kindChoices: [] },
  support: {},
  ui: {},
};

type States = Readonly<Record<string, object>>;

/** Renders a part of the window to HTML, with these states of its stores. */
export function renderToHtml(part: ReactNode, states: States): string {
  const idle: States = IDLE;
  const stores = Object.entries({ ...idle, ...states }).map(([name, state]) => [
    name,
    createStore(() => ({ ...idle[name], ...state })),
  ]);
  return renderToStaticMarkup(
    createElement(
      MantineProvider,
      null,
      createElement(StoresContext, { value: Object.fromEntries(stores) as never }, part),
    ),
  );
}

/** Returns the state of the settings for this connection. */
export function settingsOf(connection: object, language: 'it' | 'en' = 'it'): object {
  return {
    snapshot: {
      connection,
      preferences: { automaticBanner: true, frequencyMinutes: 30, language },
      managed: { frequencyMinutes: null },
    },
  };
}
