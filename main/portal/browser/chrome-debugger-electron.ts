import type { WebContents } from 'electron';

interface Debuggee {
  readonly tabId: number;
  readonly sessionId?: string;
}
type DebuggerListener = (source: Debuggee, method: string, params: unknown) => void;

const attached = new Map<number, WebContents>();
const listeners = new Set<DebuggerListener>();

/**
 * Provides the global `chrome.debugger` of a browser extension, which puppeteer's
 * ExtensionTransport needs, over `webContents.debugger`. The window's id is the tab id.
 */
export function installChromeDebugger(contents: WebContents): void {
  attached.set(contents.id, contents);
  contents.once('destroyed', () => attached.delete(contents.id));
  Object.assign(globalThis, { chrome: { debugger: chromeDebugger } });
}

const chromeDebugger = {
  onEvent: {
    addListener: (listener: DebuggerListener) => void listeners.add(listener),
    removeListener: (listener: DebuggerListener) => void listeners.delete(listener),
  },
  attach({ tabId }: Debuggee, version: string): Promise<void> {
    const contents = webContentsOf(tabId);
    contents.debugger.attach(version);
    contents.debugger.on('message', (_event, method: string, params: unknown, sessionId: string) => {
      const source = sessionId === '' ? { tabId } : { tabId, sessionId };
      for (const listener of listeners) {
        listener(source, method, params);
      }
    });
    return Promise.resolve();
  },
  async sendCommand({ tabId, sessionId }: Debuggee, method: string, params?: object): Promise<unknown> {
    return webContentsOf(tabId).debugger.sendCommand(method, params, sessionId);
  },
  detach({ tabId }: Debuggee): Promise<void> {
    const contents = attached.get(tabId);
    if (contents !== undefined && !contents.isDestroyed() && contents.debugger.isAttached()) {
      contents.debugger.detach();
    }
    return Promise.resolve();
  },
};

function webContentsOf(tabId: number): WebContents {
  const contents = attached.get(tabId);
  if (contents === undefined || contents.isDestroyed()) {
    throw new Error('Target closed: the portal window is gone');
  }
  return contents;
}
