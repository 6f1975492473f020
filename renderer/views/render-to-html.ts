import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStore } from 'zustand/vanilla';
import { StoresContext } from '../stores/stores';

/** Renders a part of the window to HTML, with these states of its stores. */
export function renderToHtml(part: ReactNode, states: Readonly<Record<string, object>>): string {
  const usual = { settings: { snapshot: null }, clock: { now: Date.parse('2026-11-29T10:00:00Z') } };
  const stores = Object.entries({ ...usual, ...states }).map(([name, state]) => [
    name,
    createStore(() => state),
  ]);
  return renderToStaticMarkup(
    createElement(
      MantineProvider,
      null,
      createElement(StoresContext, { value: Object.fromEntries(stores) as never }, part),
    ),
  );
}
