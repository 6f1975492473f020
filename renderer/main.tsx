/** The entry point of the window: creates the stores and draws `app.tsx`. */
import '@mantine/core/styles.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createCacheStore } from './stores/cache-store';
import { createChosenStore } from './stores/chosen-store';
import { createClockStore } from './stores/clock-store';
import { createCountsStore } from './stores/counts-store';
import { createCustomerActions } from './stores/customer-actions';
import { createCustomerFileStore } from './stores/customer-file-store';
import { reportPlace } from './stores/keep-place';
import { createListQueryStore } from './stores/list-query-store';
import { createListStore } from './stores/list-store';
import { createNewsStore } from './stores/news-store';
import { createNotesFileStore } from './stores/notes-file-store';
import { createNotesStore } from './stores/notes-store';
import { createOpenCustomerStore } from './stores/open-customer-store';
import { createRecentStore } from './stores/recent-store';
import { createRowsStore } from './stores/rows-store';
import { createSettingsStore } from './stores/settings-store';
import { createSupportStore } from './stores/support-store';
import { createSyncStore } from './stores/sync-store';
import { createUiStore } from './stores/ui-store';
import { localDay } from './strings/days';

// The policy allows plain text, such as Mantine's style sheets, and refuses markup.
window.trustedTypes.createPolicy('default', {
  createHTML(text) {
    if (/<[a-z!/?]/i.test(text)) {
      throw new TypeError('Markup is made of elements here, never of text');
    }
    return text;
  },
});

const bridge = window.archibald;
const asked = await bridge.invoke('window:place');
const place = asked.ok ? asked.value : undefined;
const listQuery = createListQueryStore(bridge, place);
const rows = createRowsStore(bridge, listQuery, place?.topRow);
const openCustomer = createOpenCustomerStore(bridge, listQuery, rows, place?.customer);
const settings = createSettingsStore(bridge);
const ui = createUiStore(bridge, place?.view);

/** The maximum wait for the first list, for example while the cache is being repaired. */
const LIST_AWAITED_MS = 600;
// Drawing takes most of the start, so the window is drawn once, when its customers are there. The
// cache answers one request at a time, so no other request may precede the one for the list.
await new Promise<void>((resolve) => {
  const limit = setTimeout(resolve, LIST_AWAITED_MS);
  const stop = rows.subscribe(({ total }) => {
    if (total !== null) {
      stop();
      clearTimeout(limit);
      resolve();
    }
  });
});

const drawn = new Promise<void>((resolve) => {
  ui.subscribe(({ isDrawn }) => {
    if (isDrawn) {
      resolve();
    }
  });
});
const list = createListStore(bridge, listQuery);
const notes = createNotesStore(bridge, settings, (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
});
const stores = {
  actions: createCustomerActions(bridge, { openCustomer, rows, settings, ui }),
  cache: createCacheStore(bridge),
  chosen: createChosenStore(bridge, { notes, openCustomer, listQuery, rows, settings }),
  clock: createClockStore(Date.now, (callback, ms) => void setInterval(callback, ms)),
  counts: createCountsStore(bridge, listQuery, rows, list, drawn),
  list,
  news: createNewsStore(bridge, () => localDay(new Date()), drawn),
  notes,
  notesFile: createNotesFileStore(bridge, notes),
  openCustomer,
  listQuery,
  recent: createRecentStore(bridge, openCustomer),
  rows,
  settings,
  support: createSupportStore(bridge),
  sync: createSyncStore(bridge),
  customerFiles: createCustomerFileStore(bridge, listQuery, list),
  ui,
};
reportPlace(bridge, ui, listQuery, rows, openCustomer, (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
});

// The window may be hidden, closed or destroyed at any moment.
const saveNotes = (): void => void stores.notes.getState().flush();
document.addEventListener('visibilitychange', saveNotes);
window.addEventListener('pagehide', saveNotes);

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element "root"');
}
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
createRoot(root).render(<App stores={stores} nonce={nonce} />);
