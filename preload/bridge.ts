/**
 * Exposes only the contract on `window.archibald`: no Electron object or event object reaches a
 * page. This file imports nothing from main or renderer, and only types from the contract. It
 * therefore stays a few lines long.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, EventName, EventValues } from './contract';

const listeners = new Map<EventName, Set<(value: never) => void>>();

ipcRenderer.on('archibald:event', (_event, ...values: unknown[]) => {
  const [name, value] = values as [EventName, never];
  for (const listener of listeners.get(name) ?? []) {
    listener(value);
  }
});

const bridge: Bridge = {
  invoke: (name, ...argument) => ipcRenderer.invoke('archibald:command', name, argument[0]),
  on: <Name extends EventName>(name: Name, listener: (value: EventValues[Name]) => void) => {
    const followers = listeners.get(name) ?? new Set();
    listeners.set(name, followers);
    followers.add(listener);
    return () => {
      followers.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('archibald', bridge);
